"""When a way to reach somebody is safe. What is not said to be safe is not."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import ChannelKind, VoicemailRule
from fristed.casework.rules.people import Person, holds_address
from fristed.casework.rules.sealed import Sealed
from fristed.kernel.clocks import OSLO, Town
from fristed.kernel.rules import RuleBroken

WRITTEN: Final = {ChannelKind.SMS, ChannelKind.MESSAGE, ChannelKind.EMAIL}


@dataclass(frozen=True)
class Channel(Sealed):
    """A telephone number, an account or a person to go through.

    days, from_clock, to_clock   when it is safe, in the clock of the town; ISO days, "13.30"
    code_word                    she says it first; else the talk is about something else
    read_by                      who else may read or hear it
    voicemail                    whether a machine may be spoken to, for a telephone
    """

    kind: str = ChannelKind.PHONE.value
    value: str = ""
    days: tuple[str, ...] = ()
    from_clock: str = ""
    to_clock: str = ""
    town: str = OSLO.name
    zone: str = OSLO.zone
    code_word: str = ""
    read_by: str = ""
    voicemail: str = VoicemailRule.NEVER.value
    is_safe: bool = False
    note: str = ""

    @property
    def at(self) -> Town:
        return Town(self.town, self.zone)

    @property
    def is_written(self) -> bool:
        return self.kind in WRITTEN


def check_channel(channel: Channel, person: Person) -> None:
    """Check that a channel says what it must to be used, and is no shielded address.

    :raises RuleBroken: `hours_missing`, `hours_backwards` or `address_of_shielded`.
    """
    if person.is_shielded and holds_address(f"{channel.value}\n{channel.note}"):
        raise RuleBroken("address_of_shielded", _("En vernet adresse skal aldri stå i saken."))
    if channel.is_safe and not (channel.days and channel.from_clock and channel.to_clock):
        raise RuleBroken(
            "hours_missing",
            _("Fyll ut dager og klokkeslett, eller la det stå at det ikke er trygt."),
        )
    if channel.from_clock and channel.to_clock and channel.from_clock >= channel.to_clock:
        raise RuleBroken("hours_backwards", _("Det trygge tidsrommet slutter før det begynner."))


def check_safe_now(channel: Channel, *, ended_on: date | None, at: datetime) -> None:
    """Check that somebody may be reached this way at this moment, by the clock where she is.

    :raises RuleBroken: `channel_ended`, `channel_unsafe` or `unsafe_hour`.
    """
    if ended_on is not None:
        raise RuleBroken("channel_ended", _("Denne måten er ikke i bruk lenger."))
    if not channel.is_safe:
        raise RuleBroken("channel_unsafe", _("Denne måten er ikke trygg. Bruk en annen."))
    local = channel.at.local(at)
    safe_day = str(local.isoweekday()) in channel.days
    if not safe_day or not _clock(channel.from_clock) <= local.time() < _clock(channel.to_clock):
        raise RuleBroken("unsafe_hour", _("Det er ikke trygt nå. Vent til det trygge tidsrommet."))


def check_voicemail(channel: Channel) -> None:
    """:raises RuleBroken: `voicemail_forbidden`."""
    if channel.is_written or channel.voicemail != VoicemailRule.NEUTRAL:
        raise RuleBroken("voicemail_forbidden", _("Legg aldri igjen beskjed her."))


def _clock(text: str) -> time:
    return time.fromisoformat(text.replace(".", ":"))
