"""Two people with one case: nothing either of them typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken


class ChangedMeanwhile(RuleBroken):
    """Somebody else saved since the form was shown."""

    def __init__(self) -> None:
        super().__init__(
            "changed_meanwhile",
            _("Noen andre har lagret saken mens du skrev. Det du skrev, står her fremdeles."),
        )


@dataclass(frozen=True)
class Difference:
    """A field somebody else changed: what it was when the form was shown, and what it is."""

    field: str
    was: str
    now: str


def check_version(*, seen: int, current: int) -> None:
    """:raises ChangedMeanwhile: the version is not the one the form was made from."""
    if seen != current:
        raise ChangedMeanwhile


def check_seen(*, seen: str, current: str) -> None:
    """The same for what has no version of its own: which sealed text the form was made from.

    :raises ChangedMeanwhile: it is another by now.
    """
    if seen != current:
        raise ChangedMeanwhile


def differences(seen: Mapping[str, str], current: Mapping[str, str]) -> tuple[Difference, ...]:
    """What changed between the values a form was made from and those of now."""
    return tuple(
        Difference(field, seen.get(field, ""), now)
        for field, now in current.items()
        if seen.get(field, "") != now
    )
