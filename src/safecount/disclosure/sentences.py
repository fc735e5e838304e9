"""What was published and what the attack found, in plain sentences, in three languages."""

from collections.abc import Sequence
from typing import Literal

from safecount.disclosure.auditing import Audit
from safecount.disclosure.groups import GroupDisclosure
from safecount.disclosure.releases import Release

Language = Literal["nb", "nn", "en"]

_TEXTS = {
    "nb": {
        "passed": "Vi har prøvd å regne oss fram til {cells} små eller blanke tall. Ingen av dem"
        " kan finnes.",
        "failed": "Vi har prøvd å regne oss fram til {cells} små eller blanke tall. {exact} kan"
        " finnes nøyaktig og {narrow} nesten. Ikke publiser dette.",
        "groups": " I {rows} rader er alle av samme slag. Vis dem grovere.",
        "release": "Tabellene har {cells} tall, og {shown} prosent av dem vises. De vises i snitt"
        " {mean} fra det sanne tallet, og aldri mer enn {most}.",
    },
    "nn": {
        "passed": "Vi har prøvd å rekne oss fram til {cells} små eller blanke tal. Ingen av dei"
        " kan finnast.",
        "failed": "Vi har prøvd å rekne oss fram til {cells} små eller blanke tal. {exact} kan"
        " finnast nøyaktig og {narrow} nesten. Ikkje publiser dette.",
        "groups": " I {rows} rader er alle av same slag. Vis dei grovare.",
        "release": "Tabellane har {cells} tal, og {shown} prosent av dei er viste. Dei er i snitt"
        " {mean} frå det sanne talet, og aldri meir enn {most}.",
    },
    "en": {
        "passed": "We have tried to work out {cells} small or blank figures. None of them can be"
        " found.",
        "failed": "We have tried to work out {cells} small or blank figures. {exact} can be found"
        " exactly and {narrow} nearly. Do not publish this.",
        "groups": " In {rows} rows everybody is of one kind. Show them coarser.",
        "release": "The tables hold {cells} figures, and {shown} per cent of them are shown. These"
        " are {mean} from the true figure on average, and never more than {most}.",
    },
}


def audit_sentence(
    found: Audit, language: Language = "nb", groups: Sequence[GroupDisclosure] = ()
) -> str:
    """Whether the release may go out, as a director would want to read it."""
    texts = _TEXTS[language]
    text = texts["passed" if found.passed else "failed"].format(
        cells=found.cells, exact=found.exact_disclosures, narrow=found.narrow
    )
    return text + texts["groups"].format(rows=len(groups)) if groups else text


def release_sentence(release: Release, language: Language = "nb") -> str:
    """How much is shown, and how far from the truth it is."""
    known = release.utility
    mean = f"{known.mean_abs:.1f}"
    return _TEXTS[language]["release"].format(
        cells=known.cells,
        shown=round(100 * known.shown),
        mean=mean if language == "en" else mean.replace(".", ","),
        most=known.max_abs,
    )
