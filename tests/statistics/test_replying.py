"""Press and Parliament: published figures only, and the same answer to the same question."""

from datetime import date

import pytest
from django.core.management import call_command
from tests import personas

from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.statistics import queries
from fristed.statistics.actions.replying import Answered, keep_reply
from fristed.statistics.models import Reply
from fristed.statistics.rules.replying import check_figures, figures_in, is_asked_before

TODAY = date(2026, 11, 25)
BUDGET = Answered(
    asker="press",
    asked_on=date(2026, 11, 24),
    question="Hvor mange saker hadde rådgiverne i 2021 og 2022?",
    answer="Rådgiverne hadde 983 nye saker i 2021 og 950 i 2022.",
    table=queries.HISTORY,
)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("ingen tall", []),
        ("983 i 2021", [983, 2021]),
        ("1 137 saker", [1137]),
        ("1\u00a0137, 2.", [1137, 2]),
        ("12 345 678", [12345678]),
    ],
)
def test_figures_are_read_as_people_write_them(text, figures):
    assert figures_in(text) == figures


def test_check_figures_names_what_is_not_published():
    check_figures("983 i 2021", published={983})

    with pytest.raises(RuleBroken, match="3, 4") as broken:
        check_figures("983 i 2021, hvorav 3 i Oslo og 4 i Bodø, altså 3", published={983})
    assert broken.value.code == "not_published"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Hvor mange i 2022?", True),
        ("  hvor mange, i 2022 ", True),
        ("Hvor mange i 2023?", False),
    ],
)
def test_a_question_is_the_same_whatever_its_case_and_signs(question, asked):
    assert is_asked_before(question, ["Hvor mange i 2022?"]) is asked


@pytest.mark.django_db(databases=["default", "audit"])
class TestReplies:
    @pytest.fixture(autouse=True)
    def _desk(self, as_desk):
        call_command("load_publications", verbosity=0)
        with as_desk():
            yield

    def test_answer_is_kept_and_found_again(self):
        keep_reply(personas.kari, personas.kari, answered=BUDGET, on=TODAY)

        (line,) = queries.replies("rådgiverne 983")
        assert line.answer == BUDGET.answer
        assert queries.replies("ambassade") == []

    def test_the_same_question_gets_the_answer_that_stands(self):
        keep_reply(personas.kari, personas.kari, answered=BUDGET, on=TODAY)

        with pytest.raises(RuleBroken) as broken:
            keep_reply(personas.lars, personas.lars, answered=BUDGET, on=TODAY)
        assert broken.value.code == "asked_before"

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"answer": "Det var 3 saker i Vadsø."}, "not_published"),
            ({"table": "tab_finnesikke"}, "no_table"),
            ({"asked_on": date(2026, 11, 26)}, "not_yet"),
        ],
    )
    def test_answer_that_says_more_than_is_published_is_refused(self, changed, code):
        """C7."""
        with pytest.raises(RuleBroken) as broken:
            keep_reply(
                personas.kari,
                personas.kari,
                answered=Answered(**{**BUDGET.__dict__, **changed}),
                on=TODAY,
            )
        assert broken.value.code == code
        assert not Reply.objects.exists()

    def test_only_analysts_answer_for_the_figures(self):
        with pytest.raises(Denied, match="not_analyst"):
            keep_reply(personas.ingrid, personas.ingrid, answered=BUDGET, on=TODAY)
