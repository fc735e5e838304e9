"""A stay abroad against her will, and the steps home."""

from dataclasses import dataclass

from fristed.casework.rules.sealed import Sealed


@dataclass(frozen=True)
class Stay(Sealed):
    """Kept apart: where she is, where she lives, what she is a citizen of, and who holds what."""

    country: str = ""
    resident_in: str = ""
    citizenships: tuple[str, ...] = ()
    passport_holder: str = "unknown"
    return_ticket: str = ""
    reasons: tuple[str, ...] = ()
    wish: str = ""


@dataclass(frozen=True)
class Step(Sealed):
    """owner   who does it, as people call them; never left to nobody"""

    owner: str = ""
    note: str = ""
