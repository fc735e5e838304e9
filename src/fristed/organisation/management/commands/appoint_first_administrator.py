"""Make somebody the first administrator, here and at the keeper. She appoints the others."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from fristed.accounts import queries as accounts
from fristed.kernel.refs import new_ref
from fristed.kernel.roles import Role
from fristed.organisation import queries
from fristed.organisation.choices import UnitKind
from fristed.organisation.models import Membership, Unit
from fristed.vault import keeper


class Command(BaseCommand):
    help = "Appoint the first administrator. Refused once there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="an account made with create_person")
        parser.add_argument("employer", help="a code from the list of agencies, such as imdi")
        parser.add_argument(
            "--token", type=Path, default=Path(settings.FRISTED_KEEPER_HOME) / "admin.token"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if queries.offices_on([Role.ADMINISTRATOR], today):
            raise CommandError(
                "Det finnes en administrator. Hun oppnevner andre fra arbeidsflaten."
            )
        person = accounts.person_by_username(options["username"].casefold())
        if person is None:
            raise CommandError("Ingen har dette brukernavnet.")
        unit = Unit.objects.filter(kind=UnitKind.DIRECTORATE).order_by("code").first()
        unit = unit or _make_directorate(today)
        _tell_keeper(options["token"], person.ref, today)
        Membership.objects.create(
            ref=new_ref("mdl"),
            person=person,
            unit=unit,
            role=Role.ADMINISTRATOR,
            employer=options["employer"],
            professional_lead=options["employer"],
            starts_on=today,
        )
        self.stdout.write(f"{person.name} er administrator fra i dag.")


def _make_directorate(today: date) -> Unit:
    return Unit.objects.create(
        ref=new_ref("enh"),
        code="direktorat",
        kind=UnitKind.DIRECTORATE,
        name="Direktoratet",
        starts_on=today,
    )


def _tell_keeper(token: Path, person: str, today: date) -> None:
    administrators = [{"person": person, "starts_on": today, "ends_on": None}]
    try:
        keeper.call(
            "admin.set_administrators",
            token=token.read_text().strip(),
            administrators=administrators,
        )
    except OSError:
        raise CommandError("Fant ikke nøkkelvaktens administratorfil (--token).") from None
    except (keeper.KeeperAway, keeper.KeeperRefused):
        raise CommandError("Nøkkelvakten svarer ikke, eller sier nei.") from None
