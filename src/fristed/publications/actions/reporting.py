"""Putting a yearly report on the shelf, for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fristed.gate import Actor, action
from fristed.kernel.refs import new_ref
from fristed.publications import access
from fristed.publications.models import ReleasedReport
from fristed.publications.rules.tables import digest


@dataclass(frozen=True)
class Begun:
    """A report that is written and not released."""

    ref: str
    drafted_by: str


@action("edition.release", may=access.may_release_edition)
def release_edition(
    actor: Actor,
    begun: access.Draft,
    *,
    year: int,
    editions: Mapping[str, Mapping[str, Any]],
    papers: Mapping[str, bytes],
    is_sample: bool,
    on: date,
) -> str:
    """Keep the report as it is; answers its reference. The database never lets it change.

    editions   what is read, by language
    papers     the same as PDF, by language
    """
    ref = new_ref("rap")
    kept = {"ref": ref, "year": year, "released_on": on.isoformat(), "editions": editions}
    ReleasedReport.objects.create(
        ref=ref,
        year=year,
        editions=dict(editions),
        paper_nb=papers["nb"],
        paper_nn=papers["nn"],
        is_sample=is_sample,
        released_on=on,
        drafted_by=begun.drafted_by,
        released_by=actor.ref,
        sha256=digest(kept),
    )
    return ref
