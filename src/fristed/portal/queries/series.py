"""Tables made of released ones: every service's years side by side, and one series over time."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from fristed.codelists import queries as codelists
from fristed.codelists.queries import Words
from fristed.publications import queries as shelf
from fristed.publications.rules.exports import Exportable
from fristed.publications.rules.notes import NEVER_SUMMED, mandatory
from fristed.publications.rules.series import ReleasedYear, over_time, side_by_side
from fristed.publications.rules.tables import Content, canonical, digest

YEARLY: Final = "aar"
SERIES: Final = "serie-"
SERVICE: Final = "service"
CONCERN: Final = "concern"
TITLE: Final = Words(
    "Frigitte årstall for hver tjeneste",
    "Frigitte årstal for kvar teneste",
    "Released yearly figures",
)


def composed_names(listed: Iterable[shelf.ListedTable]) -> list[tuple[str, Words]]:
    """Reference and title of all that can be made of them, without a single cell."""
    standing = [
        one
        for one in listed
        if one.series and not (one.is_withdrawn or one.is_replaced or one.has_kinds)
    ]
    if not standing:
        return []
    years: dict[str, set[int]] = {}
    for one in standing:
        if one.by_concern:
            years.setdefault(one.series, set()).add(one.period_to.year)
    measures = {one.series: one.measure for one in standing}
    return [
        (YEARLY, TITLE),
        *(
            (f"{SERIES}{name}", _title(name.partition(".")[2], measures[name]))
            for name, found in sorted(years.items())
            if len(found) > 1
        ),
    ]


def composed_of(tables: Iterable[shelf.TableOn]) -> list[Exportable]:
    """All that can be made of the tables that stand."""
    years = shelf.standing_years(tables)
    if not years:
        return []
    return [_yearly(years), *_over_time(years)]


def composed_table(ref: str) -> Exportable:
    """:raises NoTable: none is composed under that identity."""
    for one in composed_of(shelf.whole_tables()):
        if one.ref == ref:
            return one
    raise shelf.NoTable(ref)


def is_composed(ref: str) -> bool:
    return ref == YEARLY or ref.startswith(SERIES)


def _yearly(years: list[ReleasedYear]) -> Exportable:
    content = side_by_side(years, services=_services(max(map(_end, years))), title=TITLE)
    return _exportable(YEARLY, content, years)


def _services(on: date) -> dict[str, Words]:
    """Every service there has been until a day, by its last name: one that has ended stays."""
    versions = [one for one in codelists.versions(SERVICE) if one.valid_from <= on]
    return {code.value: code.label for version in versions for code in version.codes}


def _over_time(years: list[ReleasedYear]) -> list[Exportable]:
    """The series that have more than one year with main concern as a side."""
    found = []
    for name in dict.fromkeys(one.content.series for one in years):
        mine = [
            one
            for one in years
            if one.content.series == name
            and any(side.code == CONCERN for side in one.content.dimensions)
        ]
        if len(mine) < 2:
            continue
        title = _title(mine[-1].service, mine[-1].content.measure)
        content = over_time(mine, code=CONCERN, bridge=_bridge, title=title)
        found.append(_exportable(f"{SERIES}{name}", content, mine))
    return found


def _title(service: str, measure: Words) -> Words:
    by = Words("etter hovedbekymring", "etter hovudbekymring", "by main concern").as_kept()
    return Words.of(
        {
            language: f"{codelists.label(SERVICE, service, language=language)}: "
            f"{words[:1].lower()}{words[1:]} {by[language]}"
            for language, words in measure.as_kept().items()
        }
    )


def _bridge(code: str, year: int, to: int) -> tuple[str, ...]:
    try:
        found = codelists.bridge(CONCERN, code, from_=date(year, 12, 31), to=date(to, 12, 31))
    except (codelists.UnknownCode, codelists.NotInForce):
        return ()
    return found.values


def _exportable(ref: str, content: Content, years: list[ReleasedYear]) -> Exportable:
    released_on = max(one.released_on for one in years)
    kept = canonical(content, ref=ref, ledger_number=0, released_on=released_on)
    mine = [note for note in content.notes if note != NEVER_SUMMED]
    return Exportable(
        ref=ref,
        ledger_number=0,
        released_on=released_on,
        sha256=digest(kept),
        content=content,
        notes=(*mandatory(is_sample=content.is_sample), NEVER_SUMMED, *mine),
    )


def _end(one: ReleasedYear) -> date:
    return one.content.period_to
