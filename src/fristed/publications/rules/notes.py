"""What every table must carry, in every format and language."""

from datetime import date
from typing import Final

from babel.dates import format_date

from fristed.codelists.rules.words import Words

NOT_PREVALENCE: Final = Words(
    nb=(
        "Tallene teller saker hos tjenestene. De sier ingenting om hvor vanlig dette er: "
        "mange forteller det aldri til noen, og samme person kan ha sak hos flere tjenester."
    ),
    nn=(
        "Tala tel saker hos tenestene. Dei seier ingenting om kor vanleg dette er: "
        "mange fortel det aldri til nokon, og same person kan ha sak hos fleire tenester."
    ),
    en=(
        "The figures count cases with the services. They say nothing about how common this is: "
        "many never tell anyone, and the same person may have a case with several services."
    ),
)

NEVER_SUMMED: Final = Words(
    nb=(
        "Hver tjeneste står for seg. Tallene legges aldri sammen, for den samme saken kan være "
        "talt hos flere."
    ),
    nn=(
        "Kvar teneste står for seg. Tala blir aldri lagde saman, for den same saka kan vere "
        "tald hos fleire."
    ),
    en=(
        "Each service stands by itself. The figures are never added, because the same case may be "
        "counted by several."
    ),
)

SAMPLE: Final = Words(
    nb=(
        "Eksempeldata. Tallene er laget for en demonstrasjon. De er oppdiktet og skal ikke siteres."
    ),
    nn=(
        "Eksempeldata. Tala er laga for ein demonstrasjon. Dei er oppdikta og skal ikkje siterast."
    ),
    en=(
        "Sample data. The figures were made for a demonstration. They are invented and must not "
        "be quoted."
    ),
)


def rounded(base: int) -> Words:
    """How small figures were hidden, and from which one on they are shown."""
    return Words(
        nb=(
            f"Små tall er avrundet til 0 eller {base}, slik at ingen kan kjennes igjen. Alle "
            "tabeller er summer av de samme avrundede tallene."
        ),
        nn=(
            f"Små tal er runda av til 0 eller {base}, slik at ingen kan kjennast att. Alle "
            "tabellar er summar av dei same avrunda tala."
        ),
        en=(
            f"Small figures are rounded to 0 or {base}, so that no one can be recognised. All "
            "tables are sums of the same rounded figures."
        ),
    )


def revision(reason: Words, *, due_on: date, came_on: date | None, replaced_by: str) -> Words:
    """What a table says of a revision: that it is coming, or what came instead of the table."""
    day = came_on or due_on
    nb, nn, en = (format_date(day, "long", locale=one) for one in ("nb", "nn", "en_GB"))
    if came_on is None:
        return Words(
            nb=f"Året skal revideres. De nye tallene kommer tidligst {nb}. {reason.nb}",
            nn=f"Året skal reviderast. Dei nye tala kjem tidlegast {nn}. {reason.nn}",
            en=f"The year will be revised, {en} at the earliest. {reason.en}",
        )
    return Words(
        nb=f"Året ble revidert {nb}. Tabellen {replaced_by} gjelder nå. {reason.nb}",
        nn=f"Året vart revidert {nn}. Tabellen {replaced_by} gjeld no. {reason.nn}",
        en=f"The year was revised on {en}. Table {replaced_by} is valid now. {reason.en}",
    )


def revised(reason: Words, *, threshold: int) -> Words:
    """What the revised table says of itself."""
    return Words(
        nb=f"Revidert. {reason.nb} Tall som endret seg med mindre enn {threshold}, står som før.",
        nn=f"Revidert. {reason.nn} Tal som endra seg med mindre enn {threshold}, står som før.",
        en=f"Revised. {reason.en} Figures that changed by less than {threshold} stand as before.",
    )


def mandatory(*, is_sample: bool) -> tuple[Words, ...]:
    """The notes no table is without, first things first."""
    return (SAMPLE, NOT_PREVALENCE) if is_sample else (NOT_PREVALENCE,)
