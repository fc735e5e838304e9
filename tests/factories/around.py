"""What stands around a case: people, ways to reach them, links, neutral texts."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from tests.factories.casework import TODAY, given
from tests.factories.staff import as_owner

from fristed.casework.actions import (
    bringing_home,
    keeping_people,
    linking,
    safeguarding,
    travelling,
)
from fristed.casework.choices import Routine
from fristed.casework.models import Channel as ChannelRow
from fristed.casework.models import CheckIn
from fristed.casework.rules.contacting import Channel
from fristed.casework.rules.linking import Link
from fristed.casework.rules.people import Person
from fristed.casework.rules.plans import Plan
from fristed.casework.rules.risk import Assessment
from fristed.casework.rules.staying import Stay
from fristed.casework.rules.travel import Agreement, Decision, Meeting, Talk
from fristed.gate import scope
from fristed.kernel.refs import new_ref
from fristed.notices.models import NeutralText
from fristed.vault import sealing
from fristed.vault.choices import FileKind

SAFE = Channel(
    kind="sms",
    value="+47 900 00 000",
    days=("1", "2", "3", "4", "5", "6", "7"),
    from_clock="00.00",
    to_clock="23.59",
    code_word="sommerfugl",
    read_by="storebror",
    is_safe=True,
)


def a_person_with_phone(actor, case, *, person=None, channel=SAFE):
    """The references of a person and of a way to reach her."""
    person = person or Person(name="Leila", relation="self", role="unknown", language="en")
    ref = keeping_people.add_person(actor, case, person=person)
    keeping_people.add_channel(actor, case, of=ref, person=person, channel=channel)
    with scope(actor):
        return ref, ChannelRow.objects.order_by("-id").first().ref


def a_channel(**changed):
    return replace(SAFE, **changed)


def a_link(actor, case, other, *, kind="sibling", purpose="Samme hjem, felles trygghetsplan."):
    linking.link_case(actor, case, other=other.ref, link=Link(kind, purpose), on=TODAY)


def a_neutral_text(
    use="message", *, status="in_use", writer=None, approver=None, nb="Hei! Ring meg."
):
    """A text with a second eye on it, whoever that was."""
    with as_owner():
        return NeutralText.objects.create(
            ref=new_ref("ntx"),
            use=use,
            words={"nb": nb, "nn": nb, "en": "Hi! Call me."},
            status=status,
            written_by_id=writer.id if writer else None,
            written_on=TODAY,
            approved_by_id=approver.id if approver and status == "in_use" else None,
            approved_on=TODAY if status == "in_use" else None,
        )


JUDGED = Assessment(
    factors={"threats_said": "now", "alone_with_it": "earlier", "own_despair": "unknown"},
    reasoning="Truslene er blitt flere etter at kjæresten ble kjent.",
    scenarios="Hun sendes bort i ferien.",
    measures="Avtale om å ringe hver fredag.",
)
PLAN = Plan(
    variant="abroad",
    language="ar",
    together=True,
    people="Læreren vet alt.",
    card_numbers="900 00 000\n900 00 001",
    card_place="الحديقة",
)


def a_judgement(actor, case, assessment=JUDGED):
    safeguarding.assess_risk(
        actor, case, assessment=assessment, on=TODAY, review_on=TODAY + timedelta(days=14)
    )


def a_plan(actor, case, plan=PLAN):
    safeguarding.make_safety_plan(
        actor, case, plan=plan, on=TODAY, review_on=TODAY + timedelta(days=14)
    )


AGREED = Agreement(
    country="PK",
    company="Mor og to brødre.",
    passport="Hos far.",
    agreed="Vi snakkes hver fredag.",
    at_day="Enhetslederen",
    at_three_days="Utenriksstasjonen",
)
WHERE = "Hos onkel i Lahore, Mall Road 4."
AWAY = (TODAY - timedelta(days=3), TODAY + timedelta(days=20))


def a_trip(actor, case, *, agreement=AGREED, days=AWAY, addresses=WHERE, new=None):
    """Its reference. Without `new` the addresses' grant is one that no keeper made."""
    if new is None:
        file = sealing.new_file(FileKind.TRIP, unit=case.unit, creator=actor.ref, on=TODAY)
        new = travelling.NewAddresses(file, [given(file, actor)])
    return travelling.agree_trip(
        actor,
        case,
        agreement=agreement,
        leaves_on=days[0],
        returns_on=days[1],
        addresses=addresses,
        new=new,
        on=TODAY,
    )


def a_real_trip(actor, case, **changed):
    """With keys from the keeper."""
    new = travelling.NewAddresses.ask(actor, case, covering=(), at=timezone.now(), on=TODAY)
    return a_trip(actor, case, new=new, **changed)


def a_check_in(actor, case, trip, *, due_at=None):
    """Its reference. Unless told, it was due thirty hours ago, agreed by Islamabad's clock."""
    due_at = due_at or timezone.now() - timedelta(hours=30)
    meeting = Meeting(due_at.isoformat(), "Hun ringer.", "Islamabad", "Asia/Karachi")
    travelling.agree_check_in(
        actor, case, trip=trip, meeting=meeting, due_on=meeting.at.local(due_at).date()
    )
    with scope(actor):
        return CheckIn.objects.order_by("-id").first().ref


def a_trip_with_check_in(actor, case):
    trip = a_trip(actor, case)
    return trip, a_check_in(actor, case, trip)


def a_journey(actor, case):
    """One row of everything about journeys, and a routine of nine steps."""
    travelling.note_travel_talk(actor, case, talk=Talk(note="Hun vil ikke reise."), on=TODAY)
    _trip, check_in = a_trip_with_check_in(actor, case)
    travelling.decide_rung(
        actor, case, check_in=check_in, rung="day", decision=Decision("Lederen", "x"), on=TODAY
    )
    bringing_home.keep_stay(
        actor, case, stay=Stay(country="PK"), since=TODAY, ended_on=None, on=TODAY
    )
    bringing_home.start_routine(actor, case, routine=Routine.ABSENCE, on=TODAY)
