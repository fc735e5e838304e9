"""A released table drawn in the counties of another year.

From the published cells alone: whole counties are summed, and what would have to be divided stays
as it was and is named. So a redrawn table tells nothing that the released one does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from fristed.codelists.rules.words import Words
from fristed.publications.choices import DimensionRole
from fristed.publications.rules.slicing import EVERYONE
from fristed.publications.rules.tables import Category, Content, Dimension


@dataclass(frozen=True)
class Place:
    """A county of the year that is asked for."""

    code: str
    name: str


def place_side(content: Content) -> Dimension | None:
    """The side of counties, if the table has one."""
    return next((one for one in content.dimensions if one.role == DimensionRole.GEO), None)


def redrawn(
    content: Content, *, year: int, places: Sequence[Place], carried: Mapping[str, str | None]
) -> Content:
    """The table in other counties.

    places    the counties of that year, in order
    carried   the table's county -> the one it is (part of) then; None where it was divided; what
              is no county, such as "not known", is not among them and stays
    """
    side = place_side(content)
    if side is None:
        return content
    divided = {old for old, new in carried.items() if new is None}
    sources: dict[str, list[str]] = {EVERYONE: [EVERYONE]}
    for old, new in carried.items():
        if new is not None:
            sources.setdefault(new, []).append(old)
    reached = [Category(one.code, Words.alike(one.name)) for one in places if one.code in sources]
    kept = [
        one
        for one in side.categories
        if one.value in divided or one.value not in {*carried, EVERYONE}
    ]
    sources |= {one.value: [one.value] for one in kept}
    drawn = replace(side, categories=(side.categories[0], *reached, *kept))
    sides = tuple(drawn if one is side else one for one in content.dimensions)
    at = content.dimensions.index(side)
    old_cells = {tuple(one.value for one in row): cell for row, cell in content.rows()}

    def cell(place: tuple[str, ...]) -> int | None:
        parts = [
            old_cells[(*place[:at], source, *place[at + 1 :])] for source in sources[place[at]]
        ]
        return None if None in parts else sum(part or 0 for part in parts)

    values = product(*([one.value for one in side.categories] for side in sides))
    return replace(
        content,
        dimensions=sides,
        cells=tuple(cell(place) for place in values),
        notes=(*content.notes, *_notes(side, year, divided, places, sources)),
    )


def _notes(
    side: Dimension,
    year: int,
    divided: set[str],
    places: Sequence[Place],
    sources: Mapping[str, Sequence[str]],
) -> list[Words]:
    missing = ", ".join(one.name for one in places if one.code not in sources)
    notes = [
        Words(
            nb=f"Tegnet i fylkene slik de var i {year}. Små grensejusteringer er ikke tatt med.",
            nn=f"Teikna i fylka slik dei var i {year}. Små grensejusteringar er ikkje tekne med.",
            en=f"Drawn in the counties of {year}. Small changes of borders are left out.",
        )
    ]
    if divided:
        names = ", ".join(one.label.nb for one in side.categories if one.value in divided)
        notes.append(
            Words(
                nb=f"Kan ikke føres over, fordi fylket ble delt: {names}. Uten tall: {missing}.",
                nn=f"Kan ikkje førast over, fordi fylket vart delt: {names}. Utan tal: {missing}.",
                en=f"Cannot be carried over, as the county was divided: {names}. "
                f"Without figures: {missing}.",
            )
        )
    return notes
