"""What may be counted: codes, days and minutes; never a reference, a name or a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Fact:
    """One countable thing. The last place where one person is one row.

    kind      what is counted, such as "case" or "inquiry"
    day       when it counts
    codes     dimension -> code, from the code lists
    minutes   time spent [minutes]
    """

    kind: str
    day: date
    codes: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 0
