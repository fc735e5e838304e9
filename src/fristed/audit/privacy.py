"""Every field of the trail: how sensitive, why, until when."""

from fristed.kernel.privacy import Field

_KEEP = "five years after the file it is about is destroyed"

FIELDS = {
    "Entry.id": Field("internal", "database key", _KEEP),
    "Entry.chain": Field("internal", "at which door", _KEEP),
    "Entry.number": Field("internal", "its place in the chain", _KEEP),
    "Entry.at": Field("internal", "when", _KEEP),
    "Entry.event": Field("internal", "begun, opened, refused, done or failed", _KEEP),
    "Entry.ref": Field("internal", "names the entry", _KEEP),
    "Entry.action": Field("internal", "what", _KEEP),
    "Entry.actor": Field("personal", "who", _KEEP),
    "Entry.subject": Field("internal", "to which file, by its opaque reference", _KEEP),
    "Entry.about": Field("internal", "which entry this one ends", _KEEP),
    "Entry.detail": Field("internal", "a reason code, or the written reason for an opening", _KEEP),
    "Entry.previous": Field("internal", "chains the entries", _KEEP),
    "Entry.hash": Field("internal", "chains the entries", _KEEP),
    "Outcome.id": Field("internal", "database key", _KEEP),
    "Outcome.entry": Field("internal", "which entry was carried out", _KEEP),
    "Outcome.at": Field("internal", "when", _KEEP),
}
