"""A text on its way to nora: at which step it is, who may take it, and what has changed in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import TaskState

from fristed.editorial import access
from fristed.editorial.access import InCheck
from fristed.editorial.choices import Step
from fristed.editorial.models import Article
from fristed.editorial.models.bodies import help_services, law_topics, other_pages
from fristed.editorial.queries.articles import NoArticle, article_by_ref, last_writer, writers_of
from fristed.gate import Actor, Decision
from fristed.organisation.queries import in_words_of_today
from fristed.portal.access import NewVersion
from fristed.portal.choices import HOUSE
from fristed.portal.queries.pages import norwegian_blocks, shown_blocks
from fristed.portal.rules.blocks import Said, changed_since, unbroken
from fristed.portal.rules.languages import BY_CODE, Language
from fristed.portal.rules.readability import lix


@dataclass(frozen=True)
class Row:
    """One block as it is read by whoever checks or translates it. number: its place in the text

    texts    with the numbers and laws they ask for, as they are today
    points   what it points at by code: laws, services, other pages
    is_new   not what nora shows today; of a text she shows nothing of, nothing is marked
    norwegian, is_stale   of a translation: what it was made from, and whether that has changed
    """

    number: int
    kind: str
    texts: tuple[str, ...]
    points: tuple[str, ...]
    is_new: bool
    norwegian: tuple[str, ...] = ()
    is_stale: bool = False


@dataclass(frozen=True)
class Review:
    """A text in check, for whoever checks it."""

    ref: str
    title: str
    lead: str
    language: Language
    step: str
    sent_by: str
    lix: int
    rows: tuple[Row, ...]
    comments: tuple[tuple[str, str, str], ...]
    may_take: Decision


@dataclass(frozen=True)
class Waiting:
    """A line of what waits. may_take: by the one who reads the list."""

    ref: str
    title: str
    language: Language
    step: str
    sent_by: str
    may_take: Decision


def step_of(ref: str) -> TaskState:
    """The step an article waits at, locked until the end of the transaction.

    :raises NoArticle: it waits at none.
    """
    states = _states().filter(workflow_state__object_id=ref).select_for_update(of=["self"])
    state = states.first()
    if state is None:
        raise NoArticle(ref)
    return state


def in_check(article: Article) -> InCheck | None:
    """The text as it waits, or nothing when it does not."""
    state = _states().filter(workflow_state__object_id=article.ref).first()
    if state is None:
        return None
    return InCheck(article.ref, state.task.textcheck.step, writers_of([article])[article.ref])


def waiting_for(actor: Actor) -> tuple[Waiting, ...]:
    """Everything that waits, what she may take first."""
    states = list(_states().order_by("started_at"))
    refs = [state.workflow_state.object_id for state in states]
    articles = Article.objects.select_related("latest_revision").in_bulk(refs)
    writers = writers_of(articles.values())
    lines = [
        _line(actor, state, article=articles[ref], writers=writers[ref])
        for ref, state in zip(refs, states, strict=True)
    ]
    return tuple(sorted(lines, key=lambda line: not line.may_take))


def _states() -> Any:
    """Steps that are begun and not taken."""
    kind = ContentType.objects.get_for_model(Article)
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__base_content_type=kind
    ).select_related("task__textcheck", "workflow_state__requested_by")


def _line(actor: Actor, state: TaskState, *, article: Article, writers: frozenset[str]) -> Waiting:
    text = InCheck(article.ref, state.task.textcheck.step, writers)
    return Waiting(
        ref=article.ref,
        title=article.latest_revision.content["title"],
        language=BY_CODE[article.language],
        step=_label(text.step),
        sent_by=_name(state.workflow_state.requested_by),
        may_take=access.may_take_step(actor, text),
    )


def review_of(actor: Actor, text: InCheck) -> Review:
    """What the checker reads: the draft, block by block, beside what nora shows."""
    article = article_by_ref(text.ref)
    draft = article.get_latest_revision_as_object()
    state = article.current_workflow_state
    return Review(
        ref=article.ref,
        title=draft.title,
        lead=draft.lead,
        language=BY_CODE[article.language],
        step=_label(text.step),
        sent_by=_name(state.requested_by),
        lix=lix([words for block in draft.blocks for words in block.paragraphs]),
        rows=tuple(rows_of(draft)),
        comments=tuple(
            (_label(done.task.textcheck.step), _name(done.finished_by), done.comment)
            for done in state.task_states.exclude(finished_at=None)
            .select_related("task__textcheck", "finished_by")
            .order_by("finished_at")
        ),
        may_take=access.may_take_step(actor, text),
    )


def rows_of(draft: Article) -> list[Row]:
    shown = {block.digest for block in shown_blocks(draft.page_id, draft.language)}
    is_translation = draft.language not in HOUSE
    norwegian = norwegian_blocks(draft.page_id) if is_translation else ()
    stale = set(changed_since(draft.made_from, norwegian))
    names = dict((*law_topics(), *help_services(), *other_pages()))
    today = timezone.localdate()

    def said(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(unbroken(in_words_of_today(text, on=today)) for text in texts)

    return [
        Row(
            number=at,
            kind=block.kind,
            texts=said(block.paragraphs),
            points=() if block.paragraphs else tuple(names.get(one, one) for one in block.items),
            is_new=bool(shown) and block.digest not in shown,
            norwegian=said(norwegian[at].paragraphs) if at < len(norwegian) else (),
            is_stale=at in stale,
        )
        for at, block in enumerate(draft.blocks)
    ]


def version_of(text: InCheck) -> tuple[NewVersion, Said]:
    """What nora is to show of an article that has passed its last step."""
    article = article_by_ref(text.ref)
    new = NewVersion(
        ref=article.page.ref,
        language=article.language,
        writers=text.writers,
        written_by=last_writer(article),
    )
    return new, Said(article.title, article.lead, article.blocks, tuple(article.made_from))


def _label(step: str) -> str:
    return str(Step(step).label)


def _name(person: Any) -> str:
    return person.name if person else ""
