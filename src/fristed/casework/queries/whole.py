"""Whether everything that was sealed into some of a file's tables is still there."""

from collections.abc import Iterable, Sequence

from django.db import models

from fristed.gate import ReadGrant
from fristed.vault.choices import History
from fristed.vault.fields import SealedText
from fristed.vault.reading import Line


def nothing_gone(
    ledger: Sequence[Line], texts: Iterable[SealedText], *tables: type[models.Model]
) -> bool:
    """Each page answers for the tables it shows: no place the ledger has for them is empty."""
    labels = tuple(f"{table._meta.label_lower}." for table in tables)  # noqa: SLF001 - as Django says
    sealed = {line.slot for line in ledger if line.slot.startswith(labels)}
    return sealed == {text.slot for text in texts if text.slot.startswith(labels)}


def is_whole(
    grant: ReadGrant,
    ledger: Sequence[Line],
    texts: Sequence[SealedText],
    *tables: type[models.Model],
) -> bool:
    return grant.history != History.INCOMPLETE and nothing_gone(ledger, texts, *tables)
