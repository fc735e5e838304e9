"""What was typed when the session ran out: in the page alone, sealed for the one who typed it.

Nothing of it is in a table, a cookie or an address. Whoever looks at the page, or signs in on it
as somebody else, reads nothing.
"""

import json
from base64 import b64decode, b64encode

from django.conf import settings

from fristed.accounts.rules.sent import Sent
from fristed.sealing import session as sealing
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken


def sealed_for(person: str, sent: Sent) -> str:
    """The form, as a page may hold it until she has signed in again."""
    said = json.dumps([sent.address, sent.fields]).encode()
    return b64encode(sealing.seal_under(settings.SECRET_KEY, _bound(person), said)).decode()


def opened_for(person: str, kept: str) -> Sent | None:
    """The form again, if this is the person who typed it."""
    try:
        said = sealing.open_under(
            settings.SECRET_KEY, _bound(person), b64decode(kept, validate=True)
        )
    except (SealBroken, ValueError):
        return None
    address, fields = json.loads(said)
    return Sent(address, tuple((name, value) for name, value in fields))


def _bound(person: str) -> bytes:
    return context("kept form", person)
