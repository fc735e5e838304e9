"""The keeper's alarms reach the leader of the unit and the data protection officer, nobody else."""

import pytest
from tests.factories.casework import NOW, a_real_case
from tests.factories.staff import as_role

from fristed.casework import queries, tasks
from fristed.casework.actions import breaking_glass
from fristed.config.doors import WORKER

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def test_alarms_reach_who_leads_and_who_protects_data(signed_in, keeper_home, settings):
    settings.FRISTED_KEEPER_HOME = keeper_home
    birger = signed_in.birger
    case = a_real_case(signed_in.amina)
    breaking_glass.Glass.ask(birger, case, reason="Flyet går", at=NOW)

    for _ in range(2):  # fetched twice, kept once
        with as_role(WORKER.role):
            tasks.keep_alarms()

    def seen(someone):
        return [
            (line.what, line.who, len(line.units), line.file)
            for line in queries.alarms_seen_by(someone, now=NOW)
            if line.file == case.ref
        ]

    opened = ("Nødåpning av en sak", "Birger", 2, case.ref)  # his unit, and the case's
    assert seen(signed_in.ingrid) == [opened]
    assert seen(signed_in.oda) == [opened]
    for key in ("jonas", "amina", "birger", "kari"):
        assert seen(getattr(signed_in, key)) == [], key
