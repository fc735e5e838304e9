"""One intake for every room: what a file is, whether it may come in, and what is taken off it.

examined = intake.examine(content, keep_original=False)
"""

from fristed.vault.intake.examining import Examined, examine, too_large
from fristed.vault.intake.kinds import KINDS, PICTURES, Kind
from fristed.vault.intake.previewing import DRAWN, WRITTEN, page_count, picture, words
from fristed.vault.uploads import MOST_BYTES

__all__ = [
    "DRAWN",
    "KINDS",
    "MOST_BYTES",
    "PICTURES",
    "WRITTEN",
    "Examined",
    "Kind",
    "examine",
    "page_count",
    "picture",
    "too_large",
    "words",
]
