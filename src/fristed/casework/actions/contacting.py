"""Reaching somebody in a safe way. A person sends or rings; here it is allowed, and noted."""

from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions import telling
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.actions.following_up import Written, _add
from fristed.casework.models import Case
from fristed.casework.rules.contacting import Channel, check_safe_now, check_voicemail
from fristed.casework.rules.people import Person
from fristed.gate import Actor, action, asking
from fristed.kernel.rules import RuleBroken
from fristed.notices import queries as notices
from fristed.notices.choices import Use

MINUTES: Final = 5


ask_to_contact_person = asking("case.contact_person", may=access.may_contact_person)


@action("case.contact_person", may=access.may_contact_person)
def contact_person(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    channel: Channel,
    ended_on: date | None,
    text: str,
    at: datetime,
) -> None:
    """Note that she was written to or rung now. Only safe channels, at a safe hour, and no words
    but those of the neutral list. A closed case is open again by it.

    person, channel   as they were opened
    text              reference of the neutral text: what was sent, or said to a machine; a call
                      that was answered has none

    :raises RuleBroken: see `rules.contacting`; `text_not_in_list`; `expired`; or `family_stop`.
    """
    check_safe_now(channel, ended_on=ended_on, at=at)
    if text and not channel.is_written:
        check_voicemail(channel)
    use = Use.MESSAGE if channel.is_written else Use.VOICEMAIL
    said = dict(notices.texts_in_use(use, person.language)).get(text, "")
    if not said and (text or channel.is_written):
        raise RuleBroken("text_not_in_list", _("Velg en tekst fra den nøytrale listen."))
    if person.is_family:
        telling.tell_family(actor, case, on=timezone.localdate(at))
    _reopen_if_closed(actor, case, on=timezone.localdate(at))
    written = Written(
        kind="message" if channel.is_written else "call",
        happened_at=at,
        written_at=at,
        minutes=MINUTES,
        text=_noted(person, said, is_written=channel.is_written),
    )
    _add(actor, case, written, corrects=None)


def _noted(person: Person, said: str, *, is_written: bool) -> str:
    named = {"name": person.name or _("personen"), "text": said}
    if is_written:
        return _("Skrev til %(name)s: «%(text)s»") % named
    if said:
        return _("Ringte %(name)s uten svar og la igjen: «%(text)s»") % named
    return _("Ringte %(name)s.") % named
