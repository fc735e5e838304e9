"""What is new in each release, as `data/releases.json` says it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

RELEASES: Final = Path(__file__).parents[1] / "data" / "releases.json"


@dataclass(frozen=True)
class Release:
    """notes   language -> what is new, in words an adviser would understand"""

    version: str
    notes: dict[str, Sequence[str]]

    def in_language(self, language: str) -> tuple[str, ...]:
        return tuple(self.notes.get(language) or self.notes["nb"])


@lru_cache(maxsize=1)
def releases() -> tuple[Release, ...]:
    """The newest first."""
    return tuple(Release(**one) for one in json.loads(RELEASES.read_text()))


def newest() -> str:
    return releases()[0].version
