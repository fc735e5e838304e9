"""How a field is declared in an app's `privacy.py`."""

from dataclasses import dataclass
from typing import Literal

Sensitivity = Literal["open", "internal", "personal", "sealed"]


@dataclass(frozen=True)
class Field:
    """One line of the record of processing.

    sensitivity   open: anyone may know; internal: staff; personal: points at a person;
                  sealed: unreadable at rest
    purpose       why it is kept
    keep          until when
    """

    sensitivity: Sensitivity
    purpose: str
    keep: str
