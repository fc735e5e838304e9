"""Who may write and approve what leaves the house. The docstrings are the policy."""

from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import CASEWORKERS, Role
from fristed.notices.choices import SentState, TextStatus
from fristed.notices.models import NeutralText, Outgoing, Problem, ReplyText

KEEPING = CASEWORKERS | {Role.EXPERT_TEAM}
REPLYING = KEEPING | {Role.COMPETENCE_TEAM, Role.REGIONAL_NETWORK}


def may_see_neutral_texts(actor: Actor, person: Actor) -> Decision:
    """Advisers, envoys and the expert team: those who reach young people or guide who does."""
    return ALLOW if actor.roles & KEEPING else deny("not_keeping_texts")


def may_propose_text(actor: Actor, person: Actor) -> Decision:
    """The same. Nothing is used before a colleague has seen it."""
    return may_see_neutral_texts(actor, person)


def may_approve_text(actor: Actor, text: NeutralText) -> Decision:
    """The same, but never the one who wrote it."""
    return _may_approve(actor, text) if actor.roles & KEEPING else deny("not_keeping_texts")


def may_end_text(actor: Actor, text: NeutralText) -> Decision:
    """Anybody of the same, alone: stopping a text must never wait."""
    return _may_end(text) if actor.roles & KEEPING else deny("not_keeping_texts")


def may_send_text(actor: Actor, text: NeutralText) -> Decision:
    """The same, a text in use; the room asks whether somebody has asked for it."""
    if not actor.roles & KEEPING:
        return deny("not_keeping_texts")
    return ALLOW if text.status == TextStatus.IN_USE else deny("text_not_in_use")


def may_settle_sending(actor: Actor, outgoing: Outgoing) -> Decision:
    """Whoever sent it, once."""
    mine = outgoing.by_id == actor.id and outgoing.state == SentState.BEGUN
    return ALLOW if mine else deny("not_sending")


def may_see_reply_texts(actor: Actor, person: Actor) -> Decision:
    """All who answer professionals share one library."""
    return ALLOW if actor.roles & REPLYING else deny("not_keeping_texts")


def may_propose_reply_text(actor: Actor, person: Actor) -> Decision:
    """The same. Nothing is used before a colleague has seen it."""
    return may_see_reply_texts(actor, person)


def may_approve_reply_text(actor: Actor, text: ReplyText) -> Decision:
    """The same, but never the one who wrote it."""
    return _may_approve(actor, text) if actor.roles & REPLYING else deny("not_keeping_texts")


def may_end_reply_text(actor: Actor, text: ReplyText) -> Decision:
    """Anybody of the same, alone: stopping a text must never wait."""
    return _may_end(text) if actor.roles & REPLYING else deny("not_keeping_texts")


def may_report_problem(actor: Actor, person: Actor) -> Decision:
    """Everybody with a role at the desk, for herself."""
    return ALLOW if actor.roles and person.id == actor.id else deny("missing")


def may_see_problems(actor: Actor, person: Actor) -> Decision:
    """Whoever runs the installation. What is said there is about pages and nobody's case."""
    return ALLOW if Role.ADMINISTRATOR in actor.roles else deny("not_administrator")


def may_close_problem(actor: Actor, problem: Problem) -> Decision:
    """The same, while it is open."""
    if Role.ADMINISTRATOR not in actor.roles:
        return deny("not_administrator")
    return ALLOW if problem.pk and problem.closed_on is None else deny("missing")


def _may_approve(actor: Actor, text: NeutralText | ReplyText) -> Decision:
    if text.status != TextStatus.PROPOSED:
        return deny("text_not_waiting")
    return ALLOW if text.written_by_id != actor.id else deny("wrote_it_herself")


def _may_end(text: NeutralText | ReplyText) -> Decision:
    return ALLOW if text.pk and text.status != TextStatus.ENDED else deny("text_not_waiting")
