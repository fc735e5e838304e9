"""A network's meetings: what may be written, and when the minutes are done."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.guidance.rules.writing import check_text, pointing
from fristed.kernel.rules import RuleBroken

MINUTES_WITHIN: Final = timedelta(days=5)
"""Our own rule: later than that, nobody remembers what was agreed."""


def check_about_work(text: str) -> None:
    """A network writes about how its bodies work together.

    :raises RuleBroken: `points_at_somebody`; see `rules.writing.check_text`.
    """
    check_text(text)
    found = pointing(text)
    if found:
        raise RuleBroken(
            "points_at_somebody",
            _("Dette kan si hvem noen er: %s. Skriv virksomheten i stedet, og ingen i en sak.")
            % ", ".join(one.text for one in found),
        )


def check_action(due_on: date, owner: int, *, members: Iterable[int], on: date) -> None:
    """:raises RuleBroken: `not_member`, `due_before`."""
    if owner not in set(members):
        raise RuleBroken("not_member", _("Den som gjør det, må være med i nettverket."))
    if due_on < on:
        raise RuleBroken("due_before", _("Fristen er passert. Velg en dag fra i dag."))


def check_minutes_done(agreed: Iterable[str]) -> None:
    """:raises RuleBroken: `item_waiting`."""
    if not all(agreed):
        raise RuleBroken(
            "item_waiting",
            _("Et punkt mangler referat. Skriv hva dere ble enige om, eller at det utsettes."),
        )


def is_minutes_late(starts_at: datetime, closed_at: datetime | None, *, at: datetime) -> bool:
    return closed_at is None and at - starts_at > MINUTES_WITHIN
