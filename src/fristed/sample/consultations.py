"""Sample matters before the competence team: shared, kept apart, met about, decided."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from fristed.casework.actions import consulting, meeting
from fristed.casework.actions.consulting import Intake, Key, TeamFile
from fristed.casework.choices import Basis, OfferOutcome
from fristed.casework.models import Consultation, ReturnRefund
from fristed.casework.queries import consulting as queries
from fristed.casework.queries import meeting as meetings
from fristed.gate import Actor, scope
from fristed.sample.people import SignedUp
from fristed.vault.choices import FileKind

ASKED = (
    (
        "child_welfare",
        "forced_marriage",
        "Eksempeldata. En jente er tatt med til utlandet. Hva kan gjøres?",
    ),
    (
        "mission",
        "involuntary_stay",
        "Eksempeldata. En ung mann ber om hjelp til å komme hjem.",
    ),
    (
        "police",
        "negative_social_control",
        "Eksempeldata. Spørsmål om trygg bolig etter trusler.",
    ),
    (
        "child_welfare",
        "negative_social_control",
        "Eksempeldata. Hvem kan gi råd om ferien? De fikk svar samme dag.",
    ),
)


LAST_YEAR = (
    ("child_welfare", "negative_social_control"),
    ("police", "threats_violence"),
    ("child_welfare", "involuntary_stay"),
)


def consult(people: Mapping[str, SignedUp], now: datetime) -> None:
    """Four matters: a meeting has treated one and left another to the next; one was answered at
    once, and one waits."""
    nils, tone = people["nils"].actor(), people["tone"].actor()
    first = _take_in(nils, *ASKED[0], now)
    _share_and_keep(tone, first, now)
    _offer(nils, first, now)
    home = _take_in(nils, *ASKED[1], now)
    _decide_refund(nils, home, now)
    _meet(nils, tone, first, home, now)
    _take_in(nils, *ASKED[2], now)
    answered = _take_in(nils, *ASKED[3], now)
    consulting.close_consultation(nils, answered, on=timezone.localdate(now))


def consult_last_year(people: Mapping[str, SignedUp], now: datetime) -> None:
    """Matters that are closed, so that there is a year to count."""
    nils = people["nils"].actor()
    for number in range(8):
        caller, concern = LAST_YEAR[number % len(LAST_YEAR)]
        day = date(timezone.localdate(now).year - 1, 1 + number, 10)
        at = timezone.make_aware(datetime.combine(day, time(9)))
        matter = _take_in(nils, caller, concern, "Eksempeldata. Et spørsmål fra i fjor.", at)
        consulting.close_consultation(nils, matter, on=day + timedelta(days=14))


def _take_in(actor: Actor, caller: str, concern: str, summary: str, now: datetime) -> Consultation:
    today = timezone.localdate(now)
    new = TeamFile.ask(actor, FileKind.CONSULTATION, unit=queries.team_of(actor), at=now, on=today)
    intake = Intake(caller, queries.assigned_agency(caller, "", today), concern, summary)
    ref = consulting.take_in_consultation(actor, new.file, given=new.given, intake=intake, on=today)
    return queries.consultation_by_ref(actor, ref)


def _share_and_keep(actor: Actor, matter: Consultation, now: datetime) -> None:
    today = timezone.localdate(now)
    key = Key.ask(actor, matter.ref, at=now)
    consulting.take_up_consultation(actor, matter, given=key.given)
    consulting.add_entry(
        actor,
        matter,
        basis=Basis.ANONYMOUS,
        text="Eksempeldata. Oppholdet går ut om fire måneder hvis hun ikke er tilbake.",
        on=today,
    )
    new = TeamFile.ask(
        actor, FileKind.COMPARTMENT, unit=queries.agency_unit(actor), at=now, on=today
    )
    own = consulting.open_compartment(actor, new.file, given=new.given, consultation=matter)
    consulting.add_note(
        actor, own, text="Eksempeldata. Eget notat: sjekk fristen i vårt eget system.", on=today
    )


def _offer(actor: Actor, matter: Consultation, now: datetime) -> None:
    today = timezone.localdate(now)
    consulting.ask_for_housing(
        actor,
        matter,
        over_18=True,
        needs_protection=True,
        wants_help=True,
        needs="Eksempeldata. En kvinne alene, trenger rom med lås.",
        on=today - timedelta(days=9),
    )
    consulting.apply_for_refund(
        actor,
        matter,
        mission="Islamabad (Eksempeldata)",
        travellers="Henne selv",
        amount=11_400,
        on=today - timedelta(days=2),
    )


def _decide_refund(actor: Actor, matter: Consultation, now: datetime) -> None:
    """A second application, granted in part. The first one waits."""
    today = timezone.localdate(now)
    consulting.apply_for_refund(
        actor,
        matter,
        mission="Nairobi (Eksempeldata)",
        travellers="Han selv",
        amount=9_800,
        on=today - timedelta(days=5),
    )
    with scope(actor):
        applied = ReturnRefund.objects.get(consultation_id=matter.pk).ref
    consulting.decide_refund(
        actor, matter, refund=applied, outcome=OfferOutcome.GRANTED, granted=9_000, on=today
    )


def _meet(
    chair: Actor, owner: Actor, matter: Consultation, left: Consultation, now: datetime
) -> None:
    today, began = timezone.localdate(now), now - timedelta(hours=1)
    ref = meeting.call_meeting(chair, chair, unit=matter.unit, starts_at=began)
    row = meetings.meeting_by_ref(chair, ref)
    meeting.decide(
        chair,
        row,
        consultation=matter,
        text="Eksempeldata. Avklar reisedokument med utenriksstasjonen.",
        owner=owner.id,
        due_on=today + timedelta(days=4),
        on=today,
    )
    meeting.postpone_matter(chair, row, consultation=left)
    meeting.close_meeting(chair, row, at=now)
