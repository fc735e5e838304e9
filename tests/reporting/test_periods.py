"""Half years: exact to the adviser herself, in steps to everybody else, and never kept exact."""

import json
from datetime import date, timedelta

import pytest
from tests.casework.conftest import at_the_desk, staff  # noqa: F401 - fixtures
from tests.factories.casework import TODAY, a_case, a_followup

from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.notices.rules.persons import check_without_persons
from fristed.reporting import access, queries
from fristed.reporting.actions.telling import write_period
from fristed.reporting.choices import Sort
from fristed.reporting.models import PeriodReport
from fristed.reporting.rules.periods import WATCHED, Half, halves_over

HALF = Half(TODAY.year, 1 if TODAY.month <= 6 else 2)
ON = HALF.period.ends_on + timedelta(days=10)
UNIT = "raad-ost"


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 6, 30), (Half(2025, 2), Half(2025, 1))),
        (date(2026, 7, 1), (Half(2026, 1), Half(2025, 2))),
        (date(2027, 1, 1), (Half(2026, 2), Half(2026, 1))),
    ],
)
def test_a_half_year_is_written_when_it_is_over(on, found):
    assert halves_over(on) == found


@pytest.mark.parametrize(
    ("text", "is_sure", "code"),
    [
        ("Mest tid på mødre som ringer.", False, None),
        ("Snakket med Fatima Hussein på skolen.", False, "may_point"),
        ("Snakket med Fatima Hussein på skolen.", True, None),
        ("Ring 912 34 567.", True, "points_at_somebody"),
    ],
)
def test_what_leaders_read_says_who_nobody_is(text, is_sure, code):
    if code is None:
        check_without_persons([text], watched=WATCHED, is_sure=is_sure)
        return
    with pytest.raises(RuleBroken) as broken:
        check_without_persons([text], watched=WATCHED, is_sure=is_sure)
    assert broken.value.code == code


@pytest.mark.django_db(databases=["default", "audit"])
class TestKept:
    def write(self, actor, sort=Sort.OWN, *, is_sent=True):
        report = queries.period_report(actor, sort, UNIT, HALF)
        write_period(
            actor, report, answers={"worked": "Skolebesøk."}, is_sure=False, is_sent=is_sent, on=ON
        )
        return report

    def cases(self, amina, count):
        for _each in range(count):
            case = a_case(amina)
            a_followup(amina, case, minutes=50)

    @pytest.mark.parametrize(("count", "shown"), [(4, None), (7, 5)])
    def test_exact_to_herself_and_in_steps_to_her_leader(self, at_the_desk, count, shown):  # noqa: F811
        """C17."""
        self.cases(at_the_desk.amina, count)
        report = self.write(at_the_desk.amina)

        def figures(actor):
            page = queries.period_page(actor, report, on=ON)
            return [one.value for one in page.figures]

        assert figures(at_the_desk.amina) == [count, count, 0, 50 * count]
        assert figures(at_the_desk.ingrid) == [shown, shown, None, 300 if shown else None]
        kept = json.dumps(PeriodReport.objects.values_list("shown", flat=True)[0])
        assert str(50 * count) not in kept

    def test_a_team_has_at_least_what_its_members_sent(self, at_the_desk):  # noqa: F811
        self.cases(at_the_desk.amina, 7)
        self.write(at_the_desk.amina)

        page = queries.period_page(
            at_the_desk.ingrid,
            queries.period_report(at_the_desk.ingrid, Sort.TEAM, UNIT, HALF),
            on=ON,
        )

        assert [one.value for one in page.figures] == [5, 5, None, 300]
        assert [one.name for one in page.members] == ["Amina"]

    def test_sent_it_is_not_changed_and_list_equals_detail(self, at_the_desk):  # noqa: F811
        """C10, C16, C18."""
        unsent = self.write(at_the_desk.amina, is_sent=False)
        assert queries.sent_reports(at_the_desk.ingrid, on=ON) == ()
        report = self.write(at_the_desk.amina)
        assert report.pk == unsent.pk

        with pytest.raises(RuleBroken, match="sendt"):
            self.write(at_the_desk.amina)
        with pytest.raises(Denied):
            self.write(at_the_desk.ingrid)  # her own work there: she has none
        for actor in (getattr(at_the_desk, key) for key in ("amina", "birger", "ingrid", "kari")):
            listed = [one.ref for one in queries.sent_reports(actor, on=ON)]
            assert listed == ([report.ref] if access.may_read_period(actor, report) else [])
