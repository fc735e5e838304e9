"""A network's meetings: called, written down, done. And what a network adds to an article."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.guidance import access
from fristed.guidance.choices import MeetingPlace
from fristed.guidance.models import (
    NetworkAction,
    NetworkAddition,
    NetworkItem,
    NetworkMeeting,
)
from fristed.guidance.rules.meetings import (
    check_about_work,
    check_action,
    check_minutes_done,
)
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import UnitOn, members_for

ask_to_hold_network_meeting = asking("network.hold", may=access.may_hold_network_meeting)


@action("network.call_meeting", may=access.may_keep_network)
def call_network_meeting(
    actor: Actor,
    unit: UnitOn,
    *,
    starts_at: datetime,
    minutes: int,
    place: MeetingPlace,
    agenda: Sequence[str],
) -> str:
    """Call a meeting with its agenda; answers its reference.

    :raises RuleBroken: see `rules.meetings.check_about_work`.
    """
    for what in agenda or [""]:
        check_about_work(what)
    meeting = NetworkMeeting.objects.create(
        ref=new_ref("nmt"),
        unit=unit.code,
        starts_at=starts_at,
        minutes=minutes,
        place=place,
        called_by_id=actor.id,
    )
    NetworkItem.objects.bulk_create(
        NetworkItem(meeting=meeting, position=position, what=what)
        for position, what in enumerate(agenda, start=1)
    )
    return meeting.ref


@action("network.call_off", may=access.may_hold_network_meeting)
def call_off_network_meeting(actor: Actor, meeting: NetworkMeeting) -> None:
    """It is not held, and goes from every calendar.

    :raises RuleBroken: `has_minutes`; see `_open`.
    """
    row = _open(meeting)
    if NetworkItem.objects.filter(meeting=row).exclude(agreed="").exists():
        raise RuleBroken("has_minutes", _("Møtet er begynt: det har et referat."))
    row.delete()


@action("network.write_minutes", may=access.may_hold_network_meeting)
def write_network_minutes(
    actor: Actor, meeting: NetworkMeeting, *, position: int, agreed: str
) -> None:
    """Write down what was agreed about a point.

    :raises RuleBroken: see `_item` and `rules.meetings.check_about_work`.
    """
    check_about_work(agreed)
    item = _item(meeting, position)
    item.agreed = agreed
    item.save(update_fields=["agreed"])


@action("network.agree_action", may=access.may_hold_network_meeting)
def agree_network_action(
    actor: Actor,
    meeting: NetworkMeeting,
    *,
    position: int,
    what: str,
    owner: int,
    due_on: date,
    on: date,
) -> None:
    """Somebody of the network does something by a day.

    :raises RuleBroken: see `_item`, `rules.meetings.check_about_work` and `check_action`.
    """
    check_about_work(what)
    members = [one.id for one in members_for(actor, {meeting.unit}, on)]
    check_action(due_on, owner, members=members, on=on)
    NetworkAction.objects.create(
        ref=new_ref("ntk"),
        item=_item(meeting, position),
        unit=meeting.unit,
        what=what,
        owner_id=owner,
        due_on=due_on,
    )


@action("network.finish_action", may=access.may_hold_network_meeting)
def finish_network_action(actor: Actor, meeting: NetworkMeeting, *, task: str, on: date) -> None:
    """Note that it is done.

    :raises RuleBroken: `no_such_action`.
    """
    there = NetworkAction.objects.filter(ref=task, item__meeting_id=meeting.pk, done_on=None)
    if not there.update(done_on=on):
        raise RuleBroken("no_such_action", _("Oppgaven finnes ikke, eller er gjort."))


@action("network.close_meeting", may=access.may_hold_network_meeting)
def close_network_meeting(actor: Actor, meeting: NetworkMeeting, *, at: datetime) -> None:
    """The minutes are done, and stand as they are.

    :raises RuleBroken: see `_open` and `rules.meetings.check_minutes_done`.
    """
    row = _open(meeting)
    check_minutes_done(NetworkItem.objects.filter(meeting=row).values_list("agreed", flat=True))
    row.closed_at = at
    row.save(update_fields=["closed_at"])


@action("network.add_to_article", may=access.may_keep_network)
def add_to_article(
    actor: Actor,
    unit: UnitOn,
    *,
    keyword: str,
    beside: str,
    text: str,
    review_on: date,
    on: date,
) -> None:
    """What is so in this region, beside the national article; the addition before it is ended.

    :raises RuleBroken: see `rules.meetings.check_about_work`.
    """
    check_about_work(text)
    there = NetworkAddition.objects.filter(unit=unit.code, keyword=keyword, ended_on=None)
    there.update(ended_on=on)
    NetworkAddition.objects.create(
        unit=unit.code,
        keyword=keyword,
        beside=beside,
        text=text,
        written_by_id=actor.id,
        written_on=on,
        review_on=review_on,
    )


def _open(meeting: NetworkMeeting) -> NetworkMeeting:
    """:raises RuleBroken: `meeting_closed`."""
    row = NetworkMeeting.objects.select_for_update().get(pk=meeting.pk)
    if row.closed_at is not None:
        raise RuleBroken("meeting_closed", _("Referatet er ferdig og endres ikke."))
    return row


def _item(meeting: NetworkMeeting, position: int) -> NetworkItem:
    """:raises RuleBroken: `not_on_agenda`; see `_open`."""
    item = NetworkItem.objects.filter(meeting=_open(meeting), position=position).first()
    if item is None:
        raise RuleBroken("not_on_agenda", _("Punktet står ikke på dagsordenen."))
    return item
