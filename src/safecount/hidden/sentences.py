"""The answer in plain sentences in three languages, and what the methods are called."""

from typing import Literal

from safecount.hidden.estimating import Estimate
from safecount.hidden.reporting import ReportCard

Language = Literal["nb", "nn", "en"]

_TEXTS = {
    "nb": {
        "floor": "Listene viser {observed} personer, og det er minst {floor} i alt.",
        "band": " Modellene anslår fra {low} til {high}.",
        "band_from_floor": " Modellene anslår inntil {high}.",
        "apart": " Metodene er ikke enige: {pairs}.",
        "and": "{one} og {other}",
        "refused": " Vi gir ikke noe anslag over dette: {why}.",
        "few_shared": "bare {figure} personer står på to lister eller flere",
        "no_triangle": "ingen tre lister overlapper hverandre alle sammen",
        "no_model": "ingen modell gir et endelig tall for disse overlappene",
        "models_apart": "det høyeste anslaget er {figure} ganger det laveste",
        "card": "Når hver liste tas som fasit, treffer metoden {hits} av {tried} lister.",
        "no_card": "Listene overlapper for lite til at metodene kan prøves på dem.",
    },
    "nn": {
        "floor": "Listene viser {observed} personar, og det er minst {floor} i alt.",
        "band": " Modellane anslår frå {low} til {high}.",
        "band_from_floor": " Modellane anslår inntil {high}.",
        "apart": " Metodane er ikkje samde: {pairs}.",
        "and": "{one} og {other}",
        "refused": " Vi gjev ikkje noko anslag over dette: {why}.",
        "few_shared": "berre {figure} personar står på to lister eller fleire",
        "no_triangle": "ingen tre lister overlappar kvarandre alle saman",
        "no_model": "ingen modell gjev eit endeleg tal for desse overlappa",
        "models_apart": "det høgaste anslaget er {figure} gonger det lågaste",
        "card": "Når kvar liste blir teken som fasit, treffer metoden {hits} av {tried} lister.",
        "no_card": "Listene overlappar for lite til at metodane kan prøvast på dei.",
    },
    "en": {
        "floor": "The lists show {observed} people, and there are at least {floor} in all.",
        "band": " The models put it between {low} and {high}.",
        "band_from_floor": " The models put it at up to {high}.",
        "apart": " The methods do not agree: {pairs}.",
        "and": "{one} and {other}",
        "refused": " We give no estimate above this: {why}.",
        "few_shared": "only {figure} people are on two lists or more",
        "no_triangle": "no three lists all overlap each other",
        "no_model": "no model gives a finite figure for these overlaps",
        "models_apart": "the largest estimate is {figure} times the smallest",
        "card": "With each list taken as the truth, the method gets {hits} of {tried} lists right.",
        "no_card": "The lists overlap too little for the methods to be tried on them.",
    },
}

#: What the methods of a band are called in tables and pictures.
METHODS = {
    "nb": {
        "stepwise": "Trinnvis",
        "bic_best": "Beste modell",
        "bic_average": "Modellsnitt",
        "decomposable": "Grafer",
        "latent_class": "Latente klasser",
    },
    "nn": {
        "stepwise": "Trinnvis",
        "bic_best": "Beste modell",
        "bic_average": "Modellsnitt",
        "decomposable": "Grafar",
        "latent_class": "Latente klassar",
    },
    "en": {
        "stepwise": "Stepwise",
        "bic_best": "Best model",
        "bic_average": "Model average",
        "decomposable": "Graphs",
        "latent_class": "Latent classes",
    },
}


def sentence(found: Estimate, language: Language = "nb") -> str:
    """Say it as a director would want to read it: the floor first, then the band or the refusal.

    The floor is the lower limit of Chao's bound. Figures are rounded: floors down to ten (never
    below the people seen), bands outwards to a hundred.
    """
    texts = _TEXTS[language]
    floor = max(found.observed, int(found.lower_bound.low // 10 * 10))
    text = texts["floor"].format(
        observed=number(found.observed, language), floor=number(floor, language)
    )
    if found.refusal is not None or found.band is None:
        return text + texts["refused"].format(why=_why(found, language))
    low = max(found.observed, int(found.band.low // 100 * 100))
    high = int(-(-found.band.high // 100) * 100)
    said = texts["band" if low >= floor else "band_from_floor"]  # no model speaks below the floor
    text += said.format(low=number(low, language), high=number(high, language))
    if found.disagree:
        names = {name: called.lower() for name, called in METHODS[language].items()}
        pairs = [texts["and"].format(one=names[a], other=names[b]) for a, b in found.disagree]
        text += texts["apart"].format(pairs="; ".join(pairs))
    return text


def card_sentence(card: ReportCard, language: Language = "nb") -> str:
    """How often the method came right on questions with known answers."""
    texts = _TEXTS[language]
    if not card.tried:
        return texts["no_card"]
    return texts["card"].format(hits=card.hits, tried=card.tried)


def number(value: float, language: Language) -> str:
    """A whole number as people write it."""
    grouped = f"{value:,.0f}"
    # A narrow no-break space groups thousands in Norwegian.
    return grouped if language == "en" else grouped.replace(",", "\u202f")


def _why(found: Estimate, language: Language) -> str:
    if found.refusal is None:
        return _TEXTS[language]["no_model"]
    figure = f"{found.refusal.figure:.3g}"
    return _TEXTS[language][found.refusal.code].format(
        figure=figure if language == "en" else figure.replace(".", ",")
    )
