"""What may be known of others who work with the same person."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from fristed.casework.choices import GroundUse
from fristed.casework.models import Case, Identifier, Match, MatchingGround
from fristed.gate import Actor, scope


@dataclass(frozen=True)
class GroundPage:
    """Purpose and legal basis in force."""

    purpose: str
    legal_basis: str
    recorded_by: str
    recorded_on: date


@dataclass(frozen=True)
class MatchLine:
    """That there is somebody else. `other` is her name, once she wants contact."""

    number: int
    told_on: date
    wants_contact: bool | None
    other: str


def ground_in_force(use: GroundUse = GroundUse.MATCH) -> GroundPage | None:
    """None: nobody may."""
    grounds = MatchingGround.objects.select_related("recorded_by")
    row = grounds.filter(use=use, ended_on=None).first()
    if row is None:
        return None
    return GroundPage(row.purpose, row.legal_basis, row.recorded_by.name, row.recorded_on)


def identifier_kept_on(actor: Actor, case: Case) -> date | None:
    """Since when the case has one. What it says cannot be asked for."""
    with scope(actor):
        return Identifier.objects.filter(case_id=case.pk).values_list("kept_on", flat=True).first()


def matches_of(actor: Actor, case: Case) -> tuple[MatchLine, ...]:
    with scope(actor):
        rows = list(Match.objects.filter(case_id=case.pk).order_by("number"))
        others = _wanting_contact(case) if rows else {}
    return tuple(
        MatchLine(row.number, row.told_on, row.wants_contact, others.get(row.pair, ""))
        for row in rows
    )


def _wanting_contact(case: Case) -> dict[str, str]:
    """Pair -> the name of the other, where she wants contact."""
    with connection.cursor() as cursor:
        cursor.execute("select * from casework_wanting_contact(%s)", [case.pk])
        return dict(cursor.fetchall())
