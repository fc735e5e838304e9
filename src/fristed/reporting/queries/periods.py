"""Half years: which to write, what is told beforehand, and what others may see of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.accounts.queries import names_of
from fristed.casework import queries as casework
from fristed.codelists import queries as codelists
from fristed.gate import Actor
from fristed.guidance import queries as guidance
from fristed.kernel.glances import count_shown, hours_shown
from fristed.kernel.roles import CASEWORKERS
from fristed.organisation import queries as organisation
from fristed.reporting import access
from fristed.reporting.choices import Sort
from fristed.reporting.models import PeriodReport
from fristed.reporting.rules.periods import Half, halves_over
from fristed.ui.awaiting import Awaited, Reminder, Reminding, told

TIME: Final = "minutes "
"""What a figure's name begins with where it is time, of a kind of work."""
UNSENT: Final = "reporting.unsent."


@dataclass(frozen=True)
class HalfLine:
    """A half year that somebody may write of. sent_on is None while it is not sent."""

    sort: str
    unit: str
    unit_name: str
    half: Half
    is_begun: bool
    sent_on: date | None
    ref: str


@dataclass(frozen=True)
class SentLine:
    ref: str
    sort: str
    unit_name: str
    half: Half
    by: str
    sent_on: date


@dataclass(frozen=True)
class Figure:
    """What is told beforehand. value is None where it is too little to show."""

    label: str
    value: int | None
    is_time: bool = False


@dataclass(frozen=True)
class MemberFigures:
    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class PeriodPage:
    """A half year's report.

    figures   exact to the adviser herself, as others may see them to everybody else; of a team,
              at least so many, summed from what its members have sent
    members   those whose reports the team's figures are made of
    """

    ref: str
    sort: str
    unit: str
    unit_name: str
    half: Half
    by: str
    is_exact: bool
    figures: tuple[Figure, ...]
    members: tuple[MemberFigures, ...]
    answers: Mapping[str, str]
    sent_on: date | None


def halves_to_write(actor: Actor, *, on: date) -> tuple[HalfLine, ...]:
    """Her own, and those of the teams she leads."""
    possible = [
        *((Sort.OWN, unit) for unit in sorted(actor.units)),
        *((Sort.TEAM, unit) for unit in sorted(actor.leads)),
    ]
    wanted = [
        (sort, unit)
        for sort, unit in possible
        if access.may_write_period(actor, PeriodReport(sort=sort, unit=unit))
    ]
    names = organisation.unit_names(on)
    rows = {
        (row.sort, row.unit, row.year, row.half): row
        for row in PeriodReport.objects.filter(written_by=actor.ref)
    }
    lines = []
    for half in halves_over(on):
        for sort, unit in wanted:
            row = rows.get((sort, unit, half.year, half.number))
            lines.append(
                HalfLine(
                    sort=sort,
                    unit=unit,
                    unit_name=names.get(unit, unit),
                    half=half,
                    is_begun=row is not None,
                    sent_on=row.sent_on if row else None,
                    ref=row.ref if row else "",
                )
            )
    return tuple(lines)


def half_year_reminding(actor: Actor, *, on: date) -> Reminding:
    """For "my day" (FRISTED_REMINDERS): the last half year, until she has sent hers and those of
    the teams she leads. Not where she has begun since."""
    half = halves_over(on)[0]
    hers = organisation.memberships_since(actor.id, half.period.ends_on, on)
    sorts = []
    if actor.roles & CASEWORKERS:
        sorts.append((Sort.OWN, hers.filter(leads=False)))
    if actor.leads:
        sorts.append((Sort.TEAM, hers.filter(leads=True)))
    sent = PeriodReport.objects.filter(
        written_by=actor.ref, unit=OuterRef("unit__code"), year=half.year, half=half.number
    ).exclude(sent_on=None)
    return Reminding(
        [
            told(
                UNSENT + sort,
                rows.filter(~Exists(sent.filter(sort=sort))),
                ref="unit__code",
                about="unit__name",
            )
            for sort, rows in sorts
        ],
        lambda rows: _reminders(rows, half),
    )


def _reminders(rows: Sequence[Awaited], half: Half) -> tuple[Reminder, ...]:
    found = [
        _reminder(Sort(row.kind.removeprefix(UNSENT)), row, half)
        for row in rows
        if row.kind.startswith(UNSENT)
    ]
    return tuple(sorted(found, key=lambda one: one.address))


def _reminder(sort: Sort, row: Awaited, half: Half) -> Reminder:
    words = {"number": half.number, "year": half.year, "unit": row.about}
    return Reminder(
        what=_("Skriv om %(number)s. halvår %(year)s for %(unit)s") % words
        if sort == Sort.TEAM
        else _("Skriv om %(number)s. halvår %(year)s") % words,
        note=_("tallene er fylt ut"),
        address=reverse("reporting:write_period", args=[sort, row.ref, half.year, half.number]),
    )


def sent_reports(actor: Actor, *, on: date) -> tuple[SentLine, ...]:
    """Exactly those `access.may_read_period` says yes to, the newest first."""
    found = [
        row
        for row in PeriodReport.objects.exclude(sent_on=None).order_by("-sent_on", "-id")
        if access.may_read_period(actor, row)
    ]
    people, units = names_of({row.written_by for row in found}), organisation.unit_names(on)
    return tuple(
        SentLine(
            ref=row.ref,
            sort=row.sort,
            unit_name=units.get(row.unit, row.unit),
            half=Half(row.year, row.half),
            by=people.get(row.written_by, ""),
            sent_on=row.sent_on,
        )
        for row in found
        if row.sent_on
    )


def period_report(actor: Actor, sort: str, unit: str, half: Half) -> PeriodReport:
    """Hers of that half year, or a new one."""
    key = {"sort": sort, "unit": unit, "year": half.year, "half": half.number}
    row = PeriodReport.objects.filter(written_by=actor.ref, **key).first()
    return row or PeriodReport(written_by=actor.ref, **key)


def period_page(actor: Actor, row: PeriodReport, *, on: date) -> PeriodPage:
    half = Half(row.year, row.half)
    is_exact = row.sort == Sort.OWN and row.written_by == actor.ref
    members = _members(row) if row.sort == Sort.TEAM else ()
    if is_exact:
        figures = _as_figures(own_figures(actor, half), on)
    elif row.sort == Sort.TEAM:
        figures = _summed(members)
    else:
        figures = _as_figures(row.shown, on)
    return PeriodPage(
        ref=row.ref,
        sort=row.sort,
        unit=row.unit,
        unit_name=organisation.unit_names(on).get(row.unit, row.unit),
        half=half,
        by=names_of([row.written_by]).get(row.written_by, ""),
        is_exact=is_exact,
        figures=figures,
        members=members,
        answers=row.answers,
        sent_on=row.sent_on,
    )


def own_figures(actor: Actor, half: Half) -> dict[str, int]:
    """Exact, for herself alone: never kept. What there is none of beside her cases is left out."""
    own = casework.own_period(actor, half.period)
    beside = {"asked": own.asked, "inquiries": guidance.answered_by(actor, half.period)}
    return {
        "new": own.new,
        "active": own.active,
        "closed": own.closed,
        **{name: count for name, count in beside.items() if count},
        **{f"{TIME}{kind}": minutes for kind, minutes in sorted(own.minutes.items())},
    }


def shown_figures(exact: Mapping[str, int]) -> dict[str, int | None]:
    """What is kept of them and others may see. Time is shown only beside enough cases."""
    base = settings.FRISTED_BASE
    counts = {n: count_shown(v, base=base) for n, v in exact.items() if not n.startswith(TIME)}
    times = {
        name: hours_shown(value) if counts["active"] else None
        for name, value in exact.items()
        if name.startswith(TIME)
    }
    return {**counts, **times}


def _as_figures(figures: Mapping[str, int | None], on: date) -> tuple[Figure, ...]:
    counts = {
        "new": _("Nye saker"),
        "active": _("Saker som var åpne"),
        "closed": _("Avsluttet"),
        "asked": _("Drøftet med Kompetanseteamet"),
        "inquiries": _("Henvendelser besvart"),
    }
    return tuple(
        Figure(
            label=counts.get(name)
            or codelists.label("followup_kind", name.removeprefix(TIME), on=on),
            value=value,
            is_time=name not in counts,
        )
        for name, value in figures.items()
    )


def _members(row: PeriodReport) -> tuple[MemberFigures, ...]:
    sent = PeriodReport.objects.filter(
        sort=Sort.OWN, unit=row.unit, year=row.year, half=row.half
    ).exclude(sent_on=None)
    rows = list(sent.order_by("id"))
    people = names_of({one.written_by for one in rows})
    on = Half(row.year, row.half).period.ends_on
    return tuple(
        MemberFigures(people.get(one.written_by, ""), _as_figures(one.shown, on)) for one in rows
    )


def _summed(members: Sequence[MemberFigures]) -> tuple[Figure, ...]:
    """At least so many: a sum of figures that each are shown downwards tells no more than they."""
    totals: dict[tuple[str, bool], int] = {}
    for figure in (each for one in members for each in one.figures):
        key = (figure.label, figure.is_time)
        totals[key] = totals.get(key, 0) + (figure.value or 0)
    return tuple(
        Figure(label, total or None, is_time) for (label, is_time), total in totals.items()
    )
