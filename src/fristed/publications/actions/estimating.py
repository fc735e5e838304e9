"""Putting an estimate of what nobody counts on the shelf, for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from fristed.codelists.queries import Words
from fristed.gate import Actor, action
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications import access
from fristed.publications.models import EstimateWithdrawal, ReleasedEstimate
from fristed.publications.rules.estimates import check_rounded
from fristed.publications.rules.tables import digest


@dataclass(frozen=True)
class Answered:
    """An exercise whose band has come."""

    ref: str
    drafted_by: str


@action("estimate.release", may=access.may_release_estimate)
def release_estimate(
    actor: Actor,
    answered: access.Draft,
    *,
    year: int,
    lists: Sequence[str],
    band: Mapping[str, Any],
    is_sample: bool,
    on: date,
) -> str:
    """Keep the band as it is; answers its reference. The database never lets it change.

    :raises RuleBroken: `year_released`, or see `rules.estimates.check_rounded`.
    """
    check_rounded(band)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('estimate.release'))")
    standing = ReleasedEstimate.objects.filter(withdrawal=None)
    if standing.filter(year=year, is_sample=is_sample).exists():
        raise RuleBroken("year_released", _("Anslaget for året er frigitt før."))
    ref = new_ref("ans")
    said = {"year": year, "lists": list(lists), "band": dict(band), "is_sample": is_sample}
    ReleasedEstimate.objects.create(
        ref=ref,
        released_on=on,
        drafted_by=answered.drafted_by,
        released_by=actor.ref,
        sha256=digest({"ref": ref, "released_on": on.isoformat(), **said}),
        **said,
    )
    return ref


@action("estimate.withdraw", may=access.may_withdraw_estimate)
def withdraw_estimate(actor: Actor, released: access.Released, *, reason: Words, on: date) -> None:
    """Show the tombstone instead of the estimate. The row stays, so that its hash can be checked.

    :raises RuleBroken: `withdrawn_already`.
    """
    row = ReleasedEstimate.objects.get(ref=released.ref)
    if EstimateWithdrawal.objects.filter(estimate=row).exists():
        raise RuleBroken("withdrawn_already", _("Anslaget er alt trukket tilbake."))
    EstimateWithdrawal.objects.create(
        estimate=row, withdrawn_on=on, withdrawn_by=actor.ref, reason=reason.as_kept()
    )
