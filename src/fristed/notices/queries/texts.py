"""Reading the neutral list and the library of answers."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import F, QuerySet

from fristed.adapters.sending import MailRelay, SmsGateway
from fristed.codelists.queries import Words
from fristed.gate import Actor, Decision
from fristed.notices import access
from fristed.notices.choices import MARK, Channel, ReplyKind, TextStatus, Use
from fristed.notices.models import NeutralText, ReplyText
from fristed.notices.rules.inserting import Insertable, Inserted, insert


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


def channels() -> tuple[Channel, ...]:
    """What somebody can be reached by from here; none unless it was set up."""
    there = {Channel.SMS: settings.FRISTED_SMS, Channel.MAIL: settings.FRISTED_SMTP}
    return tuple(channel for channel, setting in there.items() if setting)


def sender_of(channel: Channel) -> SmsGateway | MailRelay | None:
    """What sends by it; None where nobody does."""
    if channel == Channel.SMS:
        return SmsGateway.of(settings.FRISTED_SMS)
    return MailRelay.of(settings.FRISTED_SMTP)


def _in_use() -> QuerySet[NeutralText]:
    return NeutralText.objects.filter(status=TextStatus.IN_USE).order_by("id")


@dataclass(frozen=True)
class ReplyLine:
    """A text of the library. called: how it is called for, as `::taushetsplikt`."""

    ref: str
    called: str
    kind: str
    words: Words
    law_version: str
    review_on: date
    is_expired: bool
    used: int
    written_by: str
    may_approve: Decision
    may_end: Decision


@dataclass(frozen=True)
class ReplyLibrary:
    in_use: tuple[ReplyLine, ...]
    waiting: tuple[ReplyLine, ...]


def reply_text_by_ref(ref: str) -> ReplyText:
    """One that does not exist is nobody's, and the gate says no."""
    return ReplyText.objects.filter(ref=ref).first() or ReplyText(ref=ref, status=TextStatus.ENDED)


def reply_library(actor: Actor, *, on: date) -> ReplyLibrary:
    rows = ReplyText.objects.exclude(status=TextStatus.ENDED).order_by("kind", "keyword", "id")
    lines = [
        (
            row.status,
            ReplyLine(
                ref=row.ref,
                called=MARK[ReplyKind(row.kind)] + row.keyword,
                kind=str(ReplyKind(row.kind).label),
                words=Words.of(row.words),
                law_version=row.law_version,
                review_on=row.review_on,
                is_expired=row.review_on < on,
                used=row.used,
                written_by=row.writer,
                may_approve=access.may_approve_reply_text(actor, row),
                may_end=access.may_end_reply_text(actor, row),
            ),
        )
        for row in rows.annotate(writer=F("written_by__name"))
    ]
    return ReplyLibrary(
        in_use=tuple(line for status, line in lines if status == TextStatus.IN_USE),
        waiting=tuple(line for status, line in lines if status == TextStatus.PROPOSED),
    )


@dataclass(frozen=True)
class Article:
    """A national article that is in use. ref: of this version of it."""

    ref: str
    keyword: str
    text: str
    law_version: str
    review_on: date


def articles_in_use(language: str) -> tuple[Article, ...]:
    """In that language or else in bokmål."""
    rows = ReplyText.objects.filter(status=TextStatus.IN_USE, kind=ReplyKind.ARTICLE)
    return tuple(
        Article(
            row.ref,
            row.keyword,
            str(row.words.get(language) or row.words["nb"]),
            row.law_version,
            row.review_on,
        )
        for row in rows.order_by("keyword")
    )


def with_reply_texts(text: str, language: str, *, on: date) -> Inserted:
    """An answer with what it calls for put in, in the asker's language or else in bokmål.

    :raises RuleBroken: see `rules.inserting.insert`.
    """
    rows = ReplyText.objects.filter(status=TextStatus.IN_USE)
    there = {
        (MARK[ReplyKind(row.kind)], row.keyword): Insertable(
            row.ref, str(row.words.get(language) or row.words["nb"]), row.review_on
        )
        for row in rows
    }
    return insert(text, there, on=on)
