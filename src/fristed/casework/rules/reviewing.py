"""Looking afterwards at an emergency opening."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OpenedInEmergency:
    """That somebody opened a file in an emergency: what decides who may review it.

    file   the file's reference, or empty when there was no such opening
    by     the account that opened it
    """

    ref: str
    file: str
    unit: str
    by: int
    is_reviewed: bool
