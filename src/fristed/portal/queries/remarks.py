"""What readers said of the pages one unit answers for, week by week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, Sum

from fristed.gate import Actor, ReadGrant, TextBroken, Visitor, scope
from fristed.portal.choices import Answer
from fristed.portal.models import Letterbox, Page, Remark, Snapshot, Tally
from fristed.portal.queries.pages import NoPage
from fristed.portal.rules.languages import BY_CODE, Language
from fristed.portal.rules.remarks import AIM, due_on, share_in_time, sunday_of
from fristed.vault.choices import History
from fristed.vault.queries import holds_grant, manifest

Totals = Mapping[tuple[int | None, str], int]


class NoLetterbox(LookupError):
    """Nobody has written to that unit that week."""


@dataclass(frozen=True)
class WeekLine:
    """One week, before anything is opened.

    due_on     the last day to go through it in time
    is_late    that day is over, and nobody has said that it is done
    """

    ref: str
    begins_on: date
    ends_on: date
    handled_on: date | None
    due_on: date
    is_late: bool


@dataclass(frozen=True)
class Weeks:
    """The weeks of somebody's units, the newest first.

    in_time   how many of a hundred were gone through in time; None before any was due
    """

    lines: tuple[WeekLine, ...]
    in_time: int | None
    aim: int = AIM


@dataclass(frozen=True)
class Said:
    """What one reader wrote. `text` is None where the seal was broken."""

    answer: str
    language: Language
    text: str | None = field(repr=False)


@dataclass(frozen=True)
class PageSaid:
    """One page: how many said what, and what some of them wrote."""

    number: int
    title: str
    answers: tuple[tuple[str, int], ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class WeekPage:
    """One week that was opened.

    no_results   how many searches found nothing
    words        what some of them were for
    may_handle   the week is over and nobody has said that it is gone through
    """

    ref: str
    unit: str
    begins_on: date
    ends_on: date
    handled_on: date | None
    may_handle: bool
    pages: tuple[PageSaid, ...]
    no_results: int
    words: tuple[str, ...]
    is_whole: bool


def owner_of(number: int) -> str:
    """The unit that answers for a page; for a search, the one that answers for most of them.

    :raises NoPage: there is none of that number.
    """
    pages = Page.objects.filter(withdrawn_on=None)
    if number:
        pages = pages.filter(number=number)
    owners = pages.values("owner").annotate(pages=Count("id")).order_by("-pages", "owner")
    first = owners.first()
    if first is None:
        raise NoPage
    return str(first["owner"])


def letterbox_of(unit: str, week: date) -> Letterbox:
    """:raises NoLetterbox: there is none yet."""
    row = Letterbox.objects.filter(unit=unit, week=week).first()
    if row is None:
        raise NoLetterbox
    return row


def letterbox_by_ref(someone: Actor | Visitor, ref: str) -> Letterbox:
    """The row, for the gate to decide on. One she may not know of is nobody's, and the gate says
    no to it."""
    with scope(someone):
        return Letterbox.objects.filter(ref=ref).first() or Letterbox(ref=ref)


def weeks_of(actor: Actor, on: date) -> Weeks:
    """Those of her own units, as they stand that day."""
    with scope(actor):
        rows = list(
            Letterbox.objects.filter(unit__in=sorted(actor.units)).order_by("-week", "unit")
        )
    lines = tuple(_line(row, on) for row in rows)
    return Weeks(lines, share_in_time(((row.week, row.handled_on) for row in rows), on))


def _line(row: Letterbox, on: date) -> WeekLine:
    due = due_on(row.week)
    is_late = row.handled_on is None and on > due
    return WeekLine(row.ref, row.week, sunday_of(row.week), row.handled_on, due, is_late)


def has_grant(actor: Actor, box: Letterbox) -> bool:
    with scope(actor):
        return holds_grant(actor.id, box.file_id)


def week_page(actor: Actor, box: Letterbox, grant: ReadGrant, on: date) -> WeekPage:
    """Everything that was said that week, page by page. The order within a page says nothing."""
    with scope(actor):
        rows = list(Remark.objects.filter(file_id=box.file_id).order_by("ref"))
        ledger = manifest(box.ref)
    grant.unlock([row.text for row in rows], ledger)
    said: dict[int | None, list[Said]] = {}
    for row in rows:
        said.setdefault(row.page_id, []).append(_said(row, grant))
    totals = _totals(box)
    return WeekPage(
        ref=box.ref,
        unit=box.unit,
        begins_on=box.week,
        ends_on=sunday_of(box.week),
        handled_on=box.handled_on,
        may_handle=box.handled_on is None and on > sunday_of(box.week),
        pages=_pages(said, totals),
        no_results=totals.get((None, Answer.NO_RESULT.value), 0),
        words=tuple(sorted(one.text for one in said.get(None, ()) if one.text)),
        is_whole=grant.history != History.INCOMPLETE
        and len(rows) == len(ledger)
        and all(one.text is not None for those in said.values() for one in those),
    )


def _said(row: Remark, grant: ReadGrant) -> Said:
    label, language = str(Answer(row.answer).label), BY_CODE[row.language]
    try:
        return Said(label, language, row.text.open(grant))
    except TextBroken:
        return Said(label, language, None)


def _totals(box: Letterbox) -> Totals:
    of_hers = Q(page=None) | Q(page__owner=box.unit)
    rows = Tally.objects.filter(of_hers, week=box.week).values_list("page_id", "answer")
    return {(page, answer): total for page, answer, total in rows.annotate(Sum("count"))}


def _pages(said: Mapping[int | None, Sequence[Said]], totals: Totals) -> tuple[PageSaid, ...]:
    spoken = {page for page in (*said, *(page for page, _answer in totals)) if page is not None}
    versions = Snapshot.objects.filter(page__in=spoken, language="nb")
    titles = dict(versions.order_by("version").values_list("page_id", "title"))
    return tuple(
        PageSaid(
            page.number,
            titles.get(page.id, page.code),
            tuple(
                (str(answer.label), total)
                for answer in Answer
                if (total := totals.get((page.id, answer.value), 0))
            ),
            tuple(said.get(page.id, ())),
        )
        for page in Page.objects.filter(id__in=spoken).order_by("number")
    )
