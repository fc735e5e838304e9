"""The personas as people with accounts, memberships and, where a test asks, a second factor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import connection
from django.utils import timezone
from psycopg.pq import TransactionStatus
from tests import personas
from tests.factories.organisation import a_membership, a_unit

from fristed.accounts.models import User
from fristed.accounts.rules.codes import STEP_SECONDS, code_for
from fristed.gate import Actor
from fristed.kernel.periods import Quarter
from fristed.kernel.refs import new_ref
from fristed.organisation.choices import UnitKind
from fristed.organisation.models import Unit
from fristed.organisation.queries import register_of
from fristed.sample.personas import BY_KEY, UNITS
from fristed.sealing import hpke
from fristed.vault import keeper
from fristed.vault.models import UnitKey


@dataclass
class Staff:
    """`staff.amina`: an actor with a row of her own. Each test's people are new to the keeper.

    home   the keeper's folder, for tests with a keeper; then every actor is signed in
    door   where they sign in
    """

    home: Path | None = None
    door: str = "desk"
    made: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, key: str) -> Actor:
        if key not in BY_KEY:
            raise AttributeError(key)
        if key not in self.made:
            self.made[key] = self._make(key)
        return self.made[key]

    def all(self) -> list[Actor]:
        return [getattr(self, key) for key in BY_KEY]

    def _make(self, key: str) -> Actor:
        persona, known = BY_KEY[key], personas.ALL[key]
        with as_owner():
            person = User.objects.create(
                ref=new_ref("per"), username=key, name=persona.name, password="!"
            )
            for code in {*persona.units, *persona.leads}:
                a_membership(person, _unit(code), persona.role, leads=code in persona.leads)
        actor = replace(known, id=person.pk, ref=person.ref, door=self.door)
        return replace(actor, assertion=self._sign_in(actor)) if self.home else actor

    def _sign_in(self, actor: Actor) -> str:
        """Enrol at the keeper and sign in, with this step's code and the next one's."""
        token = (self.home / "admin.token").read_text().strip()
        for code in sorted({*actor.units, *actor.leads}):
            tell_members(token, code)
        invite = keeper.call("admin.invite", token=token, person=actor.ref)["invite"]
        secret = keeper.call("totp.begin", invite=invite)["secret"]
        step = int(timezone.now().timestamp()) // STEP_SECONDS
        keeper.call("totp.confirm", invite=invite, code=code_for(secret, step))
        answer = keeper.call(
            "sign_in", person=actor.ref, code=code_for(secret, step + 1), door=self.door
        )
        return answer["assertion"]


def tell_members(token: str, unit: str) -> None:
    """Tell the keeper who belongs to a unit, as the database has it."""
    members = [
        {
            "person": line.person,
            "starts_on": line.starts_on.isoformat(),
            "ends_on": None,
            "leads": line.leads,
        }
        for line in register_of(unit)
    ]
    keeper.call("admin.set_unit", token=token, unit=unit)
    keeper.call("admin.set_members", token=token, unit=unit, members=members)


@contextmanager
def as_owner() -> Iterator[None]:
    """For a moment the tables' owner again, whichever door's role the test has."""
    with as_role("none"):
        yield


@contextmanager
def past_the_wall(table: str) -> Iterator[None]:
    """The owner's own hand on every row of a table, to make what took a long time to become."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(f"alter table {table} no force row level security")
        yield
        cursor.execute("set constraints all immediate")
        cursor.execute(f"alter table {table} force row level security")


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Another role for a moment, then the one before; a rollback takes it back by itself."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role'), set_config('role', %s, false)", [role])
        before, _ = cursor.fetchone()
    try:
        yield
    finally:
        if not (connection.needs_rollback or _is_gone_or_aborted()):
            with connection.cursor() as cursor:
                cursor.execute(f"set role {before}")


def _is_gone_or_aborted() -> bool:
    there = connection.connection
    return there is None or there.info.transaction_status == TransactionStatus.INERROR


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found:
        return found
    sample = next(unit for unit in UNITS if unit.code == code)
    return a_unit(code, UnitKind(sample.kind), sample.counties)


def unit_keys_of_nobody(on) -> None:
    """Public halves whose private halves are thrown away: to write with, never to read."""
    quarter = Quarter.of(on)
    for unit in UNITS:
        for one in (quarter, quarter.next()):
            UnitKey.objects.create(
                unit=unit.code, quarter=str(one), public_key=hpke.new_pair().public
            )
