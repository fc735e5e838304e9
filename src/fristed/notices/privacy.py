"""Every field notices keeps. No text here is about anybody: that is the point of it."""

from typing import Final

from fristed.kernel.privacy import Field

_KEPT: Final = "as long as the list; what was said must be known afterwards"
_PROBLEM: Final = "as long as the installation, to see which pages often fail"
_SEEN: Final = "as long as her account"

FIELDS: Final = {
    "NeutralText.id": Field("internal", "database key", _KEPT),
    "NeutralText.ref": Field("internal", "opaque reference", _KEPT),
    "NeutralText.use": Field("internal", "where it may stand", _KEPT),
    "NeutralText.words": Field("internal", "what may reach a phone others read", _KEPT),
    "NeutralText.status": Field("internal", "whether it may be used", _KEPT),
    "NeutralText.written_by": Field("personal", "so that a second person approves", _KEPT),
    "NeutralText.written_on": Field("internal", "when", _KEPT),
    "NeutralText.approved_by": Field("personal", "the second eye", _KEPT),
    "NeutralText.approved_on": Field("internal", "when", _KEPT),
    "ReplyText.id": Field("internal", "database key", _KEPT),
    "ReplyText.ref": Field("internal", "opaque reference", _KEPT),
    "ReplyText.kind": Field("internal", "how it is called for", _KEPT),
    "ReplyText.keyword": Field("internal", "how it is called for", _KEPT),
    "ReplyText.words": Field("internal", "what may be said to a professional", _KEPT),
    "ReplyText.law_version": Field("internal", "which law it stands on", _KEPT),
    "ReplyText.review_on": Field("internal", "from when it may not be used", _KEPT),
    "ReplyText.used": Field("internal", "in how many answers", _KEPT),
    "ReplyText.status": Field("internal", "whether it may be used", _KEPT),
    "ReplyText.written_by": Field("personal", "so that a second person approves", _KEPT),
    "ReplyText.written_on": Field("internal", "when", _KEPT),
    "ReplyText.approved_by": Field("personal", "the second eye", _KEPT),
    "ReplyText.ended_on": Field("internal", "since when it is not used", _KEPT),
    "NeutralText.ended_on": Field("internal", "since when it is not used", _KEPT),
    "Problem.id": Field("internal", "database key", _PROBLEM),
    "Problem.ref": Field("internal", "opaque reference", _PROBLEM),
    "Problem.page": Field("internal", "the address's pattern, never an address", _PROBLEM),
    "Problem.browser": Field("internal", "name and main version, to see the same", _PROBLEM),
    "Problem.roles": Field("internal", "which pages she sees; not who she is", _PROBLEM),
    "Problem.words": Field(
        "internal",
        "what does not work; searched for persons first",
        "until it is closed",
    ),
    "Problem.said_on": Field("internal", "a day", _PROBLEM),
    "Problem.closed_on": Field("internal", "since when it is dealt with", _PROBLEM),
    "SeenRelease.person": Field("personal", "who has been told what is new", _SEEN),
    "SeenRelease.version": Field("internal", "up to which release", _SEEN),
    "Outgoing.id": Field("internal", "database key", _KEPT),
    "Outgoing.ref": Field("internal", "opaque reference", _KEPT),
    "Outgoing.text": Field("internal", "which words left the house", _KEPT),
    "Outgoing.channel": Field("internal", "by what", _KEPT),
    "Outgoing.about": Field("internal", "which file it belongs to", _KEPT),
    "Outgoing.by": Field("personal", "who sent it", _KEPT),
    "Outgoing.sent_on": Field("internal", "a day", _KEPT),
    "Outgoing.state": Field("internal", "whether it went", _KEPT),
}
