"""The model band as an accessible SVG: title, description, text, no colour that matters."""

from html import escape
from typing import Literal

from safecount.hidden.estimating import Estimate
from safecount.hidden.sentences import sentence

Language = Literal["nb", "nn", "en"]

WIDTH, LEFT, RIGHT, ROW, TOP = 720, 170, 30, 34, 56

_TEXTS = {
    "nb": {
        "title": "Hvor mange er det i alt?",
        "seen": "Sett på listene",
        "floor": "Minst",
        "stepwise": "Trinnvis",
        "bic_best": "Beste modell",
        "bic_average": "Modellsnitt",
        "decomposable": "Grafer",
        "latent_class": "Latente klasser",
        "method": "Metode",
        "people": "Personer",
    },
    "nn": {
        "title": "Kor mange er det i alt?",
        "seen": "Sett på listene",
        "floor": "Minst",
        "stepwise": "Trinnvis",
        "bic_best": "Beste modell",
        "bic_average": "Modellsnitt",
        "decomposable": "Grafar",
        "latent_class": "Latente klassar",
        "method": "Metode",
        "people": "Personar",
    },
    "en": {
        "title": "How many are there in all?",
        "seen": "Seen on the lists",
        "floor": "At least",
        "stepwise": "Stepwise",
        "bic_best": "Best model",
        "bic_average": "Model average",
        "decomposable": "Graphs",
        "latent_class": "Latent classes",
        "method": "Method",
        "people": "People",
    },
}


def figures(found: Estimate, language: Language = "nb") -> list[tuple[str, float]]:
    """The numbers of the picture: what is seen, the floor, and each model when not refused."""
    texts = _TEXTS[language]
    rows = [(texts["seen"], float(found.observed)), (texts["floor"], found.lower_bound.low)]
    if found.verdict == "estimate":
        rows += [(texts[name], value) for name, value in found.estimates.items()]
    return rows


def model_band(found: Estimate, language: Language = "nb") -> str:
    """Draw the floor and the models on one axis.    -> an SVG document

    The same numbers stand as text beside each mark, so nothing depends on seeing the position;
    `model_table` gives them as an HTML table to put beside the picture.
    """
    texts = _TEXTS[language]
    rows = figures(found, language)
    most = max(value for _, value in rows) * 1.12
    height = TOP + ROW * len(rows) + 20
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
            f' aria-labelledby="band-title band-text" lang="{language}">'
        ),
        f'<title id="band-title">{escape(texts["title"])}</title>',
        f'<desc id="band-text">{escape(sentence(found, language))}</desc>',
        f'<text x="10" y="26" font-size="18" font-weight="600">{escape(texts["title"])}</text>',
    ]
    for number, (name, value) in enumerate(rows):
        y = TOP + ROW * number
        x = LEFT + (WIDTH - LEFT - RIGHT - 80) * value / most
        parts.append(f'<text x="10" y="{y + 5}" font-size="14">{escape(name)}</text>')
        parts.append(
            f'<line x1="{LEFT}" y1="{y}" x2="{x:.1f}" y2="{y}"'
            ' stroke="currentColor" stroke-width="2"/>'
        )
        parts.append(f'<circle cx="{x:.1f}" cy="{y}" r="6" fill="currentColor"/>')
        parts.append(
            f'<text x="{x + 12:.1f}" y="{y + 5}" font-size="14">{_shown(value, language)}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def model_table(found: Estimate, language: Language = "nb") -> str:
    """The picture's numbers as an HTML table."""
    texts = _TEXTS[language]
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{_shown(value, language)}</td></tr>'
        for name, value in figures(found, language)
    )
    return (
        f'<table lang="{language}"><caption>{escape(texts["title"])}</caption>'
        f'<thead><tr><th scope="col">{texts["method"]}</th><th scope="col">{texts["people"]}</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>\n"
    )


def _shown(value: float, language: Language) -> str:
    text = f"{value:,.0f}"
    return text if language == "en" else text.replace(",", "\u202f")
