"""Home and abroad: whose decision something is, and what is only a proposal until they agree."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from fristed.casework.choices import Area
from fristed.kernel.roles import Role
from fristed.kernel.rules import RuleBroken


def area_of(roles: Collection[Role]) -> Area:
    """The foreign ministry's side decides about persons abroad; the directorate's side leads the
    work professionally."""
    return Area.ABROAD if Role.ENVOY in roles else Area.PROFESSIONAL


def is_proposal(roles: Collection[Role], area: Area) -> bool:
    """What somebody decides in the other side's area is a proposal until that side agrees."""
    return area_of(roles) != area


def check_may_answer(roles: Collection[Role], area: Area, *, is_own: bool) -> None:
    """:raises RuleBroken: `others_decision`."""
    if is_own or is_proposal(roles, area):
        raise RuleBroken("others_decision", _("Det er den andre siden som bestemmer dette."))
