"""How long something is kept: one proposes, another leader signs, and both stand there."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.desk.conftest import in_desk_role
from tests.factories.casework import TODAY, a_case
from tests.factories.organisation import a_membership
from tests.factories.retaining import a_retention_rule
from tests.factories.staff import as_owner, as_role, tell_members

from fristed.accounts.models import User
from fristed.casework import tasks
from fristed.config.doors import WORKER
from fristed.organisation.models import Unit
from fristed.vault import keeper
from fristed.vault.choices import FileKind
from fristed.vault.models import File, RetentionRule
from fristed.vault.queries import retention_months
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def test_a_rule_is_in_force_when_another_leader_has_signed_it(staff, at_desk):
    """The officer sees it and signs nothing; who proposed it signs nothing either."""
    ingrid, jonas, oda = (at_desk(one) for one in (staff.ingrid, staff.jonas, staff.oda))
    typed = {"kind": "case", "months": "120", "because": "Arkivplanen (eksempel)"}

    assert ingrid.post("/retention/", typed).status_code == 302
    ref = RetentionRule.objects.get().ref
    sign = f"/retention/{ref}/sign/"
    assert [one.post(sign).status_code for one in (ingrid, oda)] == [404, 404]
    assert retention_months(FileKind.CASE) is None
    assert jonas.post(sign).status_code == 302

    assert retention_months(FileKind.CASE) == 120
    page = oda.get("/retention/").content.decode()
    assert f"Foreslått av {staff.ingrid.name}" in page
    assert f"Signert av {staff.jonas.name}" in page


def test_a_new_rule_takes_the_place_of_the_one_before_and_both_are_kept(staff, at_desk):
    jonas = at_desk(staff.jonas)
    for months in (120, 60):
        ref = in_desk_role(lambda months=months: a_retention_rule(staff.ingrid, months=months))
        jonas.post(f"/retention/{ref}/sign/")

    assert retention_months(FileKind.CASE) == 60
    jonas.post(f"/retention/{ref}/end/")
    assert retention_months(FileKind.CASE) is None
    rows = RetentionRule.objects.order_by("id").values_list("months", "signed_off_by")
    assert list(rows) == [(120, "leader"), (60, "leader")]


def test_the_database_wants_two_people():
    mine = {"kind": FileKind.CASE, "months": 1, "signed_off_on": TODAY, "signed_by": 7}

    for proposed_by in (7, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            RetentionRule.objects.create(proposed_by=proposed_by, **mine)


def test_a_destroyed_quarter_has_a_certificate_with_both_leaders_and_the_rule(
    staff, at_desk, keeper_home, settings
):
    """What the keeper says, for the unit's leaders and the officer; nobody else."""
    settings.FRISTED_KEEPER_HOME = keeper_home
    ingrid, jonas = staff.ingrid, staff.jonas
    unit = "raad-ost"
    fetch_unit_keys([unit], date(2020, 1, 15))
    with as_owner():
        a_membership(
            User.objects.get(pk=jonas.id), Unit.objects.get(code=unit), "leader", leads=True
        )
        rule = {"months": 12, "because": "Arkivplanen (eksempel)", "signed_off_by": "leader"}
        RetentionRule.objects.create(kind=FileKind.CASE, signed_off_on=date(2021, 1, 1), **rule)
    for _ in range(2):
        in_desk_role(lambda: a_case(staff.amina, unit=unit, on=date(2020, 1, 15)))
    with as_role(WORKER.role):
        File.objects.update(closed_on=date(2020, 3, 1), expires_on=date(2021, 3, 1))
    tell_members((keeper_home / "admin.token").read_text().strip(), unit)
    seen = at_desk(ingrid).get(f"/retention/preview/?unit={unit}&quarter=2020Q1")
    assert "Ingenting hindrer" in seen.content.decode()
    for op, leader in (("destroy.propose", ingrid), ("destroy.confirm", jonas)):
        keeper.call(op, assertion=leader.assertion, unit=unit, quarter="2020Q1")
    for _ in range(2):  # fetched twice, kept once
        with as_role(WORKER.role):
            tasks.keep_alarms()

    pages = {key: at_desk(getattr(staff, key)) for key in ("ingrid", "oda", "amina", "birger")}
    at = re.search(
        r"/retention/destroyed/des_[\w-]+/", pages["oda"].get("/retention/").content.decode()
    )
    assert at is not None
    answers = {key: page.get(at[0]).status_code for key, page in pages.items()}
    assert answers == {"ingrid": 200, "oda": 200, "amina": 404, "birger": 404}
    shown = pages["ingrid"].get(at[0]).content.decode()
    wanted = (ingrid.name, jonas.name, "Lagres i 12 måneder", "Saker</dt><dd>2.")
    assert [word for word in wanted if word not in shown] == []
    assert "sak_" not in shown
    assert pages["ingrid"].get(f"{at[0]}print/").content.startswith(b"%PDF")
