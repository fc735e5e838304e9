"""What a browser gets to seal a draft with while the house cannot be reached (0475).

It gets the public half of a new draft's keys. The rest of the draft's row goes along as a note
that this door alone can open, for her alone, so the house keeps nothing of a form that was only
looked at, and the machine says nothing about which form it was.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from fristed.accounts.models import Draft
from fristed.accounts.models.drafts import KEPT_FOR, Writer
from fristed.accounts.queries.drafts import read_text
from fristed.gate import Actor
from fristed.sealing import items, padding
from fristed.sealing import session as sealing
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken
from fristed.vault import drafts

ROW = ("ref", "unit", "quarter", "creator", "place")
KEYS = ("public_key", "wrapped")


@dataclass(frozen=True)
class HandedIn:
    """A draft from a browser, seen to open for her; not saved yet.

    page     where its form stands
    digest   of the bytes, in hexadecimal
    """

    draft: Draft
    page: str
    written_at: datetime
    digest: str


class TooOld(Exception):
    """Prepared longer ago than a draft is kept."""


def prepared(writer: Writer, *, place: str, page: str, on: date) -> Mapping[str, object]:
    """What the script of a page keeps in memory for one form."""
    draft = Draft.objects.begun(writer, place=place, on=on)
    ready = drafts.prepare(draft, "text")
    note = {
        "page": page,
        "on": on.isoformat(),
        "item": ready.item,
        **{name: getattr(draft, name) for name in ROW},
        **{name: _text(getattr(draft, name)) for name in KEYS},
    }
    sealed = sealing.seal_under(settings.SECRET_KEY, _bound(writer.ref), json.dumps(note).encode())
    return {
        "file": draft.ref,
        "until": (on + KEPT_FOR).isoformat(),
        "note": _text(sealed),
        "key": _text(ready.public_key),
        "head": _text(ready.head),
        "bound": _text(ready.bound),
        "sizes": padding.CLASSES,
    }


def handed_in(actor: Actor, *, note: str, blob: str, on: date) -> HandedIn:
    """What her browser kept, once the keeper has opened it for her.

    :raises SealBroken: changed, or not hers.
    :raises TooOld: see `KEPT_FOR`.
    :raises KeeperAway: nobody can tell now; the browser goes on keeping it.
    """
    try:
        sealed, text = b64decode(note, validate=True), b64decode(blob, validate=True)
    except ValueError as fault:
        raise SealBroken from fault
    said = json.loads(sealing.open_under(settings.SECRET_KEY, _bound(actor.ref), sealed))
    if on > date.fromisoformat(said["on"]) + KEPT_FOR:
        raise TooOld
    draft = Draft(author_id=actor.id, saved_on=on, **{name: said[name] for name in ROW})
    for name in KEYS:
        setattr(draft, name, b64decode(said[name]))
    drafts.take_in(draft, "text", text, item=said["item"])
    opened = drafts.open_own(actor.assertion, [draft], "text").get(draft.ref)
    if opened is None:
        raise SealBroken
    try:
        written_at, _, _ = read_text(opened)
    except ValueError as fault:
        raise SealBroken from fault
    return HandedIn(draft, said["page"], written_at, items.digest(text).hex())


def _bound(person: str) -> bytes:
    return context("offline draft", person)


def _text(value: bytes) -> str:
    return b64encode(bytes(value)).decode()
