"""The keeper's own word that somebody signed in. No other process can make one."""

import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from fristed.keeper import moments
from fristed.keeper.keeper import Keeper
from fristed.keeper.own import OwnKeys
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask, decode_url, encode_url

STAFF_DOORS: Final = frozenset({"desk", "partner", "studio"})
OUTSIDE: Final = "partner"
"""The one door with no cases behind it: newcomers may come, and without a stated strength."""
YOUTH_DOOR: Final = "nora"
STAFF_LASTS: Final = timedelta(hours=8)
YOUTH_LASTS: Final = timedelta(minutes=30)
STRONG_LASTS: Final = timedelta(minutes=10)
_VERSION: Final = "v1"


@dataclass(frozen=True)
class Staff:
    """A person signed in at one door. `strong_at`: when she last showed her second factor."""

    id: str
    person: str
    door: str
    method: str
    at: datetime
    strong_at: datetime
    expires: datetime

    def is_strong(self, at: datetime) -> bool:
        return at - self.strong_at <= STRONG_LASTS

    @property
    def works_in_teams(self) -> bool:
        """Whether a team's keys are for her in this session. At the door outside only once she
        has shown a second factor; elsewhere nobody is let in without."""
        return self.door != OUTSIDE or self.strong_at >= self.at


@dataclass(frozen=True)
class Youth:
    """Someone who gave a file's word code. The file may not exist: then the code was wrong."""

    id: str
    file: str
    door: str
    at: datetime
    expires: datetime


def begin_staff(
    book: Book, own: OwnKeys, *, person: str, door: str, method: str, strong: bool = True
) -> Answer:
    """Sign a person in, once it has been verified here who she is.

    strong   whether it was with a second factor; else what needs a fresh one stays closed
    """
    staff = Staff(
        id=_new_id(),
        person=person,
        door=checked_door(door),
        method=method,
        at=book.at,
        strong_at=book.at if strong else moments.EPOCH,
        expires=book.at + STAFF_LASTS,
    )
    _keep(book, staff.id, person, staff.expires)
    return _issued(own, staff)


def strengthen(own: OwnKeys, staff: Staff, *, method: str, at: datetime) -> Answer:
    """The same session, its second factor shown anew. It ends no later than before."""
    return _issued(
        own,
        Staff(
            id=staff.id,
            person=staff.person,
            door=staff.door,
            method=method,
            at=staff.at,
            strong_at=at,
            expires=staff.expires,
        ),
    )


def begin_youth(book: Book, own: OwnKeys, *, file: str) -> Answer:
    youth = Youth(_new_id(), file, YOUTH_DOOR, book.at, book.at + YOUTH_LASTS)
    _keep(book, youth.id, "", youth.expires)
    return _issued(own, youth)


async def staff(keeper: Keeper, ask: Ask, at: datetime, *, strong: bool = False) -> Staff:
    """Who asks.

    :raises Refused: `not_signed_in`, or `not_recent` when a fresh second factor is needed.
    """
    who = await someone(keeper, ask, at)
    if not isinstance(who, Staff):
        raise Refused("not_signed_in")
    if strong and not who.is_strong(at):
        raise Refused("not_recent")
    return who


async def someone(keeper: Keeper, ask: Ask, at: datetime) -> Staff | Youth:
    """:raises Refused: `not_signed_in`: forged, expired, ended or stopped."""
    who = read(keeper.own, ask.text("assertion", most=2000))
    ask.asker = who.person if isinstance(who, Staff) else ""
    if at >= who.expires or await keeper.register.read(at, lambda book: _is_over(book, who)):
        raise Refused("not_signed_in")
    return who


async def end(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """End a session for good. An assertion that has expired or ended already is no fault."""
    who = read(keeper.own, ask.text("assertion", most=2000))
    ask.asker = who.person if isinstance(who, Staff) else ""

    def ended(book: Book) -> None:
        mark_ended(book, who.id, moments.seconds(who.expires))
        book.note("end", person=ask.asker, session=who.id, expires=moments.seconds(who.expires))

    await keeper.register.write(at, ended)
    return {}


def mark_ended(book: Book, id: str, expires: int) -> None:
    """Also when the register has never heard of it: it may be older than its backup."""
    book.do(
        "insert into session (id, person, at, expires, ended) values (?, '', 0, ?, 1)"
        " on conflict (id) do update set ended = 1",
        *(id, expires),
    )


def read(own: OwnKeys, text: str) -> Staff | Youth:
    """What an assertion says, when this keeper made it.

    :raises Refused: `not_signed_in`.
    """
    try:
        version, payload, mac = text.split(".")
        stated = decode_url(mac)
        data = decode_url(payload)
    except ValueError as fault:
        raise Refused("not_signed_in") from fault
    if version != _VERSION or not hmac.compare_digest(stated, own.mac("assertion", data)):
        raise Refused("not_signed_in")
    fields: dict[str, Any] = json.loads(data)
    for name in ("at", "strong_at", "expires"):
        if name in fields:
            fields[name] = moments.from_text(fields[name])
    return Youth(**fields) if "file" in fields else Staff(**fields)


def checked_door(door: str) -> str:
    if door not in STAFF_DOORS:
        raise Refused("malformed")
    return door


def _issued(own: OwnKeys, who: Staff | Youth) -> Answer:
    fields = {
        name: moments.as_text(value) if isinstance(value, datetime) else value
        for name, value in vars(who).items()
    }
    data = json.dumps(fields, separators=(",", ":")).encode()
    text = ".".join((_VERSION, encode_url(data), encode_url(own.mac("assertion", data))))
    return {"assertion": text, "expires": who.expires}


def _is_over(book: Book, who: Staff | Youth) -> bool:
    ended = book.one("select 1 from session where id = ? and ended = 1", who.id)
    stopped = isinstance(who, Staff) and book.one(
        "select 1 from stopped where person = ? and before >= ?",
        *(who.person, moments.seconds(who.at)),
    )
    return bool(ended or stopped)


def _keep(book: Book, id: str, person: str, expires: datetime) -> None:
    book.do("delete from session where expires < ?", book.now)
    book.do(
        "insert into session (id, person, at, expires) values (?, ?, ?, ?)",
        *(id, person, book.now, moments.seconds(expires)),
    )


def _new_id() -> str:
    return secrets.token_urlsafe(16)
