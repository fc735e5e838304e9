"""Whoever does not own what is counted sees it as `kernel.glances` shows figures, or released.

Every function that reads a count or a sum says here whose it is. A new one fails until somebody has
decided: that is the review of the desk's pages for disclosure (decision 0323).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import fristed

SRC = Path(fristed.__file__).parent
COUNTING = {"Count", "Sum", "Avg", "aggregate", "count"}
COUNTING_SQL = ("guidance_waits", "guidance_had", "count(", "sum(")
GLANCES = {"count_shown", "measured", "waits_shown"}

SHOWN_TO_OTHERS = {
    "casework/queries/consulting:team_workload": "/consultations/workload/",
    "guidance/queries/measuring:had_before": "/inquiries/<ref>/, of such services before",
    "guidance/queries/measuring:time_per_kind": "/inquiries/waits/, of her units",
    "guidance/queries/measuring:waited_in": "/inquiries/waits/, of the whole country",
}
NOT_OF_OTHERS = {
    "audit/queries:counted_since": "what staff opened, for the data protection officer",
    "casework/queries/cases:opened_that_day": "the adviser's own cases, to name the next one apart",
    "casework/queries/own_period:own_period": "the adviser's own cases, for her alone",
    "casework/queries/meeting:meeting_page": "decisions in a matter, for those who decide it",
    "casework/queries/meeting:meetings_of": "points of an agenda, for those who meet",
    "guidance/queries/measuring:answered_by": "her own inquiries, for her alone",
    "guidance/queries/experience:_methods": "how often staff used a method",
    "guidance/queries/meetings:network_page": "points of an agenda, for those who meet",
    "guidance/queries/schools:_asked": "what a school asked for, about nobody (decision 0330)",
    "notices/queries/problems:problems_page": "what did not work on which page, about nobody",
    "portal/queries/editing:_said_since": "what readers said of a page",
    "portal/queries/remarks:_totals": "what readers said of a page",
    "portal/queries/remarks:owner_of": "pages a unit answers for",
    "portal/queries/searching:_words": "words of a text",
    "publications/queries:history_page": "published",
    "reporting/queries/reports:editions_of": "comments on a chapter",
    "statistics/queries/exercises:round_of": "services in a round",
}


def counting_functions() -> dict[str, ast.AST]:
    return {
        f"{file.relative_to(SRC).with_suffix('')}:{one.name}": one
        for file in (*SRC.glob("*/queries.py"), *SRC.glob("*/queries/**/*.py"))
        for one in ast.parse(file.read_text()).body
        if isinstance(one, ast.FunctionDef | ast.ClassDef) and _counts(one)
    }


def _counts(one: ast.AST) -> bool:
    texts = [node.value for node in ast.walk(one) if isinstance(node, ast.Constant)]
    said = " ".join(text for text in texts if isinstance(text, str)).lower()
    return bool(COUNTING & set(_called(one))) or any(name in said for name in COUNTING_SQL)


def _called(one: ast.AST) -> Iterator[str]:
    for node in ast.walk(one):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                yield function.id
            elif isinstance(function, ast.Attribute) and not (
                function.attr == "count" and node.args  # of a text or a list
            ):
                yield function.attr


def test_every_function_that_counts_says_whose_it_is():
    assert set(counting_functions()) == {*SHOWN_TO_OTHERS, *NOT_OF_OTHERS}


def test_what_others_see_goes_the_controlled_way():
    functions = counting_functions()

    assert [name for name in SHOWN_TO_OTHERS if not GLANCES & set(_called(functions[name]))] == []
