"""The season as it was last drawn, and who is told when a rise is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.codelists import queries as codelists
from fristed.gate import Actor
from fristed.organisation import queries as organisation
from fristed.statistics import access
from fristed.statistics.models import Season
from fristed.statistics.rules import season
from fristed.statistics.rules.season import Verdict
from fristed.ui import charts
from fristed.ui.awaiting import Awaited, Reminder, Reminding, told

MISSING: Final = "statistics.rise_missing"
OUTLOOKS = {
    Verdict.NO_DATES: gettext_lazy("Skoleferiene er ikke lagt inn, for i år eller for årene før"),
    Verdict.TOO_FEW: gettext_lazy("For få saker til å si noe"),
    Verdict.TOO_EARLY: gettext_lazy("For tidlig: det er mer enn fire uker til økningen kan ses"),
    Verdict.NO_RISE: gettext_lazy("Årene før viser ingen økning før denne ferien"),
    Verdict.CAME: gettext_lazy("Økningen er kommet, som i årene før"),
    Verdict.MISSING: gettext_lazy("Økningen som årene før viser, mangler"),
}


@dataclass(frozen=True)
class OutlookLine:
    """One county before its next school holiday."""

    county: str
    holiday: str
    starts_on: date | None
    verdict: str
    is_missing: bool


@dataclass(frozen=True)
class SeasonPage:
    """drawn_on is None until the worker has drawn it; chart is None while nothing was counted.

    calendar   this school year's holidays, and the weeks in which they begin
    """

    drawn_on: date | None
    base: int
    chart: charts.Chart | None
    lines: tuple[OutlookLine, ...]
    calendar: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        return sum(line.is_missing for line in self.lines)


def season_page() -> SeasonPage:
    """The season as it was last drawn; counties where the rise is missing stand first."""
    row = Season.objects.first()
    if row is None:
        return SeasonPage(None, settings.FRISTED_BASE, None, ())
    names = {county.code: county.name for county in codelists.counties_on(row.drawn_on)}
    lines = [
        OutlookLine(
            county=names[one["county"]],
            holiday=one["holiday"],
            starts_on=date.fromisoformat(one["starts_on"]) if one["starts_on"] else None,
            verdict=str(OUTLOOKS[Verdict(one["verdict"])]),
            is_missing=one["verdict"] == Verdict.MISSING,
        )
        for one in row.outlooks
    ]
    lines.sort(key=lambda line: (not line.is_missing, line.starts_on is None, line.county))
    return SeasonPage(row.drawn_on, row.base, _season_chart(row), tuple(lines), _calendar(row))


def _calendar(row: Season) -> tuple[str, ...]:
    holidays = [season.Holiday(*one) for one in organisation.school_holidays()]
    found = season.first_weeks(holidays, season.school_year_of(row.drawn_on))
    return tuple(
        _("%(name)s fra uke %(week)s") % {"name": name, "week": first}
        if first == last
        else _("%(name)s fra uke %(first)s til %(last)s, etter fylke")
        % {"name": name, "first": first, "last": last}
        for name, (first, last) in found.items()
    )


def _season_chart(row: Season) -> charts.Chart | None:
    this = season.school_year_of(row.drawn_on)
    years = {int(year): weeks for year, weeks in row.years.items()}
    earlier = [weeks for year, weeks in years.items() if year != this]
    if not years:
        return None
    axis = [
        str((season.first_monday(this) + timedelta(weeks=week)).isocalendar().week)
        for week in range(season.WEEKS - 1)  # the last may bear the first one's number
    ]
    passed = axis[: season.week_of(row.drawn_on)]
    shown = []
    if this in years:
        now = zip(passed, years[this], strict=False)
        name = _("Skoleåret %(from)s–%(to)s") % {"from": this, "to": this + 1}
        shown.append(charts.Series(name, tuple(charts.Value(*each) for each in now)))
    if earlier:
        means = [sum(week) / len(earlier) for week in zip(*earlier, strict=True)]
        name = _("Snitt av skoleårene før (%(years)s)") % {"years": len(earlier)}
        drawn = zip(axis, means, strict=False)
        shown.append(charts.Series(name, tuple(charts.Value(*each) for each in drawn)))
    return charts.line_chart(
        _("Nye saker hos mangfoldsrådgiverne, uke for uke"),
        axis,
        shown,
        id="sesong",
        unit=_("saker"),
        axis_name=_("Uke"),
        note=_("Hver uke er rundet av til et tall som kan deles på %(base)s.") % {"base": row.base},
    )


def is_rise_missing() -> bool:
    """Whether a county lacks the rise that earlier years lead to expect, as it was last drawn."""
    return _with_missing_rise().exists()


def season_reminding(actor: Actor, *, on: date) -> Reminding:
    """For "my day" (FRISTED_REMINDERS): leaders are told when a county lacks the rise."""
    if not access.may_see_season(actor, actor):
        return Reminding()
    return Reminding([told(MISSING, _with_missing_rise(), ref="id")], _reminders)


def _with_missing_rise() -> QuerySet[Season]:
    return Season.objects.filter(outlooks__contains=[{"verdict": Verdict.MISSING.value}])


def _reminders(rows: Sequence[Awaited]) -> tuple[Reminder, ...]:
    return tuple(
        Reminder(
            what=_("Økningen før skoleferien mangler"),
            note=_("i ett fylke eller flere"),
            address=reverse("statistics:show_season"),
        )
        for row in rows
        if row.kind == MISSING
    )
