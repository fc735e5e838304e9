"""Nora's pages are about nobody. Only who checked or signed a version is a person, and staff.

What readers write is scrubbed of names, places and numbers; sealed for what slips through.
"""

from fristed.kernel.privacy import Field

_PAGE = "as long as the page is there"
_ANSWERED = "90 days after an editor answered it"
_ROUND = "until it leads there again"
_WEEKS = "90 days after the week"
_VERSION = "for good: what was published stays known"


def _open(purpose: str, keep: str = _PAGE) -> Field:
    return Field(sensitivity="open", purpose=purpose, keep=keep)


FIELDS = {
    "Page.id": _open("joins rows"),
    "Page.ref": _open("opaque reference"),
    "Page.code": _open("what its writers call it"),
    "Page.number": _open("its address"),
    "Page.kind": _open("where it is listed"),
    "Page.audiences": _open("for whom it is listed"),
    "Page.is_important": _open("what is translated first"),
    "Page.owner": _open("which unit answers for it"),
    "Page.facts": _open("what it claims, with sources"),
    "Page.is_composite": _open("that a story is put together from several"),
    "Page.consent": Field("internal", "where a told story's consent is kept", _PAGE),
    "Page.checked_on": _open("when it was last checked"),
    "Page.checked_by": Field("personal", "who checked it", _PAGE),
    "Page.next_check_on": _open("when it is checked next"),
    "Page.withdrawn_on": _open("that it is gone, everywhere at once"),
    "Contribution.id": Field("internal", "joins rows", _ANSWERED),
    "Contribution.ref": Field("internal", "opaque reference", _ANSWERED),
    "Contribution.page": Field("internal", "about which page", _ANSWERED),
    "Contribution.text": Field("internal", "what is proposed; nobody is in it", _ANSWERED),
    "Contribution.sent_by": Field("personal", "which colleague sent it", _ANSWERED),
    "Contribution.sent_on": Field("internal", "how long it has waited", _ANSWERED),
    "Contribution.outcome": Field("internal", "what became of it", _ANSWERED),
    "Contribution.answered_on": Field("internal", "when it is deleted", _ANSWERED),
    "Tally.id": _open("joins rows"),
    "Tally.week": _open("which week, by its Monday"),
    "Tally.page": _open("about which page; none for a search"),
    "Tally.language": _open("in which language"),
    "Tally.answer": _open("what was chosen"),
    "Tally.count": _open("how many chose it; nobody is a row"),
    "Letterbox.id": _open("joins rows", _WEEKS),
    "Letterbox.ref": _open("opaque reference", _WEEKS),
    "Letterbox.file": Field("internal", "whose keys open it", _WEEKS),
    "Letterbox.unit": _open("which unit reads it", _WEEKS),
    "Letterbox.week": _open("which week, by its Monday", _WEEKS),
    "Letterbox.handled_on": _open("whether it was read in time", _WEEKS),
    "Remark.id": Field("internal", "database key", _WEEKS),
    "Remark.ref": Field("internal", "binds the text to its row", _WEEKS),
    "Remark.file": Field("internal", "whose keys open it", _WEEKS),
    "Remark.page": Field("internal", "about which page; none for a search", _WEEKS),
    "Remark.language": Field("internal", "in which language", _WEEKS),
    "Remark.answer": Field("internal", "what was chosen", _WEEKS),
    "Remark.text": Field("sealed", "making the page better", _WEEKS),
    "OldAddress.id": _open("joins rows"),
    "OldAddress.ref": _open("opaque reference"),
    "OldAddress.path": _open("what people have kept from an earlier portal"),
    "OldAddress.page": _open("where it leads"),
    "OldAddress.goal": _open("where it leads"),
    "OldAddress.language": _open("in which language"),
    "BrokenLink.id": _open("joins rows", _ROUND),
    "BrokenLink.where": _open("what it stands on", _ROUND),
    "BrokenLink.owner": _open("who mends it", _ROUND),
    "BrokenLink.target": _open("where it should lead", _ROUND),
    "BrokenLink.fault": _open("what is wrong", _ROUND),
    "BrokenLink.since": _open("how long", _ROUND),
    "BrokenLink.checked_on": _open("when it was last tried", _ROUND),
    "Snapshot.id": _open("joins rows", _VERSION),
    "Snapshot.ref": _open("opaque reference", _VERSION),
    "Snapshot.page": _open("of which page", _VERSION),
    "Snapshot.language": _open("in which language", _VERSION),
    "Snapshot.version": _open("in which order", _VERSION),
    "Snapshot.title": _open("what it says", _VERSION),
    "Snapshot.lead": _open("what it says", _VERSION),
    "Snapshot.blocks": _open("what it says", _VERSION),
    "Snapshot.house": _open("the layout's words in that language", _VERSION),
    "Snapshot.made_from": _open("which Norwegian text a translation follows", _VERSION),
    "Snapshot.state": _open("whether it is shown", _VERSION),
    "Snapshot.changed_on": _open("when it was last changed", _VERSION),
    "Snapshot.written_by": Field("personal", "who wrote it", _VERSION),
    "Snapshot.signed_by": Field("personal", "who stands behind the translation", _VERSION),
    "Snapshot.signed_on": _open("when it was signed", _VERSION),
    "Snapshot.recalled_on": _open("when it was recalled", _VERSION),
    "Snapshot.recall_note": _open("what was wrong", _VERSION),
}
