"""How much must be known to search, and how little is shown."""

from collections.abc import Collection
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

LEAST_ATTRIBUTES: Final = 2
MOST_HITS: Final = 5
"""Our own limits: who looks for one case knows two things about it; more is browsing."""


def check_enough(attributes: Collection[str]) -> None:
    """:raises RuleBroken: `too_few_attributes`."""
    if len(set(attributes)) < LEAST_ATTRIBUTES:
        raise RuleBroken("too_few_attributes", _("Fyll ut minst to felt."))
