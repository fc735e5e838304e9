"""Every address of the reports, every persona, every method: a declared outcome (C1)."""

import pytest
from django.utils import timezone
from tests import personas
from tests.desk.conftest import at_desk, in_desk_role, staff  # noqa: F401 - fixtures
from tests.reporting.conftest import TODAY, write

from fristed.kernel.refs import new_ref
from fristed.reporting.access import may_see_periods
from fristed.reporting.models import Report
from fristed.reporting.rules.periods import halves_over
from fristed.reporting.urls import urlpatterns
from fristed.sample.personas import BY_KEY

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

WRITERS = {"kari", "lars", "ingrid", "jonas"}  # analysts, and who leads a unit
PERIODS = {key for key, who in personas.ALL.items() if may_see_periods(who, who)}
EAST = {key for key, who in personas.ALL.items() if "raad-ost" in who.units}
HALF = halves_over(timezone.localdate())[0]
OWN = f"/yearly-reports/periods/own/raad-ost/{HALF.year}/{HALF.number}/"
RELEASING = WRITERS - {"kari"}  # she began it

# name: address, who gets a page on GET, who may POST at all
DECLARED = {
    "list_yearly_reports": ("/yearly-reports/", WRITERS, set()),
    "start_report": ("/yearly-reports/new/", WRITERS, WRITERS),
    "list_periods": ("/yearly-reports/periods/", PERIODS, set()),
    "write_period": (
        f"/yearly-reports/periods/own/raad-ost/{HALF.year}/{HALF.number}/",
        EAST,
        EAST,
    ),
    "show_period": ("/yearly-reports/periods/hal_none/", set(), set()),
    "show_report": ("/yearly-reports/{report}/", WRITERS, set()),
    "preview_report": ("/yearly-reports/{report}/preview/nb/", WRITERS, set()),
    "print_report": ("/yearly-reports/{report}/preview/nn.pdf", WRITERS, set()),
    "release_report": ("/yearly-reports/{report}/release/", RELEASING, RELEASING),
    "write_chapter": ("/yearly-reports/{report}/advisers/", WRITERS, WRITERS),
    "comment_chapter": ("/yearly-reports/{report}/advisers/comment/", set(), WRITERS),
    "settle_comment": ("/yearly-reports/{report}/advisers/settle/", set(), WRITERS),
    "show_version": ("/yearly-reports/{report}/advisers/1/", WRITERS, set()),
}


def test_every_address_is_declared():
    assert {pattern.name for pattern in urlpatterns} == set(DECLARED)


def test_every_address_for_everyone(staff, at_desk, history):  # noqa: F811 - the fixtures above
    report = in_desk_role(lambda: _begun(staff.kari.ref))
    pages = {key: at_desk(getattr(staff, key)) for key in BY_KEY}

    wrong = []
    for name, (address, readers, writers) in DECLARED.items():
        where = address.format(report=report.ref)
        for key, page in pages.items():
            got = page.get(where).status_code
            if got not in ({200} if key in readers else {404, 405}):
                wrong.append((name, key, "GET", got))
            if name == "release_report" and key in writers:
                continue  # tried in test_releasing.py: it would be released for the next person
            sent = page.post(where).status_code
            if sent not in ({200, 302} if key in writers else {404, 405}):
                wrong.append((name, key, "POST", sent))
    assert wrong == []


def _begun(by: str) -> Report:
    report = Report.objects.create(
        ref=new_ref("rpt"), year=2023, is_sample=True, started_by=by, started_on=TODAY
    )
    write(report)
    return report
