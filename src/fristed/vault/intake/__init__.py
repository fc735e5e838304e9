"""One intake for every room: what a file is, whether it may come in, and what is taken off it.

examined = intake.examine(content, keep_original=False)
"""

from fristed.vault.intake.examining import Examined, examine, too_large
from fristed.vault.intake.kinds import KINDS, PICTURES, Kind
from fristed.vault.intake.pictures import preview
from fristed.vault.uploads import MOST_BYTES

__all__ = [
    "KINDS",
    "MOST_BYTES",
    "PICTURES",
    "Examined",
    "Kind",
    "examine",
    "preview",
    "too_large",
]
