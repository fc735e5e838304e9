"""Putting an estimate of what nobody counts on the shelf, for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fristed.gate import Actor, action
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications import access
from fristed.publications.models import ReleasedEstimate
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
    if ReleasedEstimate.objects.filter(year=year, is_sample=is_sample).exists():
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
