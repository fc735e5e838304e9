"""One intake for every room: what a file is, whether it may come in, and what is taken off it.

examined = intake.examine(content, keep_original=False)
"""

from fristed.vault.intake.examining import MOST_BYTES, Examined, Kind, examine, kind_of

__all__ = ["MOST_BYTES", "Examined", "Kind", "examine", "kind_of"]
