"""Inquiries, written down as somebody rings."""

from dataclasses import replace

from django.utils import timezone

from fristed.guidance.actions import asking
from fristed.guidance.actions.asking import Asked, Call

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
