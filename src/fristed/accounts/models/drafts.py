"""What somebody has typed and not sent yet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils import timezone

from fristed.vault import drafts
from fristed.vault.fields import SealedTextField

KEPT_FOR: Final = timedelta(days=30)
"""Our own limit, from 26 November 2026: what nobody has come back to in a month is let go."""

Values = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Writer:
    """Who types: her account, its reference, and the unit whose key her drafts are sealed to."""

    id: int
    ref: str
    unit: str


class DraftManager(models.Manager["Draft"]):
    """Her own scratch paper: written and thrown away without a line on the trail (0131)."""

    def keep(self, writer: Writer, *, place: str, values: Values, ref: str, at: datetime) -> str:
        """Keep what a form holds now; answers the draft's reference. Inside her scope.

        ref   the draft that is written on; another is begun when it is not there (any more)
        """
        draft = self.filter(ref=ref, author_id=writer.id, place=place).first()
        if draft is None:
            draft = Draft(author_id=writer.id, place=place)
            drafts.make_keys(draft, unit=writer.unit, creator=writer.ref, on=timezone.localdate(at))
        draft.saved_on = timezone.localdate(at)
        said = {"saved_at": at.isoformat(timespec="minutes"), "values": values}
        drafts.seal(draft, "text", json.dumps(said, ensure_ascii=False))
        draft.save()
        return draft.ref

    def newest_at(self, author: int, place: str) -> "Draft | None":
        return self.filter(author_id=author, place=place).order_by("-id").first()

    def throw_away(self, author: int, ref: str) -> None:
        self.filter(author_id=author, ref=ref).delete()

    def forget_old(self, on: date) -> None:
        self.filter(saved_on__lt=on - KEPT_FOR).delete()


class Draft(drafts.SealedDraft):
    """One form as it stood when it was last saved by itself. Visible to its author alone.

    The hour and what was typed are sealed; the address of the form stands in the clear.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    place = models.CharField(max_length=200)
    saved_on = models.DateField()
    text = SealedTextField()

    objects: ClassVar[DraftManager] = DraftManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="draft_ref_once", fields=["ref"])]
        indexes: ClassVar = [
            models.Index(name="draft_of_author", fields=["author", "place"]),
            models.Index(name="draft_saved_on", fields=["saved_on"]),
        ]

    def __str__(self) -> str:
        return self.ref
