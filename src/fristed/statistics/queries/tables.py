"""Reading drafts, and the words of a year's dimensions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from fristed.accounts.queries import names_of
from fristed.codelists import queries as codelists
from fristed.codelists.choices import SchemeState, Tag
from fristed.codelists.queries import Words
from fristed.gate import Actor, Decision
from fristed.kernel.rules import RuleBroken
from fristed.publications.choices import DimensionRole
from fristed.publications.queries import (
    Announced,
    NoTable,
    Tombstone,
    announced_revision,
    history_page,
    released_table,
    released_tables,
    tombstone_of,
)
from fristed.publications.rules.notes import NEVER_SUMMED, revised, rounded
from fristed.publications.rules.slicing import slice_of
from fristed.publications.rules.tables import (
    Category,
    Content,
    Dimension,
    dimensions_of,
)
from fristed.statistics import access
from fristed.statistics.choices import EVERYONE, IN_WORK, Asker, Measure, Service, Side, Status
from fristed.statistics.models import Draft, KnownFigure, LedgerEntry, Reply
from fristed.statistics.rules.counting import MOVED, NO_COUNTY, RULES, series_of
from fristed.statistics.rules.ledger import Kept
from fristed.statistics.rules.register import Outside, of_history

TOTAL_LABELS = {
    "county": Words("Hele landet", "Heile landet", "The whole country"),
    "concern": Words("Alle bekymringer", "Alle bekymringar", "All concerns"),
    "concern_before": Words("Alle bekymringer", "Alle bekymringar", "All concerns"),
    "gender": Words("Alle kjønn", "Alle kjønn", "All genders"),
    "age_band": Words("Alle aldre", "Alle aldrar", "All ages"),
    "open_concern": Words("Alle bekymringer", "Alle bekymringar", "All concerns"),
    "asker_service": Words("Alle steder", "Alle stader", "All workplaces"),
    "became": Words("Alle henvendelser", "Alle førespurnader", "All inquiries"),
    "steered_to": Words("Alle tjenester", "Alle tenester", "All services"),
    "acted": Words("Alle svar", "Alle svar", "All answers"),
    "why": Words("Alle grunner", "Alle grunnar", "All reasons"),
    "promise": Words("Alle henvendelser", "Alle førespurnader", "All inquiries"),
    "point": Words("Alle målinger", "Alle målingar", "All scalings"),
    "direction": Words("Alle målinger", "Alle målingar", "All scalings"),
    "reached": Words("Alle saker", "Alle saker", "All cases"),
    "followup_kind": Words("Alt arbeid", "Alt arbeid", "All work"),
    "home": Words("Alle saker", "Alle saker", "All cases"),
    "caller": Words("Alle som tok kontakt", "Alle som tok kontakt", "All who made contact"),
    "outcome": Words("Alle søknader", "Alle søknader", "All applications"),
    "answered": Words("Alle samtaler", "Alle samtalar", "All conversations"),
    "reader": Words("Alle tjenester", "Alle tenester", "All services"),
    "partner": Words("Alle tjenester", "Alle tenester", "All services"),
}
DIMENSION_LABELS = {
    "county": Words("Fylke", "Fylke", "County"),
    "concern": Words("Hovedbekymring", "Hovudbekymring", "Main concern"),
    "concern_before": Words(
        "Hovedbekymring, etter listen året før",
        "Hovudbekymring, etter lista året før",
        "Main concern, by the list of the year before",
    ),
    "gender": Words("Kjønn", "Kjønn", "Gender"),
    "age_band": Words("Alder", "Alder", "Age"),
    "open_concern": Words("Hovedbekymring", "Hovudbekymring", "Main concern"),
    "asker_service": Words(
        "Hvor den som spør, arbeider", "Kvar den som spør, arbeider", "Where whoever asks works"
    ),
    "became": Words("Hva den ble til", "Kva han vart til", "What it became"),
    "steered_to": Words("Tjeneste", "Teneste", "Service"),
    "acted": Words("Gjorde de noe?", "Gjorde dei noko?", "Did they act?"),
    "why": Words("Hvorfor", "Kvifor", "Why"),
    "promise": Words("Løfte", "Lovnad", "Promise"),
    "figure": Words("Mål", "Mål", "Figure"),
    "point": Words("Når det ble målt", "Når det vart målt", "When it was scaled"),
    "direction": Words("Hvor det gikk", "Kvar det gjekk", "Which way it went"),
    "reached": Words("Om målet var nådd", "Om målet var nådd", "Whether the goal was reached"),
    "followup_kind": Words("Hva slags arbeid", "Kva slags arbeid", "Kind of work"),
    "home": Words(
        "Hjem fra utlandet da saken endte",
        "Heim frå utlandet då saka enda",
        "Home from abroad when the case ended",
    ),
    "caller": Words("Hvem som tok kontakt", "Kven som tok kontakt", "Who made contact"),
    "outcome": Words("Hva som ble bestemt", "Kva som vart bestemt", "What was decided"),
    "answered": Words("Første svar", "Første svar", "First answer"),
    "reader": Words("Hvem som fikk den", "Kven som fekk han", "Who was given it"),
    "partner": Words("Tjeneste", "Teneste", "Service"),
}
LISTED = {
    Side.CONCERN_BEFORE: "concern",
    Side.OPEN_CONCERN: "concern",
    Side.CALLER: "contact_route_competence_team",
}
"""Sides with the categories of a code list of another name."""
UNKNOWN_COUNTY = Words("Ukjent eller utlandet", "Ukjent eller utlandet", "Unknown or abroad")
NOT_CARRIED = Words(
    "Eldre kategori uten plass i årets liste",
    "Eldre kategori utan plass i lista for året",
    "An older category without a place in the year's list",
)
MANDATES: Final = {Service.ADVISER: "mandate_advisers"}
"""Services whose cases a mandate draws the line for -> its document."""
SCHEME: Final = "service"
"""The code list of the services and what they were called when."""
BECAME = {
    "case": Words("En sak", "Ei sak", "A case"),
    "consultation": Words("En drøfting", "Ei drøfting", "A consultation"),
    "nothing": Words("Svar og veiledning", "Svar og rettleiing", "An answer and guidance"),
}
ACTED = {
    "yes": Words("Ja", "Ja", "Yes"),
    "partly": Words("Delvis", "Delvis", "Partly"),
    "no": Words("Nei", "Nei", "No"),
}
WHY = {
    "region_first": Words(
        "Regionen fikk den først", "Regionen fekk han først", "The region got it first"
    ),
    "handed_back": Words("Regionen ga den tilbake", "Regionen gav han tilbake", "Handed back"),
    "not_answered": Words(
        "Regionen svarte ikke i tide", "Regionen svara ikkje i tide", "Not taken up in time"
    ),
    "nearest": Words("Rådgiverne er nærmest", "Rådgivarane er nærast", "Advisers are nearest"),
    "own_law": Words("Til Kompetanseteamet", "Til Kompetanseteamet", "To the competence team"),
    "course": Words("Kurs i fylket", "Kurs i fylket", "A course in the county"),
    "mistake": Words("Kom til feil enhet", "Kom til feil eining", "Came to the wrong unit"),
}
PROMISE = {
    "acute": Words("Haster: én time", "Hastar: éin time", "Acute: one hour"),
    "ordinary": Words("Vanlig: én arbeidsdag", "Vanleg: éin arbeidsdag", "One working day"),
    "course": Words(
        "Kurs: fem arbeidsdager", "Kurs: fem arbeidsdagar", "Course: five working days"
    ),
}
FIGURE = {
    "answered": Words("Besvart", "Svara på", "Answered"),
    "median": Words("Median (minutter)", "Median (minutt)", "Median (minutes)"),
    "p90": Words(
        "Ni av ti innen (minutter)", "Ni av ti innan (minutt)", "Nine of ten within (minutes)"
    ),
    "kept": Words(
        "Innen løftet (prosent)", "Innan lovnaden (prosent)", "Within the promise (percent)"
    ),
}
POINT = {
    "months_3": Words("Etter 3 måneder", "Etter 3 månader", "After 3 months"),
    "months_12": Words("Etter 12 måneder", "Etter 12 månader", "After 12 months"),
}
DIRECTION = {
    "nearer": Words("Nærmere målet", "Nærare målet", "Nearer the goal"),
    "same": Words("Samme sted", "Same stad", "The same"),
    "further": Words("Lenger fra målet", "Lenger frå målet", "Further from the goal"),
}
REACHED = {
    "reached": Words("Nådd", "Nådd", "Reached"),
    "partly": Words("Delvis nådd", "Delvis nådd", "Partly reached"),
    "not": Words("Ikke nådd", "Ikkje nådd", "Not reached"),
    "not_asked": Words("Ikke spurt", "Ikkje spurt", "Not asked"),
}
HOME = {
    "returned": Words("Kommet hjem", "Komne heim", "Home again"),
    "still_abroad": Words(
        "Fortsatt i utlandet mot sin vilje",
        "Framleis i utlandet mot sin vilje",
        "Still abroad against their will",
    ),
}
DECISION = {
    "granted": Words("Innvilget", "Innvilga", "Granted"),
    "refused": Words("Avslått", "Avslått", "Refused"),
    "not_decided": Words("Ikke avgjort", "Ikkje avgjort", "Not decided"),
}
ANSWERED = {
    "same_day": Words("Samme dag", "Same dag", "The same day"),
    "soon": Words("Innen tre dager", "Innan tre dagar", "Within three days"),
    "later": Words("Senere", "Seinare", "Later"),
    "not": Words("Ikke besvart", "Ikkje svara på", "Not answered"),
}
OTHER_SERVICE = Words("En annen tjeneste", "Ei anna teneste", "Another service")
_SERVICES = {
    "child_welfare": Words("Barnevernet", "Barnevernet", "Child welfare"),
    "police": Words("Politiet", "Politiet", "The police"),
    "crisis_centre": Words("Krisesenteret", "Krisesenteret", "The crisis centre"),
    "health": Words("Helsetjenesten", "Helsetenesta", "Health services"),
    "nav": Words("Nav", "Nav", "Nav (labour and welfare)"),
    "udi": Words("UDI", "UDI", "Directorate of Immigration"),
}
READER = {
    "ourselves": Words("Oss selv", "Oss sjølve", "Ourselves"),
    **_SERVICES,
    "school": Words("En skole", "Ein skule", "A school"),
    "other": OTHER_SERVICE,
}
PARTNER = {
    **_SERVICES,
    "red_cross": Words("Røde Kors", "Raude Kross", "The Red Cross"),
    "pupil_services": Words(
        "Skolens elevtjeneste", "Elevtenesta på skulen", "The school's pupil services"
    ),
    "other": OTHER_SERVICE,
    "none": Words("Ingen utenfor", "Ingen utanfor", "Nobody outside"),
}
OWN_WORDS = {
    Side.HOME: HOME,
    Side.DECISION: DECISION,
    Side.ANSWERED: ANSWERED,
    Side.READER: READER,
    Side.PARTNER: PARTNER,
    Side.BECAME: BECAME,
    Side.ACTED: ACTED,
    Side.WHY: WHY,
    Side.PROMISE: PROMISE,
    Side.FIGURE: FIGURE,
    Side.POINT: POINT,
    Side.DIRECTION: DIRECTION,
    Side.REACHED: REACHED,
}
"""Sides whose categories the code branches on, and no code list has."""
MEASURES = {
    Measure.NEW_CASES: Words("Nye saker", "Nye saker", "New cases"),
    Measure.CASES_BEFORE: Words(
        "Nye saker etter kategoriene fra året før",
        "Nye saker etter kategoriane frå året før",
        "New cases by the categories of the year before",
    ),
    Measure.ACTIVE_CASES: Words("Saker som var åpne", "Saker som var opne", "Cases that were open"),
    Measure.INQUIRIES: Words("Henvendelser", "Førespurnader", "Inquiries"),
    Measure.STEERED: Words(
        "Tjenester det ble vist til", "Tenester det vart vist til", "Services told of"
    ),
    Measure.AFTERMATH: Words(
        "Hva som kom ut av svar", "Kva som kom ut av svar", "What came of answers"
    ),
    Measure.PASSINGS: Words("Sendt videre", "Sende vidare", "Sent on"),
    Measure.ANSWER_TIMES: Words("Svartider", "Svartider", "Times to an answer"),
    Measure.EFFECT: Words(
        "Om unge kom nærmere målet sitt", "Om unge kom nærare målet sitt", "Nearer the goal or not"
    ),
    Measure.GOALS: Words(
        "Om målet var nådd da saken ble avsluttet",
        "Om målet var nådd då saka vart avslutta",
        "Whether the goal was reached at the end",
    ),
    Measure.HOURS: Words("Timer arbeid", "Timar arbeid", "Hours of work"),
    Measure.HELPED_HOME: Words(
        "Hjulpet hjem fra utlandet", "Hjelpte heim frå utlandet", "Helped home from abroad"
    ),
    Measure.CONSULTATIONS: Words("Drøftinger", "Drøftingar", "Consultations"),
    Measure.REFUNDS: Words(
        "Søknader om refusjon av hjemreise",
        "Søknader om refusjon av heimreise",
        "Applications for a journey home",
    ),
    Measure.HOUSING: Words(
        "Søknader om plass i bo- og støttetilbudet",
        "Søknader om plass i bu- og støttetilbodet",
        "Places asked for in the housing offer",
    ),
    Measure.CONVERSATIONS: Words(
        "Samtaler med unge", "Samtalar med unge", "Conversations with young people"
    ),
    Measure.BRIEFS: Words(
        "Landorienteringer gitt til tjenester",
        "Landorienteringar gjevne til tenester",
        "Country briefs given to services",
    ),
    Measure.COOPERATION: Words(
        "Tjenester i samarbeidsplaner",
        "Tenester i samarbeidsplanar",
        "Services in cooperation plans",
    ),
}


@dataclass(frozen=True)
class DraftLine:
    """A line of the list of drafts."""

    ref: str
    title: str
    sides: str
    status: str
    status_label: str
    drafted_by: str
    drafted_on: date
    is_mine: bool


@dataclass(frozen=True)
class KnownLine:
    """A line of the register of figures known from outside."""

    what: str
    where: str
    value: int
    source: str
    published_on: date | None


@dataclass(frozen=True)
class Telling:
    """A county of which the table would tell the same of everyone."""

    where: str
    told: str
    total: int


@dataclass(frozen=True)
class DraftPage:
    """A draft as the analysts see it: what would be published, and what the attack found.

    content    none until it is ready
    siblings   other tables of the same year: all of them are sums of the same rounded cells
    known      figures of the year that stand elsewhere
    closes     whether the release closes the year
    revises    whether it is the year's revision
    revision   the one that is announced of the year
    """

    ref: str
    title: str
    year: int
    status: str
    status_label: str
    drafted_by: str
    drafted_on: date
    total: int | None
    base: int
    content: Content | None
    siblings: tuple[DraftLine, ...]
    verdict: dict[str, object]
    utility: dict[str, object]
    failure: str
    table: str
    counting_rule: str
    may_release: Decision
    may_discard: Decision
    may_withdraw: Decision
    tombstone: Tombstone | None
    may_see_true: Decision
    known: tuple[KnownLine, ...]
    telling: tuple[Telling, ...]
    closes: bool
    revises: bool
    revision: Announced | None
    may_announce: Decision

    @property
    def is_in_work(self) -> bool:
        return self.status in IN_WORK


def drafts_readable_by(actor: Actor) -> list[DraftLine]:
    """All drafts, newest first, for those who may read drafts at all."""
    rows = Draft.objects.order_by("-drafted_on", "-id").defer("cells", "dimensions", "closing")
    return _lines(actor, [row for row in rows if access.may_read_draft(actor, row)])


def _lines(actor: Actor, found: Iterable[Draft]) -> list[DraftLine]:
    rows = list(found)
    names = names_of({row.drafted_by for row in rows})
    return [
        DraftLine(
            ref=row.ref,
            title=str(title_of(row)),
            sides=sides_of(row),
            status=row.status,
            status_label=str(Status(row.status).label),
            drafted_by=names.get(row.drafted_by, ""),
            drafted_on=row.drafted_on,
            is_mine=row.drafted_by == actor.ref,
        )
        for row in rows
    ]


def draft_by_ref(ref: str) -> Draft:
    """:raises Draft.DoesNotExist: no such draft."""
    return Draft.objects.get(ref=ref)


def draft_page(actor: Actor, draft: Draft) -> DraftPage:
    return DraftPage(
        ref=draft.ref,
        title=str(title_of(draft)),
        year=draft.year,
        status=draft.status,
        status_label=str(Status(draft.status).label),
        drafted_by=names_of({draft.drafted_by}).get(draft.drafted_by, ""),
        drafted_on=draft.drafted_on,
        total=draft.total,
        base=draft.base,
        content=content_of(draft) if draft.cells else None,
        siblings=tuple(
            _lines(
                actor,
                Draft.objects.filter(measure=draft.measure, service=draft.service, year=draft.year)
                .exclude(pk=draft.pk)
                .order_by("id")
                .defer("cells", "dimensions", "closing"),
            )
        ),
        verdict=draft.verdict,
        utility=draft.utility,
        failure=draft.failure,
        table=draft.table,
        counting_rule=draft.counting_rule,
        may_release=access.may_release_draft(actor, draft),
        may_discard=access.may_discard_draft(actor, draft),
        may_withdraw=access.may_withdraw_draft(actor, draft),
        tombstone=tombstone_of(draft.table) if draft.table else None,
        may_see_true=access.may_see_true_counts(actor, draft),
        telling=tuple(
            Telling(
                where=_label(Side.COUNTY, one["where"], draft.year),
                told=_told(one["told"], draft),
                total=one["total"],
            )
            for one in draft.verdict.get("groups", ())
        ),
        known=tuple(map(known_line, known_outside(draft.measure, draft.service, draft.year))),
        closes=draft.closing.get("kind") == "close",
        revises=draft.closing.get("kind") == "revise",
        revision=announced_revision(series_of(draft.measure, draft.service), draft.year),
        may_announce=access.may_announce_revision(actor, draft),
    )


def releasable_beside(actor: Actor, draft: Draft) -> list[Draft]:
    """Other drafts of the same figures that she may release in the same step."""
    rows = Draft.objects.filter(
        measure=draft.measure,
        service=draft.service,
        year=draft.year,
        grid=draft.grid,
        status=Status.READY,
    )
    others = rows.exclude(pk=draft.pk).exclude(sides=draft.sides).order_by("id")
    return [one for one in others if access.may_release_draft(actor, one)]


def sides_of(draft: Draft) -> str:
    """What it is broken down by, in words."""
    return ", ".join(str(Side(side).label) for side in draft.sides)


def title_of(draft: Draft) -> Words:
    """Such as: Mangfoldsrådgivere: nye saker i 2023, etter fylke. The service by its name that
    year; the sides where they are not all the measure has, so that siblings are told apart."""
    service = service_name(draft.service, draft.year)
    measure, year = MEASURES[Measure(draft.measure)], draft.year
    by = [DIMENSION_LABELS[side] for side in draft.sides]
    if len(by) == len(RULES[draft.measure].sides):
        by = []
    return Words(
        nb=f"{service.nb}: {_lower(measure.nb)} i {year}" + _by(", etter ", [x.nb for x in by]),
        nn=f"{service.nn}: {_lower(measure.nn)} i {year}" + _by(", etter ", [x.nn for x in by]),
        en=f"{service.en}: {_lower(measure.en)} in {year}" + _by(", by ", [x.en for x in by]),
    )


def _by(word: str, labels: Sequence[str]) -> str:
    return word + ", ".join(map(_lower, labels)) if labels else ""


def service_name(service: str, year: int) -> Words:
    """What a service was called at the end of that year; one that has ended, as it was last."""
    return codelists.name_of(SCHEME, service, on=date(year, 12, 31))


def content_of(draft: Draft) -> Content:
    """The table as it would be released."""
    unit, part_of = MEASURES[Measure(draft.measure)], _revision(draft)
    return Content(
        title=title_of(draft),
        measure=unit,
        dimensions=dimensions_of(draft.dimensions),
        cells=tuple(draft.cells),
        period_from=date(draft.year, 1, 1),
        period_to=date(draft.year, 12, 31),
        is_sample=draft.is_sample,
        notes=(
            *([revised(part_of.reason, threshold=MOVED)] if part_of else []),
            *_how(draft),
            *_exact_total(draft, unit),
            *_breaks(draft),
            *_audience(draft),
            _rule(draft),
        ),
        series=series_of(draft.measure, draft.service),
        total=draft.total,
        revision=part_of.ref if part_of else "",
    )


def _revision(draft: Draft) -> Announced | None:
    """The revision a draft is part of; none where it is of the year as it was closed."""
    if draft.vintage == 1:
        return None
    return announced_revision(series_of(draft.measure, draft.service), draft.year)


def _how(draft: Draft) -> list[Words]:
    """How small figures are hidden."""
    if draft.measure != Measure.ANSWER_TIMES:
        return [rounded(draft.base), NEVER_SUMMED]
    base = draft.base
    return [
        Words(
            nb="Tid fra en henvendelse til første svar, i arbeidstid. Minutter er rundet opp og "
            f"andeler ned til nærmeste fem. Færre enn {base} svar vises ikke.",
            nn="Tid frå ein førespurnad til første svar, i arbeidstid. Minutt er runda opp og "
            f"delar ned til næraste fem. Færre enn {base} svar er ikkje viste.",
            en="Time from an inquiry to its first answer, in working hours. Minutes are rounded up "
            f"and shares down to the nearest five. Fewer than {base} answers are not shown.",
        )
    ]


def codes_of_year(year: int, sides: Sequence[str]) -> dict[str, list[str]]:
    """Each side's codes in that year, in the order they are shown."""
    return {
        dimension.code: [category.value for category in dimension.categories[1:]]
        for dimension in dimensions_of_year(year, sides)
    }


def dimensions_of_year(year: int, sides: Sequence[str]) -> tuple[Dimension, ...]:
    """Labels and codes as they were at the end of that year."""
    day = date(year, 12, 31)
    return tuple(
        Dimension(
            code=str(name),
            label=DIMENSION_LABELS[name],
            categories=(*_everyone(name), *_categories(name, day)),
            role=DimensionRole.GEO if name == Side.COUNTY else DimensionRole.PLAIN,
        )
        for name in sides
    )


def _everyone(name: str) -> list[Category]:
    """Figures of different kinds have no sum."""
    return [] if name == Side.FIGURE else [Category(EVERYONE, TOTAL_LABELS[name])]


def _categories(name: str, day: date) -> list[Category]:
    if name == Side.COUNTY:
        counties = [
            Category(county.code, Words.alike(county.name)) for county in codelists.counties_on(day)
        ]
        return [*counties, Category(NO_COUNTY, UNKNOWN_COUNTY)]
    if own := OWN_WORDS.get(Side(name)):
        return [Category(code, words) for code, words in own.items()]
    listed = LISTED.get(Side(name), name)
    if name == Side.CONCERN_BEFORE:
        day = date(day.year - 1, 12, 31)
    found = [Category(code.value, code.label) for code in codelists.code_list(listed, day).codes]
    if name in {Side.OPEN_CONCERN, Side.CONCERN_BEFORE}:
        found.append(Category("not_carried", NOT_CARRIED))
    return found


def _exact_total(draft: Draft, unit: Words) -> list[Words]:
    if draft.total is None:
        return []
    if draft.measure == Measure.ANSWER_TIMES:
        unit = FIGURE["answered"]
    return [
        Words(
            nb=f"Hele landet, uten avrunding: {draft.total} ({_lower(unit.nb)}).",
            nn=f"Heile landet, utan avrunding: {draft.total} ({_lower(unit.nn)}).",
            en=f"The whole country, not rounded: {draft.total} ({_lower(unit.en)}).",
        )
    ]


def _breaks(draft: Draft) -> list[Words]:
    """What changed from the year before, so that the two are not one series."""
    now, then = date(draft.year, 12, 31), date(draft.year - 1, 12, 31)
    found: dict[str, Words] = {}
    for name in {SCHEME, *(Side.CONCERN for side in draft.sides if side == Side.CONCERN)}:
        codes = [draft.service] if name == SCHEME else _codes_then(name, then)
        for code in codes:
            for note in _bridged(name, code, then, now):
                found[note.nb] = note
    for note in (*_stages(draft), *_new_mandate(draft)):
        found[note.nb] = note
    return [
        Words(
            nb=f"Brudd fra {draft.year}: {note.nb}",
            nn=f"Brot frå {draft.year}: {note.nn}",
            en=f"Break from {draft.year}: {note.en}",
        )
        for _nb, note in sorted(found.items())
    ]


def _bridged(name: str, code: str, then: date, now: date) -> tuple[Words, ...]:
    try:
        return codelists.bridge(name, code, from_=then, to=now).notes
    except (codelists.NotInForce, codelists.UnknownCode):
        return ()  # it began within the year, or had ended before


def _stages(draft: Draft) -> list[Words]:
    """What became of the scheme that year. What was only proposed changed nothing that is counted,
    and what a scheme began as is no break."""
    schemes = [draft.service, *(["refund"] if draft.measure == Measure.REFUNDS else [])]
    return [
        one.note
        for scheme in schemes
        for one in codelists.scheme_stages(scheme)
        if one.year == draft.year and one.state in {SchemeState.PERMANENT, SchemeState.REPLACED}
    ]


def _new_mandate(draft: Draft) -> list[Words]:
    mandate = _mandate(draft)
    return [mandate[1]] if mandate and mandate[0] == draft.year else []


def _audience(draft: Draft) -> list[Words]:
    """Whom the service was for that year, where its mandate is known and was not new."""
    mandate = _mandate(draft)
    if mandate is None or mandate[0] == draft.year:
        return []
    year, note = mandate
    return [
        Words(
            nb=f"Mandatet fra {year} gjaldt: {note.nb}",
            nn=f"Mandatet frå {year} gjaldt: {note.nn}",
            en=f"The mandate of {year} was in force: {note.en}",
        )
    ]


def _mandate(draft: Draft) -> tuple[int, Words] | None:
    """The one in force at the end of the year: from which year, and what it says of whom. None
    where its text has not been found."""
    try:
        found = codelists.document_on(MANDATES[Service(draft.service)], date(draft.year, 12, 31))
    except (KeyError, codelists.NotInForce):
        return None
    if found.note is None or found.tag != Tag.SOLID:
        return None
    return found.valid_from.year, found.note


def _codes_then(name: str, day: date) -> list[str]:
    try:
        return [code.value for code in codelists.code_list(name, day).codes]
    except codelists.NotInForce:
        return []  # nothing was counted before


def is_year_of_change(year: int) -> bool:
    """Whether the list of concerns at the end of the year is another than the year before."""
    try:
        then = codelists.code_list(Side.CONCERN, date(year - 1, 12, 31))
    except codelists.NotInForce:
        return False  # nothing was counted before
    return then.version != codelists.code_list(Side.CONCERN, date(year, 12, 31)).version


def _rule(draft: Draft) -> Words:
    rule, grid = draft.counting_rule, draft.grid[:16]
    return Words(
        nb=f"Talt etter regel {rule}, grunnlag {grid}. Tallene kan regnes ut på nytt av de to.",
        nn=f"Tald etter regel {rule}, grunnlag {grid}. Tala kan reknast ut på nytt av dei to.",
        en=f"Counted by rule {rule}, basis {grid}. The two give the same figures again.",
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def ledger_of(series: str) -> list[Kept]:
    """A series' closed years, oldest first."""
    return [
        Kept(
            kind=row.kind,
            period=row.period,
            base=row.base,
            levels=tuple(row.levels),
            cells=row.cells,
            note=row.note,
            previous=row.previous,
            hash=row.hash,
        )
        for row in LedgerEntry.objects.filter(series=series).order_by("number")
    ]


def known_outside(measure: str, service: str, year: int) -> list[Outside]:
    """What stands elsewhere about a year: the published history, and what analysts have noted."""
    noted = [
        Outside(
            row.measure, row.service, row.year, row.where, row.value, row.source, row.published_on
        )
        for row in KnownFigure.objects.filter(measure=measure, service=service, year=year).order_by(
            "id"
        )
    ]
    published = [
        one
        for one in of_history(history_page().series)
        if (one.measure, one.service, one.year) == (measure, service, year)
    ]
    return [*published, *noted]


def known_line(one: Outside) -> KnownLine:
    service = service_name(one.service, one.year)
    return KnownLine(
        what=f"{service}, {_lower(str(MEASURES[Measure(one.measure)]))}, {one.year}",
        where=", ".join(_label(side, code, one.year) for side, code in one.where.items())
        or _("hele landet"),
        value=one.value,
        source=one.source,
        published_on=one.published_on,
    )


def _told(code: str, draft: Draft) -> str:
    sides = dimensions_of(draft.dimensions)
    return next(
        (str(one.label) for side in sides for one in side.categories if one.value == code), code
    )


def _label(side: str, code: str, year: int) -> str:
    if code == NO_COUNTY:
        return str(UNKNOWN_COUNTY)
    if side == Side.COUNTY:
        return codelists.county_on(code, date(year, 12, 31)).name
    return codelists.label(side, code, on=date(year, 12, 31))


def known_lines() -> list[KnownLine]:
    """The whole register, newest year first."""
    noted = [
        Outside(
            row.measure, row.service, row.year, row.where, row.value, row.source, row.published_on
        )
        for row in KnownFigure.objects.order_by("id")
    ]
    everything = [*of_history(history_page().series), *noted]
    return [known_line(one) for one in sorted(everything, key=lambda one: (-one.year, one.service))]


@dataclass(frozen=True)
class BesideRow:
    """label, and for each column what would be published beside what was counted"""

    label: str
    pairs: tuple[tuple[int | None, int], ...]


@dataclass(frozen=True)
class Beside:
    """The draft's table with the true counts in it. For one analyst's page, and never kept."""

    down: str
    columns: tuple[str, ...]
    rows: tuple[BesideRow, ...]


def beside(draft: Draft, true: Sequence[int], asked: Mapping[str, str]) -> Beside:
    """Two sides of the table, everyone of the rest."""
    content = content_of(draft)
    shown = slice_of(content, asked)
    counted = slice_of(replace(content, cells=tuple(true)), asked)
    return Beside(
        down=str(shown.down.label),
        columns=tuple(str(column.label) for column in shown.columns),
        rows=tuple(
            BesideRow(
                str(row.category.label),
                tuple(zip(row.cells, (cell or 0 for cell in below.cells), strict=True)),
            )
            for row, below in zip(shown.rows, counted.rows, strict=True)
        ),
    )


def holds_sample() -> bool:
    """While sample data is in the installation, every table made from it says so."""
    return bool(settings.FRISTED_HOLDS_SAMPLE)


HISTORY: Final = "historikk"
"""The published history among the tables an answer may build on."""


@dataclass(frozen=True)
class ReplyLine:
    """A question from outside and its answer. table: the title of what it builds on."""

    question: str
    answer: str
    asker: str
    asked_on: date
    answered_by: str
    answered_on: date
    table: str


def replies(words: str) -> list[ReplyLine]:
    """Answers that hold all the words, in question or answer; the newest first."""
    rows = Reply.objects.order_by("-answered_on", "-id")
    for word in words.split():
        rows = rows.filter(Q(question__icontains=word) | Q(answer__icontains=word))
    found = list(rows[:100])
    names = names_of({row.answered_by for row in found})
    titles = dict(open_tables()) if found else {}
    return [
        ReplyLine(
            question=row.question,
            answer=row.answer,
            asker=str(Asker(row.asker).label),
            asked_on=row.asked_on,
            answered_by=names.get(row.answered_by, ""),
            answered_on=row.answered_on,
            table=titles.get(row.table, _("trukket tilbake siden")),
        )
        for row in found
    ]


def open_tables() -> list[tuple[str, str]]:
    """What an answer may build on: tables that stand, and the published history."""
    standing = [one for one in released_tables() if not one.is_withdrawn]
    return [*((one.ref, str(one.title)) for one in standing), (HISTORY, _("Publisert historikk"))]


def tables_instead_of(draft: Draft) -> list[tuple[str, str]]:
    """Other tables of the draft's series that stand."""
    series = series_of(draft.measure, draft.service)
    return [
        (one.ref, f"{one.title} ({one.released_on.isoformat()})")
        for one in released_tables()
        if one.series == series and one.ref != draft.table and not one.is_withdrawn
    ]


def published_figures(table: str) -> frozenset[int]:
    """Every figure that stands in a table everyone may read.

    :raises RuleBroken: `no_table`.
    """
    if table == HISTORY:
        years = [year for one in history_page().series for year in one.years]
        return frozenset(count.value for year in years for count in (*year.totals, *year.parts))
    try:
        shown = released_table(table)
    except NoTable:
        shown = None
    if shown is None or shown.tombstone is not None:
        raise RuleBroken("no_table", _("Tabellen er ikke publisert."))
    return frozenset(cell for cell in shown.content.cells if cell is not None)
