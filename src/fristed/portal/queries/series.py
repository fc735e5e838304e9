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
    names = codelists.code_list(SERVICE, max(_end(one) for one in years)).codes
    content = side_by_side(years, services={code.value: code.label for code in names}, title=TITLE)
    return _exportable(YEARLY, content, years)


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
        words = {language: _title(mine[-1], language) for language in ("nb", "nn", "en")}
        content = over_time(mine, code=CONCERN, bridge=_bridge, title=Words.of(words))
        found.append(_exportable(f"{SERIES}{name}", content, mine))
    return found


def _title(one: ReleasedYear, language: str) -> str:
    service = codelists.label(SERVICE, one.service, language=language)
    measure = one.content.measure.in_language(language)
    by = {"nn": "etter hovudbekymring", "en": "by main concern"}.get(
        language, "etter hovedbekymring"
    )
    return f"{service}: {measure[:1].lower()}{measure[1:]} {by}"


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
