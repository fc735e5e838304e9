"""The answer in one plain sentence, in bokmål, nynorsk and English."""

from typing import Literal

from safecount.hidden.estimating import Estimate

Language = Literal["nb", "nn", "en"]

_TEXTS = {
    "nb": {
        "floor": "Listene viser {observed} personer, og det er minst {floor} i alt.",
        "band": " Modellene anslår fra {low} til {high}.",
        "refused": " Vi gir ikke noe anslag over dette: overlappene mellom listene er for tynne"
        " eller modellene for uenige.",
    },
    "nn": {
        "floor": "Listene viser {observed} personar, og det er minst {floor} i alt.",
        "band": " Modellane anslår frå {low} til {high}.",
        "refused": " Vi gjev ikkje noko anslag over dette: overlappa mellom listene er for tynne"
        " eller modellane for usamde.",
    },
    "en": {
        "floor": "The lists show {observed} people, and there are at least {floor} in all.",
        "band": " The models put it between {low} and {high}.",
        "refused": " We give no estimate above this: the lists overlap too little, or the models"
        " disagree too much.",
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
        observed=_number(found.observed, language), floor=_number(floor, language)
    )
    if found.verdict == "refused" or found.band is None:
        return text + texts["refused"]
    low = max(found.observed, int(found.band.low // 100 * 100))
    high = int(-(-found.band.high // 100) * 100)
    return text + texts["band"].format(low=_number(low, language), high=_number(high, language))


def _number(value: int, language: Language) -> str:
    grouped = f"{value:,}"
    # A narrow no-break space groups thousands in Norwegian.
    return grouped if language == "en" else grouped.replace(",", "\u202f")
