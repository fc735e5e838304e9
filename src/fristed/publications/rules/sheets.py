"""A released table as people open it: a spreadsheet, a page to paste, a PC-Axis file."""

from html import escape
from io import BytesIO
from math import prod

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from fristed.publications.choices import DimensionRole
from fristed.publications.rules.exports import (
    LANGUAGES,
    MEASURE,
    NOT_SHOWN,
    NOT_THERE,
    Exportable,
    with_measure,
)
from fristed.publications.rules.tables import Content, Dimension

PX_SIGNS = {NOT_SHOWN: '"."', NOT_THERE: '".."'}


def as_xlsx(table: Exportable, language: str) -> bytes:
    """One sheet: title, notes, then a row for each cell, numbers as numbers."""
    book = Workbook()
    sheet = book.active
    with override(language):
        content = table.content
        sheet.title = _("Tabell")
        sheet.append([str(content.title)])
        sheet["A1"].font = Font(bold=True, size=14)
        for note in table.notes:
            sheet.append([str(note)])
            sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=False)
        sheet.append([f"{table.ref} {table.released_on.isoformat()} {table.sha256}"])
        sheet.append([])
        sheet.append([*(str(one.label) for one in content.dimensions), str(content.measure)])
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = f"A{sheet.max_row + 1}"
        for sides, value in content.rows():
            sheet.append(
                [*(str(side.label) for side in sides), table.without if value is None else value]
            )
        for at, dimension in enumerate(content.dimensions, start=1):
            widest = max(len(str(one.label)) for one in dimension.categories)
            sheet.column_dimensions[sheet.cell(1, at).column_letter].width = min(widest + 4, 60)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_html(table: Exportable, language: str) -> str:
    """A page of its own with one table, its notes above it; no style and no script."""
    with override(language):
        content = table.content
        head = "".join(f"<th scope=col>{escape(str(one.label))}" for one in content.dimensions)
        notes = "".join(f"<p>{escape(str(note))}" for note in table.notes)
        rows = "".join(
            "<tr>"
            + "".join(f"<th scope=row>{escape(str(side.label))}" for side in sides)
            + f"<td>{table.without if value is None else value}"
            for sides, value in content.rows()
        )
        title = escape(str(content.title))
        return (
            f"<!doctype html><html lang={language}><meta charset=utf-8><title>{title}</title>"
            f"{notes}<table><caption>{title}</caption><thead><tr>{head}"
            f"<th scope=col>{escape(str(content.measure))}<tbody>{rows}</table>"
            f"<p>{escape(table.ref)} {table.released_on.isoformat()} {table.sha256}\n"
        )


def as_px(table: Exportable, language: str) -> str:
    """A PC-Axis file: the last side in the heading, the others in the stub."""
    with override(language):
        content = with_measure(table.content)
        *stub, heading = content.dimensions
        lines = [
            'CHARSET="ANSI"',
            'AXIS-VERSION="2013"',
            'CODEPAGE="utf-8"',
            f'LANGUAGE="{LANGUAGES[language]}"',
            f"CREATION-DATE={_quoted(table.released_on.strftime('%Y%m%d %H:%M'))}",
            "DECIMALS=0",
            f"MATRIX={_quoted(table.ref[-8:])}",
            'SUBJECT-CODE="FRISTED"',
            'SUBJECT-AREA="Fristed"',
            f"TITLE={_quoted(str(content.title))}",
            f"CONTENTS={_quoted(str(content.measure))}",
            f"UNITS={_quoted(str(content.measure))}",
            *([f"STUB={_listed([str(one.label) for one in stub])}"] if stub else []),
            f"HEADING={_listed([str(heading.label)])}",
            *(_contents(content)),
            *(line for one in content.dimensions for line in _side(one)),
            'SOURCE="Fristed"',
            *(f"NOTEX={_quoted(str(note))}" for note in table.notes),
        ]
    across = len(heading.categories)
    sign = PX_SIGNS[table.without]
    rows = [content.cells[at : at + across] for at in range(0, prod(content.sizes), across)]
    data = "\n".join(" ".join(sign if one is None else str(one) for one in row) for row in rows)
    return ";\n".join(lines) + f";\nDATA=\n{data};\n"


def _contents(content: Content) -> list[str]:
    metric = [one for one in content.dimensions if one.code == MEASURE]
    return [f"CONTVARIABLE={_quoted(str(metric[0].label))}"] if metric else []


def _side(dimension: Dimension) -> list[str]:
    label = _quoted(str(dimension.label))
    lines = [
        f"VALUES({label})={_listed([str(one.label) for one in dimension.categories])}",
        f"CODES({label})={_listed([one.value for one in dimension.categories])}",
        f"VARIABLECODE({label})={_quoted(dimension.code)}",
    ]
    if dimension.role == DimensionRole.TIME:
        years = ",".join(_quoted(one.value) for one in dimension.categories)
        lines.append(f"TIMEVAL({label})=TLIST(A1),{years}")
    return lines


def _listed(values: list[str]) -> str:
    return ",".join(map(_quoted, values))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'
