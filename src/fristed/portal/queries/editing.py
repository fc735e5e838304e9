"""What editors look after: every page, what is due, what waits to be signed, what readers said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery, Sum

from fristed.gate import Actor, Decision
from fristed.portal import access
from fristed.portal.choices import HOUSE, Answer, State
from fristed.portal.models import Page, Snapshot, Tally
from fristed.portal.queries.pages import NoPage, norwegian_blocks, shown_now
from fristed.portal.rules.blocks import Block, Said, changed_since, is_held_back
from fristed.portal.rules.languages import ALL, BY_CODE, Language
from fristed.portal.rules.readability import lix

LOOKED_BACK = timedelta(weeks=4)


@dataclass(frozen=True)
class VersionLine:
    """The newest version in one language, and whether it may be shown as it is.

    stale   of a translation: how many of its blocks follow a Norwegian text that has changed since
    """

    ref: str
    language: Language
    state: str
    changed_on: date
    is_held_back: bool
    stale: int


@dataclass(frozen=True)
class PageLine:
    """One page. answers: what readers said in the last four weeks."""

    ref: str
    number: int
    title: str
    owner: str
    lix: int
    checked_on: date
    next_check_on: date
    is_overdue: bool
    answers: tuple[tuple[str, int], ...]
    versions: tuple[VersionLine, ...]

    @property
    def changed_on(self) -> date:
        """The day of the newest text, unsigned translations aside."""
        return max(
            one.changed_on
            for one in self.versions
            if one.state != State.DRAFT or one.language.code in HOUSE
        )


@dataclass(frozen=True)
class Overview:
    """Overdue first. no_results: searches that found nothing in the last four weeks."""

    pages: tuple[PageLine, ...]
    drafts: int
    no_results: int


@dataclass(frozen=True)
class Version:
    """One version, for whoever may have to recall it."""

    title: str
    language: Language
    state: str
    may_recall: Decision


def overview(on: date) -> Overview:
    """Three statements, however many pages."""
    newest = _newest()
    said = _said_since(on - LOOKED_BACK)
    lines = [
        _line(page, newest[page.id], said, on)
        for page in Page.objects.filter(withdrawn_on=None).order_by("number")
        if "nb" in newest.get(page.id, {})
    ]
    return Overview(
        pages=tuple(sorted(lines, key=lambda line: not line.is_overdue)),
        drafts=sum(one.state == State.DRAFT for line in lines for one in line.versions),
        no_results=said.get((None, Answer.NO_RESULT.value), 0),
    )


def _newest() -> dict[int, dict[str, Snapshot]]:
    found: dict[int, dict[str, Snapshot]] = {}
    for row in Snapshot.objects.order_by("page_id", "language", "version"):
        found.setdefault(row.page_id, {})[row.language] = row
    return found


def _said_since(day: date) -> Mapping[tuple[int | None, str], int]:
    rows = Tally.objects.filter(week__gte=day).values_list("page_id", "answer")
    return {(page, answer): total for page, answer, total in rows.annotate(Sum("count"))}


def _line(
    page: Page,
    newest: Mapping[str, Snapshot],
    said: Mapping[tuple[int | None, str], int],
    on: date,
) -> PageLine:
    norwegian = [Block.of(kept) for kept in newest["nb"].blocks]
    texts = [text for block in norwegian for text in block.paragraphs]
    return PageLine(
        ref=page.ref,
        number=page.number,
        title=newest["nb"].title,
        owner=page.owner,
        lix=lix(texts),
        checked_on=page.checked_on,
        next_check_on=page.next_check_on,
        is_overdue=page.next_check_on < on,
        answers=tuple(
            (str(answer.label), total)
            for answer in Answer
            if (total := said.get((page.id, answer.value), 0))
        ),
        versions=_versions(newest, norwegian),
    )


def _versions(
    newest: Mapping[str, Snapshot], norwegian: Sequence[Block]
) -> tuple[VersionLine, ...]:
    return tuple(
        VersionLine(
            row.ref,
            BY_CODE[code],
            row.state,
            row.changed_on,
            code not in HOUSE and is_held_back(row.made_from, norwegian),
            0 if code in HOUSE else len(changed_since(row.made_from, norwegian)),
        )
        for code, row in newest.items()
    )


def shown_versions(page: Page) -> tuple[VersionLine, ...]:
    """What nora has of the page, in each language. Two statements."""
    rows = {row.language: row for row in shown_now(page)}
    ordered = {one.code: rows[one.code] for one in ALL if one.code in rows}
    return _versions(ordered, norwegian_blocks(page.pk))


@dataclass(frozen=True)
class TextNow:
    """The newest version of a page in one language, for whoever writes the next."""

    page_id: int
    language: str
    said: Said
    is_shown: bool


def texts_now() -> tuple[TextNow, ...]:
    """Every page in every language it is in. One statement."""
    rows = [row for versions in _newest().values() for row in versions.values()]
    return tuple(
        TextNow(
            row.page_id,
            row.language,
            Said(
                row.title,
                row.lead,
                tuple(Block.of(kept) for kept in row.blocks),
                tuple(row.made_from),
            ),
            row.state == State.SHOWN,
        )
        for row in rows
    )


def pages_for_choice() -> list[tuple[str, str]]:
    """Pages another page may lead to: what their writers call them, and their title."""
    rows = Snapshot.objects.filter(language="nb", state=State.SHOWN, page__withdrawn_on=None)
    titles = dict(rows.order_by("page__number", "version").values_list("page__code", "title"))
    return list(titles.items())


def last_changed_on(page: str, language: str) -> Subquery:
    """For a list of texts: the day of the newest version. page, language: the list's own columns"""
    rows = Snapshot.objects.filter(page=OuterRef(page), language=OuterRef(language))
    return Subquery(rows.order_by("-version").values("changed_on")[:1])


def page_by_ref(ref: str) -> Page:
    """:raises NoPage: there is none."""
    page = Page.objects.filter(ref=ref).first()
    if page is None:
        raise NoPage(ref)
    return page


def snapshot_by_ref(ref: str) -> Snapshot:
    """:raises NoPage: there is none."""
    row = Snapshot.objects.select_related("page").filter(ref=ref).first()
    if row is None:
        raise NoPage(ref)
    return row


def version(actor: Actor, row: Snapshot) -> Version:
    return Version(
        title=row.title,
        language=BY_CODE[row.language],
        state=row.state,
        may_recall=access.may_recall_version(actor, row),
    )
