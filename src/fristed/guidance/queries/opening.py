"""A sealed text that may have been moved or changed."""

from fristed.gate import ReadGrant, TextBroken
from fristed.vault.fields import SealedText


def opened(text: SealedText, grant: ReadGrant) -> str | None:
    """None where the seal is broken: the page says so."""
    try:
        return text.open(grant)
    except TextBroken:
        return None
