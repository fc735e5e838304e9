"""What every page of a door carries."""

import re
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.template.loader import render_to_string

from fristed.ui.house import Place

FOCUSABLE = re.compile(r"<(?:a|button|input|select|textarea|summary)\b[^>]*>")
ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "ui/away.html"]
NORA_PAGES = ["ui/nora.html", *ERROR_PAGES]
BANNER = {
    "nb": "Dette er en demonstrasjon. Ingen leser det du skriver her.",
    "nn": "Dette er ein demonstrasjon. Ingen les det du skriv her.",
    "en": "This is a demonstration. Nobody reads what you write here.",
}


@pytest.mark.parametrize("template", NORA_PAGES)
@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Forlat siden"), ("nn", "Forlat sida"), ("en", "Leave this page")],
)
def test_the_exit_is_the_first_thing_the_tab_key_reaches(draw, template, language, words):
    html = draw(
        "nora", template, language=language, sample=True, exit_target="https://vær.example/"
    )

    first = FOCUSABLE.search(html.split("<body", 1)[1]).group()
    assert "data-exit" in first
    assert 'href="/ut"' in first
    assert 'data-target="https://vær.example/"' in first
    assert f">{words}</a>" in html


@pytest.mark.parametrize("template", NORA_PAGES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_with_sample_data_every_nora_page_says_first_that_nobody_reads(draw, template, language):
    html = draw("nora", template, language=language, sample=True)

    body = html.split("<body", 1)[1]
    assert body.index(BANNER[language]) < body.index("<header")
    banner = body[body.index("sample-banner") : body.index("<header")]
    assert "tel:112" in banner
    assert "tel:116111" in banner
    assert (BANNER["nb"] if language == "en" else BANNER["en"]) in banner


@pytest.mark.parametrize("template", ["ui/desk.html", *ERROR_PAGES])
def test_with_sample_data_every_desk_page_says_that_nothing_is_real(draw, template):
    html = draw("desk", template, sample=True)

    body = html.split("<body", 1)[1]
    assert body.index("Eksempeldata.") < body.index("<header")


@pytest.mark.parametrize("door", ["nora", "desk"])
def test_without_sample_data_no_page_speaks_of_it(draw, door):
    html = draw(door, f"ui/{door}.html", sample=False)

    assert "demonstrasjon" not in html
    assert "Eksempeldata" not in html


def test_nora_says_who_to_ring_on_every_page_in_every_language(draw):
    for template in NORA_PAGES:
        footer = draw("nora", template).split("<footer", 1)[1]
        assert footer.count("tel:112") == 1
        assert footer.count("tel:116111") == 1


def test_noras_title_and_name_tell_nothing(draw):
    for template in NORA_PAGES:
        assert "<title>Nora</title>" in draw("nora", template)


def test_nora_offers_its_three_languages_for_the_same_page(draw):
    html = draw("nora", "ui/nora.html", language="nn")

    assert re.findall(r'<a class="ds-link" href="[^"]*" lang="(\w\w)"', html) == ["nb", "nn", "en"]
    assert re.findall(r'lang="(\w\w)" hreflang="\w\w" aria-current="true"', html) == ["nn"]


def test_a_pages_query_never_follows_into_another_language(draw):
    html = draw("nora", "ui/nora.html", path="/?kode=hemmelig")

    assert "hemmelig" not in html


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_says_its_language(draw, language):
    for door, template in (("nora", "ui/nora.html"), ("desk", "ui/desk.html")):
        assert f'<html lang="{language}"' in draw(door, template, language=language)


def test_the_desk_shows_who_is_signed_in_and_a_way_out(draw):
    html = draw("desk", "ui/desk.html", person="Amina Berg", sign_out="/logg-ut/")

    assert "Amina Berg" in html
    assert '<form method="post" action="/logg-ut/">' in html
    assert 'aria-keyshortcuts="Control+K"' in html


def test_a_desk_page_before_sign_in_has_neither_name_nor_palette_button(draw):
    html = draw("desk", "ui/desk.html")

    assert "/logg-ut/" not in html
    assert (
        '<button class="ds-button" data-variant="secondary" type="button" data-open-palette'
        not in html
    )


def places_for_test(someone):
    if someone is None:
        return ()
    return (Place("Min dag", "/", "d"), Place("Saker", "/saker/", "s"))


def test_the_doors_own_function_says_where_a_person_can_go(draw, monkeypatch):
    monkeypatch.setitem(sys.modules, "a_door", SimpleNamespace(places=places_for_test))

    html = draw(
        "desk", "ui/desk.html", path="/saker/sak_1/", person="Amina", navigation="a_door.places"
    )

    assert '<a href="/" data-command data-shortcut="g d">Min dag</a>' in html
    assert (
        '<a href="/saker/" data-command data-shortcut="g s" aria-current="page">Saker</a>' in html
    )


def quiet_for_test(someone):
    return (Place("Om", "/om/"),)


@pytest.mark.parametrize("door", ["nora", "desk"])
def test_the_footer_holds_what_the_door_names(draw, monkeypatch, door):
    monkeypatch.setitem(sys.modules, "a_door", SimpleNamespace(quiet=quiet_for_test))

    html = draw(door, f"ui/{door}.html", person="Amina", footer="a_door.quiet")

    assert '<li><a class="ds-link" href="/om/">Om</a></li>' in html.split("<footer", 1)[1]


def test_the_front_page_is_current_only_on_itself():
    home = Place("Hjem", "/")

    assert [home.holds("/"), home.holds("/saker/")] == [True, False]


def test_the_missing_page_is_the_same_for_every_address_and_carries_the_emergency_link(draw):
    one = draw("desk", "404.html", path="/saker/sak_1/", person="Amina", emergency_opening="/nod/")
    other = draw(
        "desk", "404.html", path="/finnes-ikke/", person="Amina", emergency_opening="/nod/"
    )

    assert one == other
    assert 'href="/nod/"' in one


def test_nora_never_speaks_of_emergency_opening(draw):
    assert "Nødåpning" not in draw("nora", "404.html")


def test_the_failed_page_needs_no_request_and_shows_only_the_number(draw):
    html = render_to_string("500.html", {"error_id": "f3a9"})

    assert "f3a9" in html
    assert "Det er vår feil, ikke din." in html


def test_every_form_of_the_house_is_drawn_in_our_markup():
    assert django_settings.FORM_RENDERER == "fristed.ui.renderer.Markup"
