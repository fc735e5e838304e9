"""Who may publish, check and recall what nora says."""

from dataclasses import dataclass

from fristed.gate import ALLOW, Actor, Decision, Visitor, deny
from fristed.kernel.roles import GUIDING, Role
from fristed.portal.models import Contribution, Letterbox, OldAddress, Page, Snapshot
from fristed.vault.sealing import NewFile

READING = frozenset({Role.EDITOR, Role.EXPERT_TEAM})


@dataclass(frozen=True)
class About:
    """What an answer is about: a page by its number, or 0 for a search."""

    number: int
    ref: str = ""


@dataclass(frozen=True)
class NewPage:
    """A page nobody has written yet.

    consent   where a told story's consent is kept; without one a story is put together from several
    """

    ref: str
    code: str
    kind: str
    audiences: tuple[str, ...]
    owner: str
    consent: str = ""


@dataclass(frozen=True)
class NewVersion:
    """A text that is to be the next version of a page in its language.

    ref       the page's
    writers   references of all who have written in it; written_by: who did so last
    """

    ref: str
    language: str
    writers: frozenset[str]
    written_by: str


def may_count_answer(visitor: Visitor, page: About) -> Decision:
    """Anyone at all. It is added to a number; nobody is kept."""
    return ALLOW


def may_begin_letterbox(visitor: Visitor, new: NewFile) -> Decision:
    """Anyone at all, without saying who she is: the first who writes in a week."""
    return ALLOW if visitor.file_ref == new.ref else deny("another_file")


def may_write_remark(visitor: Visitor, box: Letterbox) -> Decision:
    """Anyone at all, without saying who she is. It can be put in and not taken out."""
    return ALLOW if visitor.file_ref == box.ref else deny("another_file")


def may_see_letterboxes(actor: Actor, person: Actor) -> Decision:
    """Those whose work is to write pages or to answer: which weeks their units have."""
    return ALLOW if actor.roles & READING else deny("not_answering")


def may_read_letterbox(actor: Actor, box: Letterbox) -> Decision:
    """Of them, members today of the unit that answers for the pages."""
    if box.unit not in actor.units:
        return deny("another_team")
    return may_see_letterboxes(actor, actor)


def may_check_page(actor: Actor, page: Page) -> Decision:
    """Any editor. Checking says that the page is still right; it changes nothing on it."""
    return ALLOW if Role.EDITOR in actor.roles else deny("not_editor")


def may_make_page(actor: Actor, page: NewPage) -> Decision:
    """Any editor. Nothing is shown of it before its first text has been checked."""
    return ALLOW if Role.EDITOR in actor.roles else deny("not_editor")


def may_change_page(actor: Actor, page: Page) -> Decision:
    """Any editor. It says whom a page is for and what it is; no text changes with it."""
    return may_check_page(actor, page)


def may_publish_version(actor: Actor, new: NewVersion) -> Decision:
    """An editor who has not written in it. The studio has had it checked before."""
    if Role.EDITOR not in actor.roles:
        return deny("not_editor")
    return deny("own_text") if actor.ref in new.writers else ALLOW


def may_contribute(actor: Actor, person: Actor) -> Decision:
    """Whoever meets young people, or guides those who do."""
    return ALLOW if actor.roles & GUIDING else deny("not_guiding")


def may_answer_contribution(actor: Actor, contribution: Contribution) -> Decision:
    """Any editor. It changes no page: what is used is written and checked as everything else."""
    return ALLOW if Role.EDITOR in actor.roles else deny("not_editor")


def may_recall_version(actor: Actor, snapshot: Snapshot) -> Decision:
    """Any editor, at once and alone: what is wrong must go before anyone is asked."""
    return may_check_page(actor, snapshot.page)


def may_withdraw_page(actor: Actor, page: Page) -> Decision:
    """Any editor; a story whose teller wants it gone is gone everywhere with this."""
    return may_check_page(actor, page)


def may_see_links(actor: Actor, person: Actor) -> Decision:
    """Any editor sees what leads nowhere, and where old addresses lead."""
    return ALLOW if Role.EDITOR in actor.roles else deny("not_editor")


def may_keep_old_address(actor: Actor, address: OldAddress) -> Decision:
    """Any editor. It changes no page."""
    return ALLOW if Role.EDITOR in actor.roles else deny("not_editor")
