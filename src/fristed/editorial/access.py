"""Who may do what in the studio."""

from dataclasses import dataclass
from typing import Final

from fristed.editorial.models import Article
from fristed.editorial.rules import steps
from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import Role

AT_WORK_HERE: Final = frozenset({Role.EDITOR, Role.EXPERT_TEAM})
ENTERING: Final = "wagtailadmin.access_admin"
WRITING: Final = frozenset({"editorial.view_article", "editorial.change_article"})
PUBLISHING: Final = "editorial.publish_article"
"""In nobody's hands: an action adds it for the one text that was checked."""


@dataclass(frozen=True)
class InCheck:
    """A text that waits at one of its steps.

    writers   references of all who have written in it since nora last showed it
    """

    ref: str
    step: str
    writers: frozenset[str]


def may_enter_studio(actor: Actor, herself: Actor) -> Decision:
    """Editors, and the expert team that checks what they write. Nobody else sees a draft."""
    return ALLOW if AT_WORK_HERE & actor.roles else deny("not_of_studio")


def may_write(actor: Actor, article: Article) -> Decision:
    """Editors and the expert team. Nora shows nothing of it before others have checked it."""
    return may_enter_studio(actor, actor)


def may_take_step(actor: Actor, text: InCheck) -> Decision:
    """Whoever the step belongs to, unless she has written in the text herself."""
    reason = steps.refusal(text.step, roles=actor.roles, has_written=actor.ref in text.writers)
    return deny(reason) if reason else ALLOW


def permissions_of(actor: Actor) -> frozenset[str]:
    """The same in Wagtail's own names. What it knows and this does not name, nobody may."""
    return WRITING | {ENTERING} if may_enter_studio(actor, actor) else frozenset()
