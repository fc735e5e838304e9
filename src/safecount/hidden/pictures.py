"""Bands and report cards as accessible SVG: title, description, every number as text, no colour.

The tables hold the same numbers, to be put beside the pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from safecount.hidden.estimating import Estimate
from safecount.hidden.reporting import ReportCard
from safecount.hidden.sentences import METHODS, Language, card_sentence, number, sentence

WIDTH, LEFT, RIGHT, ROW, TOP = 760, 190, 190, 34, 56
_OPENING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
    ' aria-labelledby="picture-title picture-text" lang="{language}" font-family="sans-serif">'
)

_TEXTS = {
    "nb": {
        "title": "Hvor mange er det i alt?",
        "card": "Treffer metoden der svaret er kjent?",
        "seen": "Sett på listene",
        "floor": "Minst",
        "without": "Uten {name}",
    },
    "nn": {
        "title": "Kor mange er det i alt?",
        "card": "Treffer metoden der svaret er kjent?",
        "seen": "Sett på listene",
        "floor": "Minst",
        "without": "Utan {name}",
    },
    "en": {
        "title": "How many are there in all?",
        "card": "Is the method right where the answer is known?",
        "seen": "Seen on the lists",
        "floor": "At least",
        "without": "Without {name}",
    },
}
_HEADINGS = {
    "nb": ("Metode", "Laveste", "Anslag", "Høyeste", "Fasit"),
    "nn": ("Metode", "Lågaste", "Anslag", "Høgaste", "Fasit"),
    "en": ("Method", "Lowest", "Estimate", "Highest", "Truth"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a picture and of its table.    [persons]

    low, middle, high  an interval and what lies in it; a single figure is all three; None where
                       there is no answer
    truth              what the right answer is, where that is known
    """

    name: str
    low: float | None
    middle: float | None
    high: float | None
    truth: float | None = None


def band_rows(found: Estimate, language: Language = "nb") -> list[Row]:
    """What is seen, the floor, and each model with its interval when not refused."""
    texts, floor = _TEXTS[language], found.lower_bound.low
    seen = float(found.observed)
    rows = [
        Row(texts["seen"], seen, seen, seen),
        Row(texts["floor"], floor, floor, floor),
    ]
    if found.refusal is None:
        rows += [
            Row(METHODS[language][name], span.low, span.middle, span.high)
            for name, span in found.intervals.items()
        ]
    return rows


def card_rows(card: ReportCard, language: Language = "nb") -> list[Row]:
    """Each list taken as the truth, then the answer without each list."""
    without = _TEXTS[language]["without"]
    return [Row(c.name, c.low, c.middle, c.high, c.truth) for c in card.checks] + [
        Row(without.format(name=d.name), d.low, d.middle, d.high) for d in card.dropped
    ]


def model_band(found: Estimate, language: Language = "nb") -> str:
    """Draw the floor and the models on one axis.    -> an SVG document"""
    title = _TEXTS[language]["title"]
    return _drawn(band_rows(found, language), title, sentence(found, language), language)


def model_table(found: Estimate, language: Language = "nb") -> str:
    """The picture's numbers as an HTML table."""
    return _tabled(band_rows(found, language), _TEXTS[language]["title"], language)


def card_picture(card: ReportCard, language: Language = "nb") -> str:
    """Draw what the method said and, as a cross, the truth.    -> an SVG document"""
    title = _TEXTS[language]["card"]
    return _drawn(card_rows(card, language), title, card_sentence(card, language), language)


def card_table(card: ReportCard, language: Language = "nb") -> str:
    """The picture's numbers as an HTML table."""
    return _tabled(card_rows(card, language), _TEXTS[language]["card"], language)


def shown(row: Row, language: Language) -> str:
    """The text beside one line of a picture."""
    if row.low is None or row.middle is None or row.high is None:
        return "–"
    if row.low == row.high:
        return number(row.middle, language)
    span = f"{number(row.low, language)}–{number(row.high, language)}"
    return f"{number(row.middle, language)} ({span})"


def _drawn(rows: Sequence[Row], title: str, said: str, language: Language) -> str:
    figures = [value for row in rows for value in (row.high, row.truth) if value is not None]
    scale = (WIDTH - LEFT - RIGHT) / max([1.0, *figures])
    height = TOP + ROW * len(rows) + 20
    parts = [
        _OPENING.format(width=WIDTH, height=height, language=language),
        f'<title id="picture-title">{escape(title)}</title>',
        f'<desc id="picture-text">{escape(said)}</desc>',
        f'<text x="10" y="26" font-size="18" font-weight="600">{escape(title)}</text>',
        f'<line x1="{LEFT}" y1="{TOP - 14}" x2="{LEFT}" y2="{height - 14}" stroke="currentColor"/>',
    ]
    for place, row in enumerate(rows):
        parts += _line(row, TOP + ROW * place, scale, language)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(row: Row, y: int, scale: float, language: Language) -> list[str]:
    """The name, the interval, its middle as a dot, the truth as a cross, and all as text."""
    parts = [f'<text x="10" y="{y + 5}" font-size="14">{escape(row.name)}</text>']
    end = float(LEFT)
    if row.low is not None and row.middle is not None and row.high is not None:
        low, middle, end = (LEFT + scale * value for value in (row.low, row.middle, row.high))
        parts += [
            f'<path d="M{low:.1f} {y}H{end:.1f}" stroke="currentColor" stroke-width="2"/>',
            f'<circle cx="{middle:.1f}" cy="{y}" r="5" fill="currentColor"/>',
        ]
    text = shown(row, language)
    if row.truth is not None:
        x = LEFT + scale * row.truth
        end = max(end, x)
        text += f" × {number(row.truth, language)}"
        parts.append(
            f'<path d="M{x - 6:.1f} {y - 6}l12 12m0 -12l-12 12" stroke="currentColor"'
            ' stroke-width="2" fill="none"/>'
        )
    parts.append(f'<text x="{end + 12:.1f}" y="{y + 5}" font-size="14">{escape(text)}</text>')
    return parts


def _tabled(rows: Sequence[Row], title: str, language: Language) -> str:
    headings = _HEADINGS[language]
    with_truth = any(row.truth is not None for row in rows)
    heads = "".join(
        f'<th scope="col">{heading}</th>' for heading in headings[: 5 if with_truth else 4]
    )
    body = ""
    for row in rows:
        values = (row.low, row.middle, row.high, row.truth)[: 4 if with_truth else 3]
        cells = "".join(
            f"<td>{'' if value is None else number(value, language)}</td>" for value in values
        )
        body += f'<tr><th scope="row">{escape(row.name)}</th>{cells}</tr>'
    return (
        f'<table lang="{language}"><caption>{escape(title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>\n"
    )
