"""Accounts, units and second factors of the sample's people."""

import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from fristed.accounts.choices import Door
from fristed.accounts.models import User
from fristed.accounts.rules.codes import STEP_SECONDS, code_for
from fristed.gate import Actor
from fristed.kernel.refs import new_ref
from fristed.kernel.roles import Role
from fristed.organisation.models import (
    Deployment,
    Membership,
    Mission,
    NeighbouringSchool,
    School,
    SchoolHoliday,
    SchoolOwner,
    Unit,
    UnitCounty,
)
from fristed.organisation.queries import register_of
from fristed.sample.personas import PERSONAS, PROFESSIONALS, SCHOOLS, UNITS, Persona, Professional
from fristed.vault import keeper

COUNTIES_WITH_HOLIDAYS = ("03", "31", "32", "46")
STARTED_ON = date(2020, 8, 1)
WAIT_SECONDS = 30.0
WORDS = ("furu", "regn", "lykt", "sti", "vind", "gran", "lyng", "bekk")


@dataclass(frozen=True)
class Account:
    """Somebody's account, and what she signs in with."""

    user: User
    password: str
    totp_secret: str
    assertion: str


@dataclass(frozen=True)
class SignedUp(Account):
    """A persona of the desk with her account."""

    persona: Persona

    def actor(self) -> Actor:
        return Actor(
            id=self.user.id,
            ref=self.user.ref,
            name=self.user.name,
            door="desk",
            roles=frozenset({self.persona.role}),
            units=self.persona.units,
            leads=frozenset(self.persona.leads),
            assertion=self.assertion,
        )


SUNDAY_TO_THURSDAY = "71234"


def make_units() -> None:
    """Made-up teams; and one mission whose working week somebody has entered."""
    Mission.objects.filter(unit__code="ambassade-amman").update(working_week=SUNDAY_TO_THURSDAY)
    for unit in UNITS:
        kept, _ = Unit.objects.get_or_create(
            code=unit.code,
            defaults={
                "ref": new_ref("enh"),
                "kind": unit.kind,
                "name": unit.name,
                "starts_on": STARTED_ON,
            },
        )
        for county in unit.counties:
            UnitCounty.objects.get_or_create(
                unit=kept, county=county, defaults={"starts_on": date(2024, 1, 1)}
            )


def make_people(token: str) -> Mapping[str, SignedUp]:
    """Make every persona: account, membership, second factor at the keeper.

    token   the keeper's own, for administrators
    """
    users = {persona.key: _make_user(persona, Door.DESK) for persona in PERSONAS}
    for persona in PERSONAS:
        _make_memberships(persona, users[persona.key])
    _tell_keeper(token, users)
    accounts = _sign_up(token, users)
    return {one.key: SignedUp(**vars(accounts[one.key]), persona=one) for one in PERSONAS}


def make_professionals(token: str) -> Mapping[str, Account]:
    """People of other services. For real they sign in where they are employed."""
    users = {one.key: _make_user(one, Door.PARTNER) for one in PROFESSIONALS}
    for one in PROFESSIONALS:
        if one.region:
            _make_membership(users[one.key], one.region, Role.REGIONAL_NETWORK)
            _tell_keeper_of(token, one.region)
    return _sign_up(token, users)


def _make_user(persona: Persona | Professional, door: Door) -> User:
    user = User(ref=new_ref("per"), username=persona.key, name=persona.name, door=door)
    user.set_unusable_password()
    user.save()
    return user


def _make_memberships(persona: Persona, user: User) -> None:
    for unit in sorted(persona.units | set(persona.leads)):
        is_abroad = unit.startswith("ambassade") and unit == persona.unit
        _make_membership(
            user,
            unit,
            persona.role,
            leads=unit in persona.leads,
            employer="ud" if is_abroad else "imdi",
        )


def _make_membership(
    user: User, unit: str, role: Role, *, leads: bool = False, employer: str = "imdi"
) -> None:
    Membership.objects.create(
        ref=new_ref("mdl"),
        person=user,
        unit=Unit.objects.get(code=unit),
        role=role,
        leads=leads,
        employer=employer,
        professional_lead="imdi",
        starts_on=STARTED_ON,
    )


def _tell_keeper(token: str, users: Mapping[str, User]) -> None:
    administrators = [
        {"person": users[one.key].ref, "starts_on": STARTED_ON, "ends_on": None}
        for one in PERSONAS
        if one.role == Role.ADMINISTRATOR
    ]
    keeper.call("admin.set_administrators", token=token, administrators=administrators)
    for unit in UNITS:
        keeper.call("admin.set_unit", token=token, unit=unit.code)
        _tell_keeper_of(token, unit.code)


def _tell_keeper_of(token: str, unit: str) -> None:
    """Who belongs to a unit, as the database has it."""
    members = [
        {
            "person": one.person,
            "starts_on": one.starts_on.isoformat(),
            "ends_on": None,
            "leads": one.leads,
        }
        for one in register_of(unit)
    ]
    keeper.call("admin.set_members", token=token, unit=unit, members=members)


def _sign_up(token: str, users: Mapping[str, User]) -> dict[str, Account]:
    """Their accounts. Passwords are hashed beside the keeper's work: that is slow on purpose."""
    passwords = {key: _password() for key in users}
    with ThreadPoolExecutor() as pool:
        hashed = pool.map(make_password, passwords.values())
        accounts = {
            key: Account(user, passwords[key], *_enrol(token, user)) for key, user in users.items()
        }
    for user, coded in zip(users.values(), hashed, strict=True):
        user.password = coded
        user.save(update_fields=["password"])
    return accounts


def _password() -> str:
    return "-".join([*secrets.SystemRandom().sample(WORDS, 3), secrets.token_hex(2)])


def _enrol(token: str, user: User) -> tuple[str, str]:
    """A second factor's secret, and the keeper's assertion that it is her.

    Enrol as a person does, and sign in once, with the oldest codes the keeper still takes: the
    next one is left for the first person who signs in by hand.
    """
    invite = keeper.call("admin.invite", token=token, person=user.ref)["invite"]
    secret = keeper.call("totp.begin", invite=invite)["secret"]
    _with_code(secret, "totp.confirm", invite=invite)
    signed_in = _with_code(secret, "sign_in", person=user.ref, door=user.door)
    return secret, signed_in["assertion"]


def _with_code(secret: str, op: str, **fields: str) -> dict[str, Any]:
    """Ask with the code of the step before this one, or of this one when that is spent."""
    for back in (1, 0, 0):
        step = int(timezone.now().timestamp()) // STEP_SECONDS - back
        try:
            return keeper.call(op, code=code_for(secret, step), timeout=WAIT_SECONDS, **fields)
        except keeper.KeeperRefused as refused:
            if refused.code not in {"wrong_code", "used_code"}:
                raise
    raise keeper.KeeperAway


def make_schools(people: Mapping[str, SignedUp]) -> None:
    """Made-up schools, and who is deployed there."""
    owner = SchoolOwner.objects.create(
        ref=new_ref("eie"),
        kind="private",
        name="Eksempelskolene (Eksempeldata)",
        is_sample=True,
    )
    schools = {
        school.key: School.objects.create(
            ref=new_ref("sko"),
            name=school.name,
            kind=school.kind,
            municipality=school.municipality,
            owner=owner,
            starts_on=date(2024, 1, 1),  # the municipality codes are today's
            is_sample=True,
        )
        for school in SCHOOLS
    }
    for signed_up in people.values():
        if signed_up.persona.school:
            Deployment.objects.create(
                ref=new_ref("utp"),
                person=signed_up.user,
                school=schools[signed_up.persona.school],
                share=100,
                starts_on=date(2024, 8, 1),
            )
    Deployment.objects.create(  # a post that stands empty
        ref=new_ref("utp"),
        person=people["celine"].user,
        school=schools["elvebakk"],
        share=100,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 7, 31),
    )
    NeighbouringSchool.objects.create(
        deployment=Deployment.objects.get(school=schools["fjellheim"]),
        school=schools["elvebakk"],
        starts_on=date(2024, 8, 1),
    )


HOLIDAYS = {"vinterferien": 0, "påskeferien": 8}  # weeks after the first


def make_holidays(today: date) -> None:
    """Made-up school holidays for some counties; the others have none entered."""
    monday = today + timedelta(days=32 - today.weekday())
    for county in COUNTIES_WITH_HOLIDAYS:
        for weeks, name in product((0, -52, -104), HOLIDAYS):
            starts_on = monday + timedelta(weeks=weeks + HOLIDAYS[name])
            SchoolHoliday.objects.create(
                county=county,
                name=f"{name} (Eksempeldata)",
                starts_on=starts_on,
                ends_on=starts_on + timedelta(days=4),
                is_sample=True,
            )
