"""What an export holds, and the exports somebody has ordered."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from django.utils.translation import gettext as _

from fristed.casework.choices import ExportKind
from fristed.casework.models import Case, Export
from fristed.casework.queries.cases import MOST, ListedCase, for_list, listed
from fristed.gate import Actor, scope
from fristed.kernel import cells
from fristed.ui import wording


@dataclass(frozen=True)
class ExportLine:
    ref: str
    kind: str
    cases: int
    made_at: datetime
    expires_at: datetime
    fetched_at: datetime | None


def export_by_ref(actor: Actor, ref: str) -> Export:
    """Hers, without its content. Another's is one that nobody ordered: the gate says no to it."""
    with scope(actor):
        found = Export.objects.filter(ref=ref).defer("content").first()
    return found or Export(ref=ref)


def exports_of(actor: Actor, *, now: datetime) -> list[ExportLine]:
    """What she may still fetch, newest first."""
    with scope(actor):
        rows = list(
            Export.objects.filter(owner_id=actor.id, expires_at__gt=now)
            .defer("content")
            .order_by("-made_at", "-id")
        )
    return [
        ExportLine(
            row.ref,
            str(ExportKind(row.kind).label),
            row.cases,
            row.made_at,
            row.expires_at,
            row.fetched_at,
        )
        for row in rows
    ]


def exportable_cases(actor: Actor, *, on: date) -> list[ListedCase]:
    """The cases she is responsible for, open and closed; exactly those she may export."""
    with scope(actor):
        rows = for_list(Case.objects.filter(adviser_id=actor.id)).order_by("-opened_on", "-pk")
        return [listed(row, actor, on) for row in rows[:MOST]]


def case_table(cases: Sequence[ListedCase], names: Mapping[str, str], *, note: str = "") -> bytes:
    """A list of cases as a table; what somebody wrote can run nothing.

    note   beside every row: that all of it is made up; else nothing
    """
    head = (
        _("Referanse"),
        _("Arbeidsnavn"),
        _("Hovedbekymring"),
        _("Startet"),
        _("Avsluttet"),
        _("Neste frist"),
        _("Siste oppføring"),
        *([_("Merknad")] if note else []),
    )
    rows = [
        (
            case.ref,
            names.get(case.ref, ""),
            case.concern,
            *(
                wording.short_day(day) if day else ""
                for day in (case.opened_on, case.closed_on, case.next_on, case.last_step_on)
            ),
            *([note] if note else []),
        )
        for case in cases
    ]
    return cells.as_csv([head, *rows])


def bundle(papers: Iterable[bytes]) -> bytes:
    """Papers in one file, named by nothing but their number."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number, paper in enumerate(papers, start=1):
            packed.writestr(_entry(number), paper)
    return out.getvalue()


def _entry(number: int) -> zipfile.ZipInfo:
    """Without the moment it was written."""
    return zipfile.ZipInfo(f"sak-{number}.pdf", date_time=(1980, 1, 1, 0, 0, 0))
