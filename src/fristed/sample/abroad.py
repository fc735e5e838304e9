"""What the sample's missions have written of their countries, whom they can ask, and what they ask.

Nothing here is said of a real country: each text says that it is made up.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from fristed.casework import queries
from fristed.casework.actions import asking_team, describing_countries, keeping_contacts
from fristed.casework.actions.asking_team import Question
from fristed.casework.actions.consulting import Intake
from fristed.casework.actions.describing_countries import Described
from fristed.casework.actions.keeping_contacts import RegisterKey
from fristed.casework.choices import BriefReader, ContactKind, ContactPlace
from fristed.casework.models import Case, ConsultationOrigin, CountryBrief
from fristed.casework.queries import asked
from fristed.casework.queries.consulting import assigned_agency
from fristed.casework.rules.abroad import Contact
from fristed.casework.rules.consulting import Refund
from fristed.gate import Actor, scope
from fristed.guidance import queries as inquiries
from fristed.guidance.actions import answering, asking
from fristed.guidance.actions.asking import Asked, Call
from fristed.sample.people import SignedUp
from fristed.vault import sealing
from fristed.vault.choices import FileKind

SOURCE = "Eksempeldata"
MISSION = "ambassade-islamabad"
QUESTION = Asked(
    kind="question",
    urgency="ordinary",
    role="caseworker",
    service="child_welfare",
    audience="youth",
    county="03",
    language="nb",
    text="Eksempeldata. Hvilke papirer trengs før en ungdom kan reise hjem?",
)
ANSWER = "Eksempeldata. Vi ser på papirene sammen. Ring oss på torsdag."
NOTES = (  # topic, days since it was written, days until it is looked at again
    ("first_help", 40, 140, "Her skriver stasjonen hvem som hjelper først, og hvordan de nås."),
    ("leaving", 200, -20, "Her skriver stasjonen hva som trengs for å reise ut av landet."),
    ("guardianship", 90, 90, "Her skriver stasjonen hva foreldre og verge må si ja til."),
)
BRIEF = """Eksempeldata. Her står det tjenester i Norge trenger å vite om landet, på høyst to sider.

Hvem kan hjelpe der, og hva kan de ikke gjøre?

Hva bør være avklart før noen reiser hjem?"""


def describe_and_ask(people: Mapping[str, SignedUp], now: datetime) -> None:
    farah = people["farah"].actor()
    _countries(farah, now)
    _asked_and_told(farah, now)
    _contacts(farah, now)
    _ask(farah, now)


def _countries(actor: Actor, now: datetime) -> None:
    mission, today = queries.mission_unit(MISSION), timezone.localdate(now)
    for topic, ago, until, text in NOTES:
        describing_countries.write_country_note(
            actor,
            mission,
            note=Described("PK", topic, f"Eksempeldata. {text}", SOURCE, is_sample=True),
            review_on=today + timedelta(days=until),
            on=today - timedelta(days=ago),
        )
    brief = Described("PK", "Hjem fra et opphold (Eksempeldata)", BRIEF, SOURCE, is_sample=True)
    on = today - timedelta(days=30)
    ref = describing_countries.write_brief(actor, mission, brief=brief, pages=1, on=on)
    with scope(actor):
        key = CountryBrief.objects.get(ref=ref).pk
    for reader, days in (("child_welfare", 20), ("child_welfare", 3), ("school", 3)):
        describing_countries.give_brief(
            actor,
            actor,
            brief=key,
            reader=BriefReader(reader),
            on=today - timedelta(days=days),
        )


def _asked_and_told(actor: Actor, now: datetime) -> None:
    """A service at home rang and was answered; what it needed, others need too."""
    mission, today = queries.mission_unit(MISSION), timezone.localdate(now)
    at = now - timedelta(days=9)
    call = Call.ask(actor, unit=MISSION, at=at)
    inquiry = asking.log_call(actor, call.file, given=call.given, asked=QUESTION, minutes=25, at=at)
    asked = inquiries.inquiry_by_ref(actor, inquiry)
    version = answering.save_draft(actor, asked, text=ANSWER, version=0, at=at)
    answering.answer_inquiry(
        actor,
        asked,
        text=ANSWER,
        version=version,
        steered_to=(),
        is_sure=True,
        at=at + timedelta(hours=3),
    )
    brief = Described("PK", "Papirer til hjemreisen (Eksempeldata)", BRIEF, SOURCE, is_sample=True)
    describing_countries.write_brief_of_inquiry(
        actor, mission, inquiry=inquiry, brief=brief, pages=1, on=today - timedelta(days=5)
    )


def _contacts(actor: Actor, now: datetime) -> None:
    today = timezone.localdate(now)
    new = sealing.new_file(FileKind.REGISTER, unit=MISSION, creator="", on=today)
    given = RegisterKey.ask(actor, new, at=now)
    register = keeping_contacts.start_register(actor, new, given=given)
    for kind, place, name, trust in (
        ("organisation", "here", "Eksempelhuset", "Har holdt avtaler to ganger."),
        ("organisation", "norway", "Eksempel krisesenter", "Tar imot etter avtale."),
        ("person", "here", "Eksempel advokat", "Kjent gjennom stasjonen. Fikk aldri navn."),
    ):
        keeping_contacts.add_contact(
            actor,
            register,
            contact=Contact(
                name=f"{name} (Eksempeldata)",
                helps_with="Et rom for noen netter.",
                reach="Ring før klokken 15.",
                known_from="En kollega ved stasjonen, i fjor.",
                trust=trust,
            ),
            kind=ContactKind(kind),
            place=ContactPlace(place),
            may_know_of_case=False,
            on=today,
        )


def _ask(actor: Actor, now: datetime) -> None:
    """From the envoy's oldest case: a matter before the team, and a journey home applied for."""
    today = timezone.localdate(now)
    with scope(actor):
        own = Case.objects.filter(adviser_id=actor.id, status="open").order_by("opened_on", "pk")
        first = own.values_list("ref", flat=True)[0]
    case, caller, law = queries.case_by_ref(first), asked.caller_of(actor), "immigration.udi"
    intake = Intake(
        caller=caller,
        agency=assigned_agency(caller, law, today),
        concern="involuntary_stay",
        summary="Eksempeldata. Hvilke papirer trengs for å komme hjem?",
        law=law,
    )
    question = Question.of(intake, team=asked.team_to_ask(today), on=today)
    asking_team.ask_team(actor, case, question=question, on=today)
    with scope(actor):
        matter = ConsultationOrigin.objects.get(case_id=case.pk).consultation.ref
    asking_team.apply_from_case(
        actor,
        case,
        consultation=matter,
        refund=Refund("Islamabad", "Henne selv og en søster (Eksempeldata)", "Ingen egne midler."),
        amount=14_200,
        on=today,
    )
