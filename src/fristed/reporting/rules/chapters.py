"""What a yearly report is made of: the competence team's own headings, and the other services'.

Headings after the competence team's report of 2018; tasks after the advisers' mandate. A chapter
about prevention comes with that part of the system, and has no empty place until then.
"""

from dataclasses import dataclass
from typing import Final

from fristed.codelists.rules.words import Words


@dataclass(frozen=True)
class Chapter:
    """asks      what belongs in it, for whoever writes
    series    released tables of the year that stand in it unless she takes them out
    headings  the code list whose words, as they were that year, it begins with; or none
    """

    code: str
    title: Words
    asks: Words
    series: tuple[str, ...] = ()
    headings: str = ""


def _chapter(
    code: str,
    title: tuple[str, str, str],
    asks: tuple[str, str, str],
    series: tuple[str, ...] = (),
    headings: str = "",
) -> Chapter:
    return Chapter(code, Words(*title), Words(*asks), series, headings)


CHAPTERS: Final = (
    _chapter(
        "summary",
        ("Året kort fortalt", "Året kort fortalt", "The year in short"),
        (
            "Det viktigste en leser må vite, på høyst én side.",
            "Det viktigaste ein lesar må vite, på høgst éi side.",
            "What a reader must know, on one page at most.",
        ),
    ),
    _chapter(
        "advisers",
        ("Rådgiverne ved skolene", "Rådgivarane ved skulane", "The advisers at the schools"),
        (
            "Saker, bekymringer, alder og kjønn, og hva som er nytt siden i fjor.",
            "Saker, bekymringar, alder og kjønn, og kva som er nytt sidan i fjor.",
            "Cases, concerns, age and gender, and what is new since last year.",
        ),
        ("new_cases.adviser", "active_cases.adviser", "hours.adviser"),
    ),
    _chapter(
        "envoys",
        (
            "Utsendingene ved utenriksstasjonene",
            "Utsendingane ved utanriksstasjonane",
            "The envoys at the missions",
        ),
        (
            "Saker ved hver stasjon, og hjelp til å komme hjem.",
            "Saker ved kvar stasjon, og hjelp til å kome heim.",
            "Cases at each mission, and help to come home.",
        ),
        ("new_cases.envoy", "active_cases.envoy", "helped_home.envoy", "briefs.envoy"),
    ),
    _chapter(
        "team_concern",
        (
            "Kompetanseteamet: hovedbekymring",
            "Kompetanseteamet: hovudbekymring",
            "The competence team: main concern",
        ),
        (
            "Hva sakene gjaldt. Tallene er arbeidsmengde, ikke antall personer.",
            "Kva sakene gjaldt. Tala er arbeidsmengd, ikkje talet på personar.",
            "What the cases were about. The figures are workload, not people.",
        ),
        ("consultations.competence_team",),
    ),
    _chapter(
        "team_who",
        (
            "Kompetanseteamet: kjønn, alder og landbakgrunn",
            "Kompetanseteamet: kjønn, alder og landbakgrunn",
            "The competence team: gender, age and country background",
        ),
        (
            "Hvem sakene gjaldt, så langt tallene tåler det.",
            "Kven sakene gjaldt, så langt tala toler det.",
            "Who the cases were about, as far as the figures allow.",
        ),
    ),
    _chapter(
        "team_children",
        ("Kompetanseteamet: barn", "Kompetanseteamet: barn", "The competence team: children"),
        (
            "Hvem som tok kontakt, barn i utlandet, barneekteskap.",
            "Kven som tok kontakt, barn i utlandet, barneekteskap.",
            "Who made contact, children abroad, child marriage.",
        ),
    ),
    _chapter(
        "team_fgm",
        (
            "Kompetanseteamet: kjønnslemlestelse",
            "Kompetanseteamet: kjønnslemlesting",
            "The competence team: genital mutilation",
        ),
        (
            "Fryktet og utført, hver for seg.",
            "Frykta og utført, kvar for seg.",
            "Feared and carried out, each by itself.",
        ),
    ),
    _chapter(
        "team_abroad",
        (
            "Kompetanseteamet: saker i utlandet og refusjon",
            "Kompetanseteamet: saker i utlandet og refusjon",
            "The competence team: cases abroad and refunds",
        ),
        (
            "Personer i utlandet, hjemreiser og refusjonsordningen.",
            "Personar i utlandet, heimreiser og refusjonsordninga.",
            "People abroad, journeys home and the refund scheme.",
        ),
        ("refunds.competence_team",),
    ),
    _chapter(
        "team_services",
        (
            "Kompetanseteamet: utlendingssaker, Nav og flytting",
            "Kompetanseteamet: utlendingssaker, Nav og flytting",
            "The competence team: immigration cases, Nav and moving",
        ),
        (
            "Saker som gikk til andre tjenester, og flytting mellom kommuner.",
            "Saker som gjekk til andre tenester, og flytting mellom kommunar.",
            "Cases that went to other services, and moves between municipalities.",
        ),
    ),
    _chapter(
        "team_housing",
        (
            "Kompetanseteamet: bo- og støttetilbud og sikkerhet",
            "Kompetanseteamet: bu- og støttetilbod og tryggleik",
            "The competence team: housing, support and safety",
        ),
        (
            "Plasser, ventetid og sikkerhetsarbeid. Aldri adresser.",
            "Plassar, ventetid og tryggleiksarbeid. Aldri adresser.",
            "Places, waiting time and safety work. Never addresses.",
        ),
        ("housing.competence_team",),
    ),
    _chapter(
        "expert_team",
        ("Fagteamet", "Fagteamet", "The expert team"),
        (
            "Veiledning til skoler og tjenester uten rådgiver.",
            "Rettleiing til skular og tenester utan rådgivar.",
            "Guidance for schools and services without an adviser.",
        ),
        ("inquiries.guidance", "answer_times.guidance", "passings.guidance"),
    ),
    _chapter(
        "effect",
        ("Hva som kom ut av det", "Kva som kom ut av det", "What came of it"),
        (
            "Kom de unge nærmere målet? Gjorde fagfolk noe etterpå? Hvem hjalp? Få er spurt.",
            "Kom dei unge nærare målet? Gjorde fagfolk noko etterpå? Kven hjelpte? Få er spurde.",
            "Did they come nearer their goal? Did professionals act? Who helped? Few are asked.",
        ),
        (
            "effect.adviser",
            "effect.envoy",
            "goals.adviser",
            "goals.envoy",
            "aftermath.guidance",
            "steered.guidance",
        ),
    ),
    _chapter(
        "goals",
        (
            "Oppgavene i mandatet, og hva som ble gjort",
            "Oppgåvene i mandatet, og kva som blei gjort",
            "The tasks of the mandate, and what was done",
        ),
        (
            "Én oppgave om gangen: hva som ble gjort, hva som gjenstår, og hvordan dere vet det.",
            "Éi oppgåve om gongen: kva som blei gjort, kva som står att, og korleis de veit det.",
            "One task at a time: what was done, what remains, and how you know.",
        ),
        headings="activity_type",
    ),
)
BY_CODE: Final = {chapter.code: chapter for chapter in CHAPTERS}
