"""People around cases, danger judged, plans made, journeys agreed and a contact that was missed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from fristed.casework import queries
from fristed.casework.actions import (
    bringing_home,
    giving_insight,
    holding,
    keeping_people,
    linking,
    safeguarding,
    travelling,
)
from fristed.casework.choices import Harm, HarmQuestion, InsightOutcome, Routine, WhoAsks
from fristed.casework.models import Case, CheckIn, RoutineStep
from fristed.casework.rules.contacting import Channel
from fristed.casework.rules.insight import Given, Request
from fristed.casework.rules.linking import Link
from fristed.casework.rules.people import Person
from fristed.casework.rules.plans import Plan
from fristed.casework.rules.risk import Assessment
from fristed.casework.rules.staying import Stay, Step
from fristed.casework.rules.travel import Agreement, Decision, Meeting, Talk
from fristed.gate import Actor, scope
from fristed.notices.actions import keeping
from fristed.notices.models import NeutralText
from fristed.notices.queries import text_by_ref
from fristed.sample.people import SignedUp

AFTER_THE_SHARED = 3  # the oldest cases are those of the sample's shares
EVERY_DAY = ("1", "2", "3", "4", "5", "6", "7")


def show_safety_and_travel(people: Mapping[str, SignedUp], now: datetime) -> None:
    amina, birger, farah = (people[key].actor() for key in ("amina", "birger", "farah"))
    _approve_texts(amina, birger, now)
    first, second, third, fourth = _cases(amina, AFTER_THE_SHARED, 4)
    _people(amina, first)
    _link(amina, first, _cases(birger, AFTER_THE_SHARED, 1)[0], now)
    _safety(amina, first, now)
    _journey_in_doubt(amina, second, now)
    _journey_without_a_word(amina, third, now)
    _journey_ahead(amina, fourth, now)
    _stay(farah, _cases(farah, 0, 1)[0], now)
    why = "Eksempeldata: Statsforvalteren har bedt om å få se saken."
    holding.hold_case(amina, second, why=why, on=timezone.localdate(now))
    _insight(amina, first, third, now)


def _insight(actor: Actor, answered: Case, waiting: Case, now: datetime) -> None:
    """One request to see the case is answered with a part; another waits."""
    today = timezone.localdate(now)
    hers = Request(WhoAsks.HERSELF, "Eksempeldata: alt som er skrevet om møtet i vår.")
    parents = Request(WhoAsks.GUARDIAN, "Eksempeldata: en forelder vil se saken.")
    harms = dict.fromkeys(HarmQuestion.values, Harm.NO.value) | {"confidence": Harm.YES.value}
    ref = giving_insight.take_insight(
        actor, answered, request=hers, asked_on=today - timedelta(days=20), on=today
    )
    giving_insight.answer_insight(
        actor,
        answered,
        insight=ref,
        request=hers,
        given=Given(InsightOutcome.PART, harms, "Eksempeldata: det tanten fortalte."),
        on=today,
    )
    giving_insight.take_insight(
        actor, waiting, request=parents, asked_on=today - timedelta(days=25), on=today
    )


def _cases(actor: Actor, skip: int, many: int) -> list[Case]:
    with scope(actor):
        own = Case.objects.filter(adviser_id=actor.id, status="open").order_by("opened_on", "pk")
        refs = list(own.values_list("ref", flat=True)[skip : skip + many])
    return [queries.case_by_ref(ref) for ref in refs]


def _approve_texts(writer: Actor, other: Actor, now: datetime) -> None:
    """All but the last that came with the house; and one that waits for a colleague."""
    today = timezone.localdate(now)
    for ref in NeutralText.objects.order_by("id").values_list("ref", flat=True):
        keeping.approve_text(other, text_by_ref(ref), on=today)
    words = {"nb": "God helg!", "nn": "God helg!", "en": "Have a nice weekend!"}
    keeping.propose_text(writer, writer, use="message", words=words, on=today)


def _people(actor: Actor, case: Case) -> None:
    young = Person(
        name="Eksempel L.", relation="self", language="so", interpreter="Ikke tolk fra egen by."
    )
    ref = keeping_people.add_person(actor, case, person=young)
    phone = Channel(
        kind="sms",
        value="+47 900 00 000",
        days=EVERY_DAY,
        from_clock="00.00",
        to_clock="23.59",
        code_word="sommerfugl",
        read_by="storebroren, om kvelden",
        is_safe=True,
    )
    keeping_people.add_channel(actor, case, of=ref, person=young, channel=phone)
    home = Channel(kind="phone", value="+47 21 00 00 00", read_by="hele familien")
    keeping_people.add_channel(actor, case, of=ref, person=young, channel=home)
    for person in (
        Person(
            name="Eksempel bror", relation="brother", role="controls", arenas=("home", "online")
        ),
        Person(name="Eksempel tante", relation="aunt_uncle", role="supports", arenas=("home",)),
        Person(relation="pupil", role="controls", arenas=("school", "online")),
        Person(
            name="Eksempel mor",
            relation="mother",
            protection="confidential",
            locator="Politiet, familievoldskoordinatoren (eksempel)",
        ),
    ):
        keeping_people.add_person(actor, case, person=person)


def _link(actor: Actor, case: Case, other: Case, now: datetime) -> None:
    link = Link("sibling", "Søsken på hver sin skole. Vi avtaler felles trygghetsplan.")
    linking.link_case(actor, case, other=other.ref, link=link, on=timezone.localdate(now))


def _safety(actor: Actor, case: Case, now: datetime) -> None:
    today = timezone.localdate(now)
    assessment = Assessment(
        factors={
            "threats_said": "now",
            "phone_watched": "now",
            "secret_known": "earlier",
            "someone_near_helps": "now",
            "own_despair": "no",
        },
        reasoning="Truslene kommer når broren har lest telefonen. Tanten holder igjen. Faren øker"
        " mot ferien.",
        scenarios="At hun sendes bort i ferien. At telefonen tas fra henne.",
        measures="Fast samtale hver tirsdag. Tanten vet hvem hun skal ringe.",
        tool="patriark",
        tool_level="medium",
        tool_on=today - timedelta(days=9),
        tool_by="Politiet (eksempel)",
    )
    review = today + timedelta(days=28)
    safeguarding.assess_risk(actor, case, assessment=assessment, on=today, review_on=review)
    plan = Plan(
        variant="staying",
        language="so",
        together=True,
        signs="Når broren spør hvem som ringte.",
        people="Tanten og helsesykepleieren.",
        places="Biblioteket, og hjem til tanten.",
        steps="Gå ut først. Ring etterpå.",
        agreed="«Har du leksa?» betyr ring meg.",
        card_numbers="900 00 000\n900 00 001",
        card_place="Maktabadda",
        card_things="Furaha\nBaasaboorka",
    )
    safeguarding.make_safety_plan(actor, case, plan=plan, on=today, review_on=review)


def agree_trip(
    actor: Actor,
    case: Case,
    now: datetime,
    *,
    leaves: int,
    returns: int,
    country: str = "PK",
    where: str = "Hos en onkel i Lahore (eksempel). Naboens telefon: 000.",
) -> str:
    today = timezone.localdate(now)
    return travelling.agree_trip(
        actor,
        case,
        agreement=Agreement(
            country=country,
            company="Foreldrene og en søster.",
            passport="Hos faren. Kopi i saken.",
            ticket="Tur-retur, sett av rådgiveren.",
            agreed="Vi snakkes på avtalte dager. Hun sier kodeordet først.",
            at_day="Rådgiveren og enhetslederen",
            at_three_days="Enhetslederen og utenriksstasjonen",
        ),
        leaves_on=today + timedelta(days=leaves),
        returns_on=today + timedelta(days=returns),
        addresses=where,
        new=travelling.NewAddresses.ask(
            actor, case, covering=queries.covering_for(actor, on=today), at=now, on=today
        ),
        on=today,
    )


def _on_the_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _check_in(actor: Actor, case: Case, trip: str, due_at: datetime) -> str:
    meeting = Meeting(
        due_at.isoformat(timespec="minutes"), "Hun ringer skolen.", "Islamabad", "Asia/Karachi"
    )
    due_on = meeting.at.local(due_at).date()
    travelling.agree_check_in(actor, case, trip=trip, meeting=meeting, due_on=due_on)
    with scope(actor):
        return CheckIn.objects.filter(case_id=case.pk).latest("id").ref


def _journey_in_doubt(actor: Actor, case: Case, now: datetime) -> None:
    """Away, one contact kept; the next was due two hours ago and nobody has said how it went."""
    today = timezone.localdate(now)
    trip = agree_trip(actor, case, now, leaves=-12, returns=9)
    kept_at = _on_the_hour(now - timedelta(days=5))
    kept = _check_in(actor, case, trip, kept_at)
    travelling.settle_check_in(
        actor, case, check_in=kept, outcome="kept", due_at=kept_at, now=now, on=today
    )
    _check_in(actor, case, trip, _on_the_hour(now - timedelta(hours=2)))


def _journey_without_a_word(actor: Actor, case: Case, now: datetime) -> None:
    """A contact was missed thirty hours ago, and somebody has decided."""
    today, due_at = timezone.localdate(now), _on_the_hour(now - timedelta(hours=30))
    trip = agree_trip(actor, case, now, leaves=-20, returns=4)
    missed = _check_in(actor, case, trip, due_at)
    travelling.settle_check_in(
        actor, case, check_in=missed, outcome="missed", due_at=due_at, now=now, on=today
    )
    decision = Decision("Enhetslederen", "Vi ringer tanten i dag, og stasjonen når den åpner.")
    travelling.decide_rung(actor, case, check_in=missed, rung="day", decision=decision, on=today)


def _journey_ahead(actor: Actor, case: Case, now: datetime) -> None:
    """Talked of and agreed, not begun; and a checklist for an earlier absence."""
    today = timezone.localdate(now)
    answers = {"wants_to_go": "Ja, for å se besteforeldrene.", "has_seen_ticket": "Nei, ikke ennå."}
    talk = Talk(answers, "Vi snakker igjen neste uke.")
    travelling.note_travel_talk(actor, case, talk=talk, on=today)
    agree_trip(actor, case, now, leaves=30, returns=51)
    bringing_home.start_routine(actor, case, routine=Routine.ABSENCE, on=today - timedelta(days=3))


def _stay(actor: Actor, case: Case, now: datetime) -> None:
    """An envoy's case: a stay against her will, and the steps home."""
    today = timezone.localdate(now)
    stay = Stay(
        country="PK",
        resident_in="NO",
        citizenships=("NO", "PK"),
        passport_holder="family",
        return_ticket="Ingen.",
        reasons=("restore_honour",),
        wish="Hjem, men ikke uten lillesøster.",
    )
    since = today - timedelta(days=40)
    bringing_home.keep_stay(actor, case, stay=stay, since=since, ended_on=None, on=today)
    bringing_home.start_routine(actor, case, routine=Routine.HOME, on=today)
    with scope(actor):
        steps = dict(RoutineStep.objects.filter(case_id=case.pk).values_list("code", "ref"))
    for code, owner in (
        ("own_wish", "Spesialutsendingen"),
        ("travel_document", "Utenriksstasjonen"),
        ("refund", "Kompetanseteamet"),
        ("first_night", "Krisesenteret (eksempel)"),
    ):
        bringing_home.keep_step(
            actor,
            case,
            ref=steps[code],
            step=Step(owner, ""),
            due_on=today + timedelta(days=7),
            done_on=today if code == "own_wish" else None,
        )
