"""The yearly report of the sample year: begun and written by one analyst, released by another.

Its figures are the published ones, beside the sample year's own table where one is released.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from fristed.gate import Actor
from fristed.kernel.refs import new_ref
from fristed.reporting import queries
from fristed.reporting.actions import telling, writing
from fristed.reporting.actions.releasing import release_report
from fristed.reporting.choices import HISTORY, Sort
from fristed.reporting.models import Report
from fristed.reporting.rules.periods import halves_over
from fristed.reporting.views.releasing import paper
from fristed.sample.figures import YEAR
from fristed.sample.people import SignedUp

#: Chapter, bokmål, nynorsk, and which tables stand after it.
CHAPTERS = (
    (
        "summary",
        (
            "Eksempeldata. Slik kan en rapport se ut. Tallene er de publiserte.\n\n"
            "I 2023 fikk rådgiverne [899 | MR 2023] nye saker, mot [950 | MR 2022] året før. "
            "Kompetanseteamet hadde [1 137 | KT 2023], [27,6 % | KT 2022 2023] flere enn før."
        ),
        (
            "Eksempeldata. Slik kan ein rapport sjå ut. Tala er dei publiserte.\n\n"
            "I 2023 fekk rådgivarane [899 | MR 2023] nye saker, mot [950 | MR 2022] året før. "
            "Kompetanseteamet hadde [1 137 | KT 2023], [27,6 % | KT 2022 2023] fleire enn før."
        ),
        (HISTORY,),
    ),
    (
        "advisers",
        (
            "Rådgiverne fikk [899 | MR 2023] nye saker i 2023. Det er [−5,4 % | MR 2022 2023] "
            "fra 2022."
        ),
        (
            "Rådgivarane fekk [899 | MR 2023] nye saker i 2023. Det er [−5,4 % | MR 2022 2023] "
            "frå 2022."
        ),
        (),
    ),
    (
        "envoys",
        "Utsendingene fikk [245 | IR 2023] nye saker i 2023, mot [235 | IR 2022] i 2022.",
        "Utsendingane fekk [245 | IR 2023] nye saker i 2023, mot [235 | IR 2022] i 2022.",
        (),
    ),
)


def write_and_release(people: Mapping[str, SignedUp], now: datetime) -> None:
    kari, lars = people["kari"].actor(), people["lars"].actor()
    today = timezone.localdate(now)
    report = Report(ref=new_ref("rpt"), year=YEAR, is_sample=True)
    writing.start_report(kari, report, on=today)
    own = queries.chapter_page(kari, report, "advisers").tables
    for code, nb, nn, tables in CHAPTERS:
        shown = (*tables, *own) if code == "advisers" else tables
        written = writing.Written(chapter=code, nb=nb, nn=nn, tables=shown, after=0)
        writing.write_chapter(kari, report, written=written, at=now)
    editions = queries.editions_of(report)
    papers = {language: paper(edition) for language, edition in editions.items()}
    release_report(lars, report, editions=editions, papers=papers, on=today)


def begin_last_year(kari: Actor, now: datetime) -> None:
    """Last year's is begun, and what came of the answers stands in it."""
    today = timezone.localdate(now)
    report = Report(ref=new_ref("rpt"), year=today.year - 1, is_sample=True)
    writing.start_report(kari, report, on=today)
    page = queries.chapter_page(kari, report, "effect")
    told = writing.Written(
        chapter="effect",
        nb="Eksempeldata. Fagfolk fikk tre spørsmål to uker etter svaret. Mange hadde gjort noe.",
        nn="Eksempeldata. Fagfolk fekk tre spørsmål to veker etter svaret. Mange hadde gjort noko.",
        tables=page.tables,
        after=0,
    )
    writing.write_chapter(kari, report, written=told, at=now)


def send_half_year(people: Mapping[str, SignedUp], now: datetime) -> None:
    """Amina has sent hers; her leader's and the others' are left for whoever looks around."""
    today = timezone.localdate(now)
    amina = people["amina"].actor()
    report = queries.period_report(amina, Sort.OWN, min(amina.units), halves_over(today)[0])
    answers = {
        "worked": "Eksempeldata. Samtaler på skolen, og møter med foreldre.",
        "changed": "Flere spør om hva de kan gjøre før sommeren.",
    }
    telling.write_period(amina, report, answers=answers, is_sure=True, is_sent=True, on=today)
