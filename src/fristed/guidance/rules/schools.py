"""When a school may be named beside an inquiry."""

from django.utils.translation import gettext as _

from fristed.guidance.choices import NOBODY
from fristed.kernel.rules import RuleBroken


def check_school(school: str, audience: str) -> None:
    """A school and a few codes can be enough to know a person again.

    :raises RuleBroken: `school_points_at_somebody`.
    """
    if school and audience != NOBODY:
        raise RuleBroken(
            "school_points_at_somebody",
            _("Velg skole bare når det ikke gjelder noen bestemt. Ellers kan noen kjennes igjen."),
        )
