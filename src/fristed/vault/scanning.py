"""Whether a file is known to be harmful, where a scanner runs; and what is said where none does."""

from django.conf import settings
from django.utils.translation import gettext as _

from fristed.adapters import clamd
from fristed.kernel.rules import RuleBroken


def has_scanner() -> bool:
    return bool(settings.FRISTED_CLAMD)


def scan(content: bytes) -> bool:
    """Whether a scanner has cleared it; no where none runs or none answers.

    :raises RuleBroken: `harmful`.
    """
    if not has_scanner():
        return False
    try:
        harmful = clamd.is_harmful(content, where=settings.FRISTED_CLAMD)
    except clamd.ScannerAway:
        return False
    if harmful:
        raise RuleBroken("harmful", _("Filen er kjent som skadelig og er ikke tatt imot."))
    return True
