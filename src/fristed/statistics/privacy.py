"""Every field of a draft: how sensitive, why, until when."""

from fristed.kernel.privacy import Field

_KEEP = "until it is discarded; a released one for as long as its table"
_ALWAYS = "for as long as figures are published"

FIELDS = {
    "Draft.id": Field("internal", "database key", _KEEP),
    "Draft.ref": Field("internal", "opaque reference", _KEEP),
    "Draft.service": Field("open", "whose cases are counted", _KEEP),
    "Draft.year": Field("open", "which year", _KEEP),
    "Draft.status": Field("internal", "how far it has come", _KEEP),
    "Draft.drafted_by": Field("personal", "another must release it", _KEEP),
    "Draft.drafted_on": Field("internal", "order of drafts", _KEEP),
    "Draft.counting_rule": Field("open", "the number can be made again", _KEEP),
    "Draft.total": Field("open", "the national total, published exact", _KEEP),
    "Draft.dimensions": Field("open", "labels of the table", _KEEP),
    "Draft.cells": Field("internal", "rounded values; never a true one", _KEEP),
    "Draft.verdict": Field("internal", "what the attack found, in figures", _KEEP),
    "Draft.utility": Field("internal", "what rounding costs, in figures", _KEEP),
    "Draft.failure": Field("internal", "why it was not made", _KEEP),
    "Draft.table": Field("open", "the released table", _KEEP),
    "Draft.is_sample": Field("open", "invented figures must say so", _KEEP),
    "Reply.id": Field("internal", "database key", _ALWAYS),
    "Reply.ref": Field("internal", "opaque reference", _ALWAYS),
    "Reply.asker": Field("internal", "what kind of asker; never a name", _ALWAYS),
    "Reply.asked_on": Field("internal", "order of questions", _ALWAYS),
    "Reply.question": Field("internal", "the same question gets the same answer", _ALWAYS),
    "Reply.answer": Field("open", "published figures in words", _ALWAYS),
    "Reply.table": Field("open", "where the figures stand", _ALWAYS),
    "Reply.answered_by": Field("personal", "who answered for the figures", _ALWAYS),
    "Reply.answered_on": Field("internal", "when it was answered", _ALWAYS),
}
