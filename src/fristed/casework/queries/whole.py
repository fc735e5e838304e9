"""Whether everything that was sealed into some of a file's tables is still there."""

from collections.abc import Iterable, Sequence

from django.db import models

from fristed.gate import ReadGrant, TextBroken
from fristed.vault.choices import History
from fristed.vault.fields import SealedText


def is_whole(
    grant: ReadGrant,
    slots: Iterable[str],
    texts: Sequence[SealedText],
    *tables: type[models.Model],
) -> bool:
    """Each page answers for the tables it shows: no place the ledger has for them is empty, and
    every text opens.

    slots   the places in the file's ledger
    """
    labels = tuple(f"{table._meta.label_lower}." for table in tables)  # noqa: SLF001 - as Django says
    listed = {slot for slot in slots if slot.startswith(labels)}
    return (
        grant.history != History.INCOMPLETE
        and listed == {text.slot for text in texts if text.slot.startswith(labels)}
        and all(opened(text, grant) is not None for text in texts)
    )


def opened(text: SealedText | None, grant: ReadGrant) -> str | None:
    """The text, empty where nothing was sealed; None where it was moved, copied or changed."""
    try:
        return "" if text is None else text.open(grant)
    except TextBroken:
        return None
