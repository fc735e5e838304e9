"""What a scheme has been through the years."""

from dataclasses import dataclass

from fristed.codelists.choices import SchemeState, Tag
from fristed.codelists.rules.words import Words


@dataclass(frozen=True)
class StageOf:
    """What a scheme was from a year on, or was proposed to be."""

    scheme: str
    year: int
    state: SchemeState
    note: Words
    source: str
    tag: Tag
