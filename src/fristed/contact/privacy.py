"""Every field of a conversation: how sensitive, why, until when."""

from fristed.kernel.privacy import Field

_TALK = "until the conversation's quarter is destroyed; see the retention rule"
_VISIT = "30 minutes"

FIELDS = {
    "Conversation.id": Field("internal", "database key", _TALK),
    "Conversation.ref": Field("internal", "opaque reference", _TALK),
    "Conversation.file": Field("internal", "whose keys open it", _TALK),
    "Conversation.unit": Field("internal", "which team answers", _TALK),
    "Conversation.county": Field("personal", "nearest team; only if she chose one", _TALK),
    "Conversation.language": Field("internal", "which language to answer in", _TALK),
    "Conversation.status": Field("internal", "who must do something", _TALK),
    "Conversation.opened_on": Field("internal", "the promise of an answer; a day", _TALK),
    "Conversation.waiting_since": Field("internal", "the promise of an answer; a day", _TALK),
    "Conversation.messages_written": Field("internal", "order of messages", _TALK),
    "Conversation.shown_to_youth": Field("internal", "which answers are new to her", _TALK),
    "Conversation.once": Field("internal", "the same form is taken in once", _TALK),
    "Message.id": Field("internal", "database key", _TALK),
    "Message.ref": Field("internal", "binds the text to its row", _TALK),
    "Message.file": Field("internal", "whose keys open it", _TALK),
    "Message.conversation": Field("internal", "which conversation", _TALK),
    "Message.number": Field("internal", "order of messages", _TALK),
    "Message.sender": Field("internal", "she or the team", _TALK),
    "Message.author": Field("personal", "which adviser answered", _TALK),
    "Message.written_on": Field("internal", "the day; the hour is inside the text", _TALK),
    "Message.text": Field("sealed", "help", _TALK),
    "Code.id": Field("internal", "database key", _TALK),
    "Code.file": Field("internal", "which conversation it opens", _TALK),
    "Code.sealed_code": Field("sealed", "until the keeper has bound it", "minutes"),
    "Code.lookup": Field("internal", "finding the conversation; an HMAC of the keeper's", _TALK),
    "Code.youth_wrap": Field("sealed", "shows that the keeper bound the code", _TALK),
    "Code.asked_on": Field("internal", "clean-up; a day", _TALK),
    "Session.token_hash": Field("internal", "finding the visit", _VISIT),
    "Session.sealed": Field("sealed", "what the visit may ask the keeper", _VISIT),
    "Session.started_at": Field("internal", "ending the visit", _VISIT),
    "Session.seen_at": Field("internal", "ending the visit", _VISIT),
    "Session.is_opened": Field("internal", "whether the agreed word was given", _VISIT),
    "Session.new_after": Field("internal", "which answers are new to her", _VISIT),
    "Session.own_after": Field("internal", "what she wrote in this visit", _VISIT),
}
