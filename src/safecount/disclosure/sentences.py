"""What was published and what the attack found, in plain sentences, in three languages."""

from collections.abc import Sequence
from typing import Literal

from safecount.cube import Table
from safecount.disclosure.auditing import Audit
from safecount.disclosure.groups import GroupDisclosure
from safecount.disclosure.releases import Release

Language = Literal["nb", "nn", "en"]

_TEXTS = {
    "nb": {
        "passed": "Små eller blanke tall vi har prøvd å regne oss fram til: {cells}. Ingen av dem"
        " kan finnes.",
        "failed": "Små eller blanke tall vi har prøvd å regne oss fram til: {cells}. {exact} kan"
        " finnes nøyaktig og {narrow} nesten. Ikke publiser dette.",
        "groups": " I {rows} rader er alle av samme slag. Vis dem grovere.",
        "coarsened": "Tabellen {table} vises grovere, etter {dims}: finere ville si noe om alle"
        " i en rad.",
        "release": "Tabellene har {cells} tall, og {shown} prosent av dem vises. De vises i snitt"
        " {mean} fra det sanne tallet, og aldri mer enn {most}.",
    },
    "nn": {
        "passed": "Små eller blanke tal vi har prøvd å rekne oss fram til: {cells}. Ingen av dei"
        " kan finnast.",
        "failed": "Små eller blanke tal vi har prøvd å rekne oss fram til: {cells}. {exact} kan"
        " finnast nøyaktig og {narrow} nesten. Ikkje publiser dette.",
        "groups": " I {rows} rader er alle av same slag. Vis dei grovare.",
        "coarsened": "Tabellen {table} blir vist grovare, etter {dims}: finare ville seie noko om"
        " alle i ei rad.",
        "release": "Tabellane har {cells} tal, og {shown} prosent av dei er viste. Dei er i snitt"
        " {mean} frå det sanne talet, og aldri meir enn {most}.",
    },
    "en": {
        "passed": "Small or blank figures we have tried to work out: {cells}. None of them can be"
        " found.",
        "failed": "Small or blank figures we have tried to work out: {cells}. {exact} can be found"
        " exactly and {narrow} nearly. Do not publish this.",
        "groups": " In {rows} rows everybody is of one kind. Show them coarser.",
        "coarsened": "The table {table} is shown coarser, by {dims}: finer would tell something of"
        " everybody in a row.",
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


def coarsened_sentence(before: Table, after: Table, language: Language = "nb") -> str:
    """What a table is shown by now.

    before  the table as planned; its name is what the file is called
    """
    return _TEXTS[language]["coarsened"].format(table=before.name, dims=", ".join(after.dims))


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
