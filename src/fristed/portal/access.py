"""Who may sign, check and recall what nora says."""

from dataclasses import dataclass

from fristed.gate import ALLOW, Actor, Decision, Visitor, deny
from fristed.kernel.roles import Role
from fristed.portal.models import OldAddress, Page, Snapshot


@dataclass(frozen=True)
class About:
    """What an answer is about: a page by its number, or 0 for a search."""

    number: int
    ref: str = ""


def may_count_answer(visitor: Visitor, page: About) -> Decision:
    """Anyone at all. It is added to a number; nobody is kept."""
    return ALLOW


def may_check_page(actor: Actor, page: Page) -> Decision:
    """Any editor. Checking says that the page is still right; it changes nothing on it."""
    return ALLOW if Role.EDITOR in actor.roles else deny("not_editor")


def may_sign_translation(actor: Actor, snapshot: Snapshot) -> Decision:
    """An editor who did not write it herself."""
    if Role.EDITOR not in actor.roles:
        return deny("not_editor")
    return deny("own_text") if snapshot.written_by == actor.ref else ALLOW


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
