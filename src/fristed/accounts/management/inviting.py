"""What commands about accounts share: the keeper's invitation, printed once."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError, CommandParser, OutputWrapper

from fristed.accounts import queries
from fristed.accounts.models import User
from fristed.vault import keeper

ENROL_AT = "/enrol/"
AWAY = "Nøkkelvakten svarer ikke. Start den, og kjør kommandoen igjen."


def add_token_argument(parser: CommandParser) -> None:
    parser.add_argument(
        "--token",
        type=Path,
        default=Path(settings.VAR) / "keeper" / "admin.token",
        help="file with the keeper's administrator token",
    )


def token_in(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        raise CommandError("Fant ikke nøkkelvaktens administratorfil (--token).") from None


def person_named(username: str) -> User:
    person = queries.person_by_username(username.casefold())
    if person is None:
        raise CommandError("Ingen har dette brukernavnet.")
    return person


def invite(person: User, token: str, out: OutputWrapper) -> None:
    """Print where she enrols, and the invitation: good once, for a day, and kept nowhere.

    :raises CommandError: the keeper is away or says no.
    """
    try:
        invitation = keeper.call("admin.invite", token=token, person=person.ref)["invite"]
    except keeper.KeeperAway:
        raise CommandError(AWAY) from None
    except keeper.KeeperRefused as refused:
        raise CommandError(refused.message) from None
    out.write(f"{person.name} ({person.username}) tar kontoen i bruk på {ENROL_AT}")
    out.write(f"Invitasjon, gyldig én gang i 24 timer: {invitation}")
