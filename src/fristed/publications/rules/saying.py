"""A table in plain words, from the same cells as the table, in the language of the page."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fristed.publications.choices import DimensionRole
from fristed.publications.rules.slicing import EVERYONE, Slice
from fristed.publications.rules.tables import KINDS, Category, Content


def sentences(content: Content, shown: Slice, *, base: int) -> tuple[str, ...]:
    """What the slice says, and what a nought in it means. Nothing of minutes beside shares."""
    if shown.down.code == KINDS:
        return ()
    column = (
        EVERYONE if any(one.value == EVERYONE for one in shown.columns) else shown.columns[0].value
    )
    figures = [(category, cell) for category, cell in shown.figures(column) if cell is not None]
    over_time = shown.down.role == DimensionRole.TIME
    said = _years(figures) if over_time else _parts(content, shown, figures)
    if not content.has_kinds and any(cell == 0 for _category, cell in figures):
        said.append(
            _("0 betyr her fra 0 til %(most)s: små tall er rundet av.") % {"most": base - 1}
        )
    return tuple(said)


def _parts(content: Content, shown: Slice, figures: Sequence[tuple[Category, int]]) -> list[str]:
    said = []
    where = ", ".join(str(one.chosen.label) for one in shown.held if one.chosen.value != EVERYONE)
    whole = content.total if content.total is not None and not where else _whole(shown)
    if whole is not None:
        said.append(
            _("%(where)s: %(total)s i alt.")
            % {"where": where or _("Alle"), "total": _number(whole)}
        )
    largest = sorted((one for one in figures if one[1]), key=lambda one: -one[1])[:2]
    if len(largest) == 2:
        (first, most), (second, more) = largest
        said.append(
            _("Flest er %(first)s (%(most)s), så %(second)s (%(more)s).")
            % {
                "first": first.label,
                "most": _number(most),
                "second": second.label,
                "more": _number(more),
            }
        )
    elif largest:
        said.append(
            _("Bare %(first)s er vist med et tall (%(most)s).")
            % {"first": largest[0][0].label, "most": _number(largest[0][1])}
        )
    return said


def _whole(shown: Slice) -> int | None:
    row = next((row for row in shown.rows if row.category.value == EVERYONE), None)
    return row.cells[0] if row else None


def _years(figures: Sequence[tuple[Category, int]]) -> list[str]:
    if len(figures) < 2:
        return []
    (first, start), (last, end) = figures[0], figures[-1]
    return [
        _("Fra %(start)s i %(first)s til %(end)s i %(last)s.")
        % {"start": _number(start), "first": first.label, "end": _number(end), "last": last.label}
    ]


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")
