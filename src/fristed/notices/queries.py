"""Reading the neutral list."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from fristed.codelists.queries import Words
from fristed.gate import Actor, Decision
from fristed.notices import access
from fristed.notices.choices import TextStatus, Use
from fristed.notices.models import NeutralText


@dataclass(frozen=True)
class NeutralLine:
    """A text of the list."""

    ref: str
    use: str
    words: Words
    written_by: str
    written_on: date
    approved_by: str
    may_approve: Decision
    may_end: Decision


@dataclass(frozen=True)
class NeutralList:
    in_use: tuple[NeutralLine, ...]
    waiting: tuple[NeutralLine, ...]


def text_by_ref(ref: str) -> NeutralText:
    """One that does not exist is nobody's, and the gate says no."""
    return NeutralText.objects.filter(ref=ref).first() or NeutralText(
        ref=ref, status=TextStatus.ENDED
    )


def neutral_list(actor: Actor) -> NeutralList:
    rows = NeutralText.objects.exclude(status=TextStatus.ENDED).order_by("use", "id")
    named = rows.annotate(writer=F("written_by__name"), approver=F("approved_by__name"))
    lines = [
        (
            row.status,
            NeutralLine(
                ref=row.ref,
                use=str(Use(row.use).label),
                words=Words.of(row.words),
                written_by=row.writer or "",
                written_on=row.written_on,
                approved_by=row.approver or "",
                may_approve=access.may_approve_text(actor, row),
                may_end=access.may_end_text(actor, row),
            ),
        )
        for row in named
    ]
    return NeutralList(
        in_use=tuple(line for status, line in lines if status == TextStatus.IN_USE),
        waiting=tuple(line for status, line in lines if status == TextStatus.PROPOSED),
    )


def texts_in_use(use: Use, language: str) -> tuple[tuple[str, str], ...]:
    """Reference and words of what may be used there, in her language or else in bokmål."""
    return tuple(
        (row.ref, str(row.words.get(language) or row.words["nb"]))
        for row in _in_use().filter(use=use)
    )


def _in_use() -> QuerySet[NeutralText]:
    return NeutralText.objects.filter(status=TextStatus.IN_USE).order_by("id")
