"""What may stand in a released estimate."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

STEP: Final = 50  # as `safecount.banding` rounds; the shelf never loads it


def check_rounded(band: Mapping[str, Any]) -> None:
    """Check that no figure is finer than it may be.

    :raises RuleBroken: `too_fine`.
    """
    figures = [band["seen"], band["floor"] or 0]
    figures += [one[part] for one in band["models"] for part in ("low", "middle", "high")]
    if any(figure % STEP for figure in figures):
        raise RuleBroken("too_fine", _("Tallene er ikke avrundet. De kan ikke frigis."))
