"""A form that was sent and could not be taken: nothing typed is lost, and nothing of it is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

NEVER_SHOWN: Final = frozenset({"csrfmiddlewaretoken", "code", "password", "again", "screen_code"})
LONG: Final = 40  # characters; a text of that length is shown, so that it can be copied too


@dataclass(frozen=True)
class Sent:
    """Where it was sent, and what was in it, as it may stand in a page again."""

    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(value for _, value in self.fields if len(value) > LONG)


def sent_to(address: str, lists: Iterable[tuple[str, Sequence[object]]]) -> Sent:
    """What a form held, save codes, passwords and its token."""
    return Sent(
        address,
        tuple(
            (name, str(value))
            for name, values in lists
            if name not in NEVER_SHOWN
            for value in values
        ),
    )
