"""When somebody who writes can expect an answer, and what may be told of how long others waited."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FIRST_ANSWER_WORKING_DAYS: Final = 1  # our own promise; the scheme names none
LEAST_TO_TELL: Final = 20  # conversations; fewer would tell of single ones


@dataclass(frozen=True)
class Waited:
    """How long the first answer took, in days; who still waits counts as long as she has waited.

    total    conversations
    median   half of them waited no longer  [days]
    p90      nine of ten waited no longer  [days]
    """

    total: int
    median: int
    p90: int

    @property
    def may_be_told(self) -> bool:
        return self.total >= LEAST_TO_TELL

    @property
    def half(self) -> str:
        return _in_words(self.median)

    @property
    def nine_of_ten(self) -> str:
        return _in_words(self.p90)


def _in_words(days: int) -> str:
    if not days:
        return _("samme dag")
    return ngettext("innen %(days)s dag", "innen %(days)s dager", days) % {"days": days}
