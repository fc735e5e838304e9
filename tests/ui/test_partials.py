"""Every partial draws what its first line promises, and every template keeps the house's rules."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from fristed.gate.decisions import ALLOW, deny
from fristed.ui import reasons
from fristed.ui.charts import HATCHES, Series, Value, bar_chart, line_chart
from fristed.ui.house import HOUSE, Place
from fristed.ui.steps import Pages, Step, steps_of
from fristed.ui.tables import Cell, Column, Table, cells

SRC = Path(__file__).parents[2] / "src" / "fristed"
UI = SRC / "ui" / "templates"
TEMPLATES = sorted(SRC.glob("*/templates/**/*.html"))
PARTIALS = [path for path in TEMPLATES if path.name.startswith("_")]
CONTEXT = re.compile(r"\{# context: .+ #\}$")
INHERITS = "{# context: inherits"


class Small(forms.Form):
    name = forms.CharField(label="Navn", help_text="Kort.")


def a_table(**more):
    return Table(
        caption="Saker",
        columns=(Column("Sak"), Column("Minutter", numeric=True), Column("Status")),
        rows=((Cell("Bøk", address="/saker/a/"), *cells(240), Cell("Åpen", tone="info")),),
        **more,
    )


def a_chart():
    values = (Value("2023", 3), Value("2024", 4))
    return line_chart(
        "Saker", ("2023", "2024"), (Series("A", values),), id="c", unit="saker", axis_name="År"
    )


def a_panel(id):
    values = tuple(Value(at, 5) for at in ("Jenter", "Gutter"))
    return bar_chart(
        id, ["Jenter", "Gutter"], [Series("Saker", values)], id=id, unit="saker",
        axis_name="Kjønn", highest=10, compact=True,
    )  # fmt: skip


EACH = {
    "_action.html": [
        {"label": "Lukk", "url": "/lukk/", "decision": ALLOW},
        {"label": "Lukk", "url": "/lukk/", "decision": deny("not_responsible")},
    ],
    "_calls.html": [{"calls": (("{tlf:a}", "En tjeneste"), ("{lov:b}", "En plikt"))}],
    "_cell.html": [
        {"cell": Cell("Bøk")},
        {"cell": Cell("Bøk", address="/a/")},
        {"cell": Cell("Bøk", tone="info")},
    ],
    "_chart.html": [
        {"chart": a_chart(), "show_table": False},
        {"chart": a_chart(), "show_table": True},
    ],
    "_desk_dialogs.html": [
        {},
        {"screen": "/screen/", "has_code": "hash", "shortcuts": "on", "idle": "off", "token": "t"},
    ],
    "_empty.html": [
        {"title": "Ingen", "text": "", "label": "Ny", "url": "/ny/"},
        {"title": "Ingen"},
    ],
    "_error_summary.html": [{"form": Small({})}],
    "_exit.html": [{"house": HOUSE}],
    "_field.html": [{"field": Small()["name"]}, {"field": Small({})["name"]}],
    "_form.html": [{"form": Small()}, {"form": Small({})}],
    "_form_asks.html": [{"form": Small()}],
    "_hatch.html": [{"hatch": hatch} for hatch in HATCHES],
    "_help_and_error.html": [{"field": Small({})["name"]}],
    "_help_footer.html": [{"house": HOUSE}, {"house": HOUSE, "quiet": (Place("Om", "/om/"),)}],
    "_languages.html": [{}],
    "_multiples.html": [{"title": "Fylker", "panels": (a_panel("oslo"), a_panel("agder"))}],
    "_must.html": [{"asks": "some", "required": True}, {"asks": "all", "required": True}],
    "_notice.html": [
        {"text": "Lagret", "tone": "success"},
        {"text": "Feil", "title": "Obs", "tone": "error"},
    ],
    "_pagination.html": [{"pages": Pages(2, 7, "?s=1", "?s=3")}, {"pages": Pages(1, 1)}],
    "_sample_banner.html": [{"house": HOUSE}],
    "_sent.html": [
        {"address": "/a/", "sent": [("x", "y")], "texts": ["y"], "lead": "Her.", "token": "t"},
        {"address": "/a/", "sent": [], "texts": [], "lead": "", "token": "t"},
    ],
    "_steps.html": [{"steps": steps_of(("a", "b", "c"), 1), "label": "Hvor du er"}],
    "_table.html": [
        {"table": a_table()},
        {"table": a_table(wide=True, note="Et forbehold.", hide_caption=True)},
    ],
    "_tag.html": [{"label": "Ny"}, {"label": "Ny", "tone": "danger"}],
    "_timetable.html": [{}],
    "_uncover.html": [
        {"screen": "/screen/", "token": "t"},
        {"screen": "/screen/", "token": "t", "back": "/notat/", "is_wrong": True},
    ],
}


def test_every_partial_of_ui_is_drawn_here():
    assert sorted(EACH) == sorted(path.name for path in (UI / "ui").glob("_*.html"))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    ("name", "context"), [(name, one) for name, many in EACH.items() for one in many]
)
def test_a_partial_draws_with_what_its_first_line_names(name, context, language):
    named = (UI / "ui" / name).read_text().splitlines()[0]

    with override(language):
        html = render_to_string(f"ui/{name}", dict(context))  # tags add to what they get

    assert all(key in named for key in context), f"{name} does not name its context"
    assert "{{" not in html
    assert "{%" not in html


@pytest.mark.parametrize("path", PARTIALS, ids=lambda path: str(path.relative_to(SRC)))
def test_the_first_line_of_a_partial_says_what_it_is_given(path):
    assert CONTEXT.match(path.read_text().splitlines()[0])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_template_has_script_or_style_of_its_own(path):
    """C13: the content security policy forbids both, so nothing may rest on them."""
    html = path.read_text()

    assert re.findall(r"<style\b", html) == []
    assert re.findall(r"\sstyle\s*=", html) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", html) == []
    assert re.findall(r"(?:href|src|action)\s*=\s*[\"']\s*javascript:", html) == []
    for tag in re.findall(r"<script\b[^>]*>", html):
        assert " src=" in tag or 'type="application/json"' in tag, tag


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_template_asks_another_house_for_anything(path):
    """No third-party request from any door: links a person follows are the only way out."""
    html = path.read_text()

    loaded = re.findall(r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*", html)
    assert [tag for tag in loaded if re.search(r"=\s*[\"'](?:https?:)?//", tag)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_a_partial_is_included_with_only_what_it_is_given(path):
    partials = {one.as_posix().split("/templates/")[1]: one for one in PARTIALS}
    for name, rest in re.findall(r"\{% include \"([^\"]+/_[^\"]+)\"([^%]*)%\}", path.read_text()):
        inherits = partials[name].read_text().startswith(INHERITS)
        assert inherits or rest.rstrip().endswith("only"), f"{name} is included without only"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_template_marks_text_as_safe(path):
    """C5: what people wrote is escaped, always."""
    html = path.read_text()

    assert re.findall(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b", html) == []


def test_an_allowed_action_is_a_link_and_a_command_of_the_palette():
    html = render_to_string("ui/_action.html", EACH["_action.html"][0])

    assert '<a class="ds-button" href="/lukk/" data-command>Lukk</a>' in html


def test_a_refused_action_is_no_link_and_says_why(monkeypatch):
    monkeypatch.setattr(
        reasons, "_WORDS", {"not_responsible": "bare den ansvarlige kan avslutte saken"}
    )

    html = render_to_string("ui/_action.html", EACH["_action.html"][1])

    assert "/lukk/" not in html
    assert "data-command" not in html
    assert "(bare den ansvarlige kan avslutte saken)" in html


def test_a_reason_nobody_explained_never_shows_its_code():
    html = render_to_string(
        "ui/_action.html", {"label": "x", "url": "/x/", "decision": deny("odd_code")}
    )

    assert "odd_code" not in html
    assert "du kan ikke gjøre dette nå" in html


def test_a_reason_code_has_one_meaning_in_the_house(monkeypatch):
    monkeypatch.setattr(reasons, "_WORDS", {})
    reasons.add_words({"closed": "saken er avsluttet"})
    reasons.add_words({"closed": "saken er avsluttet"})

    with pytest.raises(ValueError, match="closed"):
        reasons.add_words({"closed": "døra er lukket"})


def test_a_table_keeps_its_meaning_when_its_rows_become_cards():
    html = render_to_string("ui/_table.html", {"table": a_table()})

    assert [
        html.count(f'role="{role}"')
        for role in ("table", "row", "columnheader", "rowheader", "cell")
    ] == [1, 2, 3, 1, 2]
    assert html.count('data-label="Minutter"') == 1


def test_a_wide_table_can_be_scrolled_by_keyboard():
    html = render_to_string("ui/_table.html", {"table": a_table(wide=True)})

    assert '<div class="scroller" role="region" tabindex="0" aria-label="Saker">' in html


def test_a_table_with_a_row_too_short_is_refused():
    with pytest.raises(ValueError, match="one cell per column"):
        Table(caption="x", columns=(Column("a"), Column("b")), rows=(cells("1"),))


def test_steps_before_this_one_are_done_and_those_after_are_later():
    assert steps_of(("a", "b", "c"), 1) == (Step("a", "done"), Step("b", "now"), Step("c", "later"))


def test_a_list_of_one_page_has_no_pager():
    assert "<nav" not in render_to_string("ui/_pagination.html", {"pages": Pages(1, 1)})


@pytest.mark.parametrize(
    ("level", "colour"),
    [
        ("", "info"),
        ("info", "info"),
        ("error", "danger"),
        ("debug", "neutral"),
        ("warning", "warning"),
    ],
)
def test_a_notice_takes_the_colour_of_its_level(level, colour):
    html = render_to_string("ui/_notice.html", {"text": "x", "tone": level})

    assert f'data-color="{colour}"' in html
