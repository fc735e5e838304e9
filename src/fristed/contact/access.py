"""Who may read and write in a conversation."""

from fristed.contact.choices import Status
from fristed.contact.models import Conversation
from fristed.contact.rules.visiting import Visit, Word
from fristed.gate import ALLOW, Actor, Decision, Visitor, deny
from fristed.kernel.roles import Role
from fristed.vault.sealing import NewFile

ANSWERING = frozenset({Role.ADVISER, Role.ENVOY, Role.EXPERT_TEAM})


def may_start_conversation(visitor: Visitor, new: NewFile) -> Decision:
    """Anyone at all, without saying who she is."""
    return ALLOW if visitor.file_ref == new.ref else deny("another_file")


def may_write_in_own(visitor: Visitor, conversation: Conversation) -> Decision:
    """Only the one who came with this conversation's code, until she has closed it for good."""
    if not visitor.file_ref or visitor.file_ref != conversation.ref:
        return deny("no_code")
    return deny("closed") if conversation.status == Status.CLOSED else ALLOW


def may_read_own(visitor: Visitor, conversation: Conversation) -> Decision:
    """Only the one who came with this conversation's code."""
    return may_write_in_own(visitor, conversation)


def may_close_own(visitor: Visitor, conversation: Conversation) -> Decision:
    """Only the one who came with this conversation's code."""
    return may_write_in_own(visitor, conversation)


def may_renew_words(visitor: Visitor, conversation: Conversation) -> Decision:
    """Only the one who came with this conversation's code. The page asks for the agreed word."""
    return may_write_in_own(visitor, conversation)


def may_agree_word(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever may answer it, after the two have agreed."""
    return may_answer_conversation(actor, conversation)


def may_open_earlier(visitor: Visitor, visit: Visit) -> Decision:
    """Whoever has a visit that has not ended. The word itself is compared by the page."""
    return ALLOW if visitor.file_ref else deny("no_visit")


def may_read_conversation(actor: Actor, conversation: Conversation) -> Decision:
    """Members today of the team it is addressed to, whose work is to answer. No leader, no other
    team, nobody who only counts or administers."""
    if conversation.unit not in actor.units:
        return deny("another_team")
    return ALLOW if actor.roles & ANSWERING else deny("not_answering")


def may_answer_conversation(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever may read it."""
    return may_read_conversation(actor, conversation)


def may_hand_over(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever may read it, when a case is started from it."""
    return may_read_conversation(actor, conversation)


def may_begin_visit(visitor: Visitor, word: Word) -> Decision:
    """Anyone who typed four words. Whether they open anything is the keeper's to say."""
    return ALLOW


def may_prolong_visit(visitor: Visitor, visit: Visit) -> Decision:
    """Whoever has one that has not ended; thirty minutes are the most, whatever she does."""
    return ALLOW if visitor.file_ref else deny("no_visit")


def may_end_visit(visitor: Visitor, visit: Visit) -> Decision:
    """Anyone who has a visit: its token is all that ends it."""
    return ALLOW
