"""Judging danger without a number, and a plan with a card that says nothing."""

import ast
import io
import re
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casework.conftest import trail
from tests.casework.test_people_pages import at_desk, in_role, staff, words  # noqa: F401
from tests.factories.around import JUDGED, PLAN, a_judgement, a_plan
from tests.factories.casework import TODAY, a_real_case

import fristed.casework
from fristed.casework.choices import FactorState
from fristed.casework.models import RiskAssessment, SafetyPlan
from fristed.casework.queries.safety import AssessedRisk, FactorLine
from fristed.casework.rules.plans import CARDS, check_plan
from fristed.casework.rules.risk import Assessment, check_assessment
from fristed.codelists import queries as codelists
from fristed.kernel.rules import RuleBroken
from fristed.ui import printing
from fristed.ui.printing import RIGHT_TO_LEFT

ROOT = Path(fristed.casework.__file__).parent
SOON = TODAY + timedelta(days=14)
TWELVE = {"nb", "nn", "en", "ar", "so", "ur", "prs", "ps", "ckb", "kmr", "tr", "ti"}


# No score, ever.


def test_nothing_that_is_kept_or_shown_of_a_judgement_can_hold_a_number():
    kinds = {
        str(one.type) for kind in (Assessment, AssessedRisk, FactorLine) for one in fields(kind)
    }
    assert not {kind for kind in kinds if re.search(r"\b(int|float|Decimal)\b", kind)}

    columns = {one.get_internal_type() for one in RiskAssessment._meta.concrete_fields}
    assert columns == {"BigAutoField", "CharField", "ForeignKey", "BinaryField", "DateField"}


@pytest.mark.parametrize(
    "path",
    ["rules/risk.py", "queries/safety.py", "forms/safety.py", "actions/safeguarding.py"],
)
def test_no_code_about_danger_counts_or_weighs_its_answers(path):
    tree = ast.parse((ROOT / path).read_text())
    called = {
        node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }

    assert called & {"sum", "len", "max", "min", "Counter", "count", "mean", "aggregate"} == set()
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.AugAssign)
                and isinstance(node.op, ast.Mult | ast.Div)]  # fmt: skip


def test_no_page_about_danger_shows_how_many():
    for template in (ROOT / "templates/casework/safety").glob("*.html"):
        assert not re.search(r"\|(length|add|sum|count)", template.read_text()), template.name


@given(st.dictionaries(st.sampled_from(["threats_said", "own_despair", "held_back"]),
                       st.sampled_from([state.value for state in FactorState])))  # fmt: skip
def test_no_answer_decides_whether_a_judgement_may_be_kept(factors):
    check_assessment(replace(JUDGED, factors=factors), assessed_on=TODAY, review_on=SOON)


@pytest.mark.parametrize(
    ("changed", "review_on", "code"),
    [
        ({"reasoning": " "}, SOON, "reasoning_missing"),
        ({}, TODAY, "review_in_the_past"),
        ({}, TODAY + timedelta(days=120), "review_too_late"),
        ({"tool": "patriark"}, SOON, "tool_incomplete"),
        (
            {"tool": "sara", "tool_level": "high", "tool_by": "politiet", "tool_on": SOON},
            SOON,
            "tool_in_the_future",
        ),
    ],
)
def test_a_judgement_says_why_and_when_next(changed, review_on, code):
    with pytest.raises(RuleBroken) as broken:
        check_assessment(replace(JUDGED, **changed), assessed_on=TODAY, review_on=review_on)

    assert broken.value.code == code


# The plan and its card.


def test_a_plan_is_made_together():
    with pytest.raises(RuleBroken, match="sammen"):
        check_plan(replace(PLAN, together=False), made_on=TODAY, review_on=SOON)


@pytest.mark.django_db
def test_the_card_knows_twelve_languages_and_which_a_translator_has_seen():
    listed = {code.value for code in codelists.code_list("plan_language", TODAY).codes}

    assert set(CARDS) == listed == TWELVE
    assert {"ar", "ur", "prs", "ps", "ckb"} == TWELVE & RIGHT_TO_LEFT
    assert {name for name, words in CARDS.items() if words.signed_off} == {"nb", "nn", "en"}


@pytest.mark.parametrize("language", sorted(TWELVE))
def test_a_card_says_nothing_of_where_it_comes_from(language):
    """C12: neither on the paper nor in the file."""
    own = CARDS[language]
    parts = [{"title": own.numbers, "lines": ["900 00 000"]}]

    paper = printing.pdf(
        "casework/templates/casework/safety/card.typ",
        {"parts": parts},
        title=own.notes,
        stamp=None,
        language=language,
    )

    with pikepdf.open(io.BytesIO(paper)) as made:
        said = str(made.Root.Metadata.read_bytes(), "utf-8") + str(dict(made.docinfo))
    assert own.notes in said
    assert not re.search(r"fristed|sak_|imdi|trygg", said, re.IGNORECASE)


pages = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pages
def test_a_judgement_is_kept_in_words_and_the_one_before_stays(staff, at_desk):  # noqa: F811
    case = in_role(lambda: a_real_case(staff.amina))
    in_role(lambda: a_judgement(staff.amina, case))
    page = at_desk(staff.amina)

    kept = page.post(
        f"/cases/{case.ref}/safety/assess/",
        {
            "reasoning": "Roligere nå.",
            "review_on": SOON.isoformat(),
            "factor_threats_said": "earlier",
        },
    )

    shown = words(page.get(f"/cases/{case.ref}/safety/"))
    assert kept.status_code == 302
    assert "Roligere nå." in shown
    assert JUDGED.reasoning in shown
    assert "Noen har truet henne eller ham Før" in shown
    assert "Faren ble vurdert" in words(page.get(f"/cases/{case.ref}/"))


@pages
def test_a_plan_is_printed_as_a_note_and_the_opening_stands_in_the_log(staff, at_desk):  # noqa: F811
    """C10, C25."""
    case = in_role(lambda: a_real_case(staff.amina))
    in_role(lambda: a_plan(staff.amina, case))
    page = at_desk(staff.amina)

    shown = page.get(f"/cases/{case.ref}/safety/")
    card = re.search(r"/cases/[^\"]+/card/", shown.content.decode()).group()
    printed = page.get(card)

    assert "et utkast. La en oversetter se på dem" in words(shown)
    assert printed["Content-Disposition"] == 'attachment; filename="1.pdf"'
    assert ("opened", "case.print_card", "") in trail(case.ref)
    assert at_desk(staff.birger).get(card).status_code == 404
    assert page.get(card.replace("pln_", "plx_")).status_code == 404


@pages
def test_nothing_of_a_plan_or_a_judgement_is_readable_at_rest(staff, connect_as):  # noqa: F811
    """C24: what is called sealed is bytes, in every column."""
    case = in_role(lambda: a_real_case(staff.amina))
    in_role(lambda: (a_judgement(staff.amina, case), a_plan(staff.amina, case)))

    for model in (RiskAssessment, SafetyPlan):
        assert "kjæresten" not in model._meta.db_table
    backup = connect_as("fristed_backup")
    for table in ("casework_riskassessment", "casework_safetyplan"):
        rows = backup.execute(f"select t::text, encode(body, 'escape') from {table} t").fetchall()
        assert rows
        assert not re.search("kjæresten|Læreren|abroad|threats_said", str(rows))
