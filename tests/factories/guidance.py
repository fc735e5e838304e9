"""Inquiries, written down as somebody rings, and professionals who ask themselves."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from tests.factories.organisation import a_membership, a_person
from tests.factories.staff import as_owner, as_role, tell_members

from fristed.accounts.models import User
from fristed.accounts.rules.codes import STEP_SECONDS, code_for
from fristed.config.doors import DESK, PARTNER
from fristed.gate import Actor
from fristed.guidance import queries
from fristed.guidance.actions import answering, asking, meetings, reading
from fristed.guidance.actions.asking import Asked, Call
from fristed.guidance.choices import MeetingPlace
from fristed.guidance.rules.routing import first_unit
from fristed.kernel.roles import Role
from fristed.notices.actions import replying
from fristed.notices.models import ReplyText
from fristed.organisation.models import Unit
from fristed.organisation.queries import unit_on
from fristed.vault import keeper, sealing
from fristed.vault.choices import FileKind

ASKED = Asked(
    kind="guidance",
    urgency="ordinary",
    role="counsellor",
    service="upper_secondary",
    audience="youth",
    county="03",
    language="nb",
    text="En elev skal kanskje reise bort i ferien. Hva kan skolen gjøre?",
)


def a_call(actor, *, unit="", minutes=10, at=None, **asked):
    """Its reference. She who took the call has it."""
    at = at or timezone.now()
    call = Call.ask(actor, unit=unit or min(actor.units), at=at)
    return asking.log_call(
        actor,
        call.file,
        given=call.given,
        asked=replace(ASKED, **asked),
        minutes=minutes,
        at=at,
    )


def a_professional(home, name):
    """Somebody of another service, signed in at the partner door."""
    with as_owner():
        person = a_person(name.capitalize(), door="partner")
    token = (home / "admin.token").read_text().strip()
    invite = keeper.call("admin.invite", token=token, person=person.ref)["invite"]
    secret = keeper.call("totp.begin", invite=invite)["secret"]
    step = int(timezone.now().timestamp()) // STEP_SECONDS
    keeper.call("totp.confirm", invite=invite, code=code_for(secret, step))
    signed_in = keeper.call(
        "sign_in", person=person.ref, code=code_for(secret, step + 1), door="partner"
    )
    return Actor(person.pk, person.ref, person.name, "partner", assertion=signed_in["assertion"])


def a_regional_member(home, name, unit):
    """Somebody of another service who belongs to a regional network, and to nothing at the desk."""
    member = a_professional(home, name)
    with as_owner():
        person = User.objects.get(pk=member.id)
        a_membership(person, Unit.objects.get(code=unit), Role.REGIONAL_NETWORK)
        tell_members((home / "admin.token").read_text().strip(), unit)
    return replace(member, roles=frozenset({Role.REGIONAL_NETWORK}), units=frozenset({unit}))


def ask_as(professional, asked, *, once=b"", at=None):
    """Sent as the partner door sends it; its reference."""
    at = at or timezone.now()
    day = timezone.localdate()  # whose keys are there, whenever it was asked
    with as_role(PARTNER.role):
        reach = queries.reach_for(asked.county, day)
        route = first_unit(asked.kind, asked.urgency, asked.service, reach)
        new = sealing.new_file(FileKind.INQUIRY, unit=route.unit, creator=professional.ref, on=day)
        also = sealing.address_to(new, route.also) if route.also else None
        asking.send_inquiry(
            professional,
            new,
            asked=asked,
            also=also,
            once=once or hashlib.sha256(new.ref.encode()).digest(),
            at=at,
        )
    return new.ref


def take_key(actor, ref, *, at=None):
    """As a member of the unit that has it, with a key from the keeper."""
    at = at or timezone.now()
    with as_role(DESK.role):
        inquiry = queries.inquiry_by_ref(actor, ref)
        through = queries.address_for(actor, inquiry)
        key = reading.Key.ask(actor, ref, through=through, at=at)
        reading.look_at_inquiry(actor, inquiry, key=key, at=at)


def answer_inquiry(actor, ref, text, *, at=None):
    """Taken up and answered."""
    at = at or timezone.now()
    take_key(actor, ref, at=at)
    with as_role(DESK.role):
        answering.take_up_inquiry(actor, queries.inquiry_by_ref(actor, ref), at=at)
        inquiry = queries.inquiry_by_ref(actor, ref)
        version = answering.save_draft(actor, inquiry, text=text, version=0, at=at)
        answering.answer_inquiry(
            actor, inquiry, text=text, version=version, steered_to=(), is_sure=False, at=at
        )


def a_network_meeting(actor, *, unit="region-ost", days=7, at=None):
    """Called by a member of the network, with one point; its reference."""
    at = at or timezone.now()
    return meetings.call_network_meeting(
        actor,
        unit_on(unit, timezone.localdate(at)),
        starts_at=at + timedelta(days=days),
        minutes=60,
        place=MeetingPlace.ONLINE,
        agenda=["Rutiner mellom skole og barnevern"],
    )


def an_article(writer, reader, words="Plikten er din egen."):
    """A national article in use, written by one and read by another; its reference."""
    today = timezone.localdate()
    replying.propose_reply_text(
        writer,
        writer,
        kind="article",
        keyword="meldeplikt",
        words=dict.fromkeys(("nb", "nn", "en"), words),
        law_version="Eksempel",
        review_on=today + timedelta(90),
        on=today,
    )
    waiting = ReplyText.objects.get(status="proposed")
    replying.approve_reply_text(reader, waiting, on=today)
    return waiting.ref
