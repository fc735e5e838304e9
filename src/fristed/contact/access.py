"""Who may read and write in a conversation."""

from fristed.contact.choices import OVER
from fristed.contact.models import Conversation, Passing
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
    return deny("closed") if conversation.status in OVER else ALLOW


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


def may_take_conversation(actor: Actor, conversation: Conversation) -> Decision:
    """Members today of the team that has it, whose work is to answer. No leader, no other team,
    nobody who only counts or administers. Also when a colleague has it: somebody who waits must
    not wait for one person, and who took it stands in the log."""
    if conversation.unit not in actor.units:
        return deny("another_team")
    return ALLOW if actor.roles & ANSWERING else deny("not_answering")


def may_read_conversation(actor: Actor, conversation: Conversation) -> Decision:
    """The same, until one of them takes it: then she and who stands in for her, and a colleague
    while an answer waits to be read by one."""
    member = may_take_conversation(actor, conversation)
    if not member or conversation.draft_by_id or _has_it(actor, conversation):
        return member
    return deny("conversation_taken")


def may_answer_conversation(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever has taken it, who stands in for her, or any of the team while nobody has; until it
    is over."""
    member = may_take_conversation(actor, conversation)
    if not member:
        return member
    if conversation.status in OVER:
        return deny("closed")
    return ALLOW if _has_it(actor, conversation) else deny("conversation_taken")


def may_let_go(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever has taken it."""
    member = may_take_conversation(actor, conversation)
    if not member:
        return member
    return ALLOW if conversation.taken_by_id == actor.id else deny("conversation_not_taken")


def may_set_urgency(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever may read it."""
    return may_read_conversation(actor, conversation)


def may_ask_second_eye(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever may answer it."""
    return may_answer_conversation(actor, conversation)


def may_be_second_eye(actor: Actor, conversation: Conversation) -> Decision:
    """Another of the team than who wrote the answer, while it waits to be read."""
    member = may_take_conversation(actor, conversation)
    if not member:
        return member
    if conversation.draft_by_id is None:
        return deny("no_draft")
    return ALLOW if conversation.draft_by_id != actor.id else deny("wrote_answer")


def may_pass_on_conversation(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever may answer it. The other team reads nothing before it has accepted."""
    return may_answer_conversation(actor, conversation)


def may_withdraw_passing(actor: Actor, passing: Passing) -> Decision:
    """Members of the team that offered it, until it is accepted."""
    return _may_settle(actor, passing, passing.from_unit)


def may_accept_passing(actor: Actor, passing: Passing) -> Decision:
    """Members of the team it was offered to, until it is withdrawn."""
    return _may_settle(actor, passing, passing.to_unit)


def may_note_inquiry(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever may answer it, when she who wrote has agreed to it."""
    return may_answer_conversation(actor, conversation)


def _may_settle(actor: Actor, passing: Passing, unit: str) -> Decision:
    if unit not in actor.units:
        return deny("another_team")
    if not actor.roles & ANSWERING:
        return deny("not_answering")
    is_open = passing.accepted_on is None and passing.withdrawn_on is None
    return ALLOW if is_open else deny("offer_over")


def _has_it(actor: Actor, conversation: Conversation) -> bool:
    holder = conversation.taken_by_id
    return holder is None or holder == actor.id or holder in actor.covers


def may_hand_over(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever may read it, when a case is started from it."""
    return may_read_conversation(actor, conversation)


def may_begin_visit(visitor: Visitor, word: Word) -> Decision:
    """Anyone who typed four words. Whether they open anything is the keeper's to say."""
    return ALLOW


def may_queue(visitor: Visitor, visit: Visit) -> Decision:
    """Anyone who typed four words while too many others do."""
    return ALLOW


def may_keep_words(visitor: Visitor, visit: Visit) -> Decision:
    """Anyone whose first message was taken in."""
    return ALLOW


def may_prolong_visit(visitor: Visitor, visit: Visit) -> Decision:
    """Whoever has one that has not ended; thirty minutes are the most, whatever she does."""
    return ALLOW if visitor.file_ref else deny("no_visit")


def may_end_visit(visitor: Visitor, visit: Visit) -> Decision:
    """Anyone who has a visit: its token is all that ends it."""
    return ALLOW
