"""What may be written in an inquiry and in an answer."""

from collections.abc import Collection, Iterable
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel import traces
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Found, Kind

MOST_LETTERS: Final = 6000

POINTING: Final = frozenset(
    {Kind.NAME, Kind.BIRTH_NUMBER, Kind.NUMBER, Kind.PHONE, Kind.MAIL, Kind.ACCOUNT, Kind.ADDRESS}
)
"""What says who somebody is. A school or a country alone does not: the team needs it to help."""


def check_text(text: str) -> None:
    """:raises RuleBroken: `empty`, `too_long`."""
    if not text.strip():
        raise RuleBroken("empty", _("Skriv noe først."))
    if len(text) > MOST_LETTERS:
        raise RuleBroken("too_long", _("Teksten er for lang. Skriv det viktigste først."))


def pointing(text: str, *, kinds: Collection[Kind] = POINTING) -> tuple[Found, ...]:
    """What should be taken out before it is sent, in order."""
    return traces.found(text, kinds=kinds)


def masked(text: str) -> str:
    """The text as everybody reads it."""
    return traces.masked(text, kinds=POINTING)


def needs_second_eye(kind: str, urgency: str, service: str, categories: Iterable[str]) -> bool:
    """Whether a colleague must see an answer first: by what it is, and by who asks."""
    return not {kind, urgency, service}.isdisjoint(categories)
