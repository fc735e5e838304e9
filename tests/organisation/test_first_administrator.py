"""The first administrator is made by command, once; she makes the others."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.factories.organisation import a_person

from fristed.kernel.roles import Role
from fristed.organisation import queries
from fristed.organisation.models import Membership

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_administrator_is_made_here_and_at_the_keeper_and_no_second(keeper, keeper_home):
    wenche, other = a_person("Wenche", username="wenche"), a_person("Vilde", username="vilde")
    token = str(keeper_home / "admin.token")

    def appoint(person):
        call_command(
            "appoint_first_administrator",
            person.username,
            "imdi",
            "--token",
            token,
            stdout=io.StringIO(),
        )

    appoint(wenche)

    actor = queries.actor_for(wenche, door="desk", assertion="", at=timezone.now())
    assert actor.roles == {Role.ADMINISTRATOR}
    with pytest.raises(CommandError):
        appoint(other)
    assert not Membership.objects.filter(person=other).exists()
