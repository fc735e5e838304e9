"""A person's own calendar: when she is away, and the secret address it is fed from."""

import secrets
from datetime import date

from fristed.gate import Actor, action, asking
from fristed.guidance import access
from fristed.guidance.models import Absence, CalendarFeed
from fristed.guidance.rules.calendars import check_days, digest_of
from fristed.kernel.refs import new_ref

ask_to_keep_own_calendar = asking("calendar.keep_own", may=access.may_keep_own_calendar)


@action("calendar.be_away", may=access.may_keep_own_calendar)
def be_away(actor: Actor, person: Actor, *, starts_on: date, ends_on: date) -> None:
    """Both days inside.

    :raises RuleBroken: `ends_before`.
    """
    check_days(starts_on, ends_on)
    Absence.objects.create(
        ref=new_ref("fra"), person_id=actor.id, starts_on=starts_on, ends_on=ends_on
    )


@action("calendar.end_absence", may=access.may_end_absence)
def end_absence(actor: Actor, absence: Absence) -> None:
    """She is not away after all."""
    Absence.objects.filter(pk=absence.pk).delete()


@action("calendar.make_feed", may=access.may_keep_own_calendar)
def make_feed(actor: Actor, person: Actor, *, on: date) -> str:
    """Answers the secret, this once; the one before opens nothing any more."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person_id=actor.id, defaults={"digest": digest_of(secret), "made_on": on}
    )
    return secret


@action("calendar.revoke_feed", may=access.may_keep_own_calendar)
def revoke_feed(actor: Actor, person: Actor) -> None:
    """The address opens nothing from now on."""
    CalendarFeed.objects.filter(person_id=actor.id).delete()
