"""Whose pupils an adviser follows up: her own schools', and when needed those of schools nearby."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken


@dataclass(frozen=True)
class Served:
    """The schools an adviser serves on a day, by reference.

    needs   the reasons that day's mandate knows for a pupil nearby; none before it knew any
    """

    own: Collection[str]
    near: Collection[str]
    needs: Collection[str]


def check_school(school: str, need: str, served: Served) -> None:
    """Check that a pupil of the school may be followed up. No school is no obstacle.

    :raises RuleBroken: `not_your_school`, `nearby_not_in_mandate` or `nearby_without_need`.
    """
    if not school or school in served.own:
        return
    if school not in served.near:
        raise RuleBroken("not_your_school", _("Velg en skole du er knyttet til."))
    if not served.needs:
        raise RuleBroken(
            "nearby_not_in_mandate",
            _("Mandatet den dagen gjelder bare elever ved skolen du er utplassert på."),
        )
    if need not in served.needs:
        raise RuleBroken("nearby_without_need", _("Velg hvorfor det er behov for deg ved skolen."))


def check_change(*, school: str, before: str, because: str, since: date, on: date) -> None:
    """Check that a change of school is one, says why, and has happened.

    :raises RuleBroken: `same_school`, `no_reason` or `in_the_future`.
    """
    if school == before:
        raise RuleBroken("same_school", _("Det er skolen som står der. Velg en annen."))
    if not because.strip():
        raise RuleBroken("no_reason", _("Skriv hvorfor skolen endres."))
    if since > on:
        raise RuleBroken("in_the_future", _("Dagen har ikke vært ennå."))
