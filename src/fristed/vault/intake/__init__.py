"""One intake for every room: what a file is, whether it may come in, and what is taken off it.

examined = intake.examine(content, keep_original=False)
"""

from fristed.vault.intake.examining import Examined, examine
from fristed.vault.intake.kinds import KINDS, PICTURES, Kind
from fristed.vault.intake.previewing import DRAWN, WRITTEN, page_count, picture, words
from fristed.vault.intake.receiving import WholeFile

__all__ = [
    "DRAWN",
    "KINDS",
    "PICTURES",
    "WRITTEN",
    "Examined",
    "Kind",
    "WholeFile",
    "examine",
    "page_count",
    "picture",
    "words",
]
