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
from fristed.vault.fields import SealedText, SealedTextField

KEPT_FOR: Final = timedelta(days=30)
"""Our own limit, from 26 November 2026: what nobody has come back to in a month is let go."""

MOST_AT_ONE_FORM: Final = 10

Values = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Writer:
    """Who types: her account, its reference, and the unit whose key her drafts are sealed to."""

    id: int
    ref: str
    unit: str


class DraftManager(models.Manager["Draft"]):
    """Her own scratch paper: written and thrown away without a line on the trail (0131)."""

    def begun(self, writer: Writer, *, place: str, on: date) -> "Draft":
        """A new draft with its keys, and nothing in it. Not saved."""
        draft = Draft(author_id=writer.id, place=place, saved_on=on)
        drafts.make_keys(draft, unit=writer.unit, creator=writer.ref, on=on)
        return draft

    def keep(
        self, writer: Writer, *, place: str, values: Values, ref: str, at: datetime
    ) -> "Draft":
        """Keep what a form holds now. Inside her scope.

        ref   the draft that is written on; another is begun when it is not there (any more)
        """
        today = timezone.localdate(at)
        draft = self.filter(ref=ref, author_id=writer.id, place=place).first()
        draft = draft or self.begun(writer, place=place, on=today)
        draft.saved_on = today
        said = {"saved_at": at.isoformat(timespec="minutes"), "values": values}
        drafts.seal(draft, "text", json.dumps(said, ensure_ascii=False))
        draft.save()
        return draft

    def keep_handed_in(self, draft: "Draft", *, instead_of: str, version: str) -> None:
        """Keep what was sealed in a browser; for the second time it changes nothing. In her scope.

        instead_of, version   the draft that page wrote on, and how it stood there: it goes, for
                              this one holds what it held; saved again since, both are kept
        """
        older = self.filter(ref=instead_of, author_id=draft.author_id, place=draft.place)
        for one in older.select_for_update():
            if one.version == version:
                one.delete()
        self.bulk_create([draft], ignore_conflicts=True)

    def at(self, author: int, place: str) -> "list[Draft]":
        """Hers for one form, the newest first."""
        return list(self.filter(author_id=author, place=place).order_by("-id")[:MOST_AT_ONE_FORM])

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

    @property
    def version(self) -> str:
        """Another each time its text is sealed."""
        text: SealedText = self.text
        return text.header.item
