"""What makes a key grant valid: its MAC, its time, and that nobody took it back."""

import hmac
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from fristed.keeper import moments
from fristed.keeper.assertions import Staff
from fristed.keeper.own import OwnKeys
from fristed.keeper.records import FileRow, GrantRow
from fristed.keeper.register import Book, marks
from fristed.sealing.context import context

CREATOR: Final = "creator"
TEAM: Final = "team"
SHARE: Final = "share"
HAND_OVER: Final = "hand_over"
STAND_IN: Final = "stand_in"
BREAK_GLASS: Final = "break_glass"

GROUNDS: Final = frozenset({CREATOR, TEAM, SHARE, HAND_OVER, STAND_IN, BREAK_GLASS})
RESPONSIBLE: Final = frozenset({CREATOR, TEAM, HAND_OVER})
GIVING: Final = RESPONSIBLE | {STAND_IN}  # who holds one of these may give it on
OFFERED: Final = frozenset({SHARE, HAND_OVER})  # nobody holds one of these before she takes it
ALL_PARTS: Final = "*"
EXCEPT: Final = "-"  # before a part: "*" without it

GRANT: Final = "grant"
OFFER: Final = "offer"


def mac(own: OwnKeys, grant: GrantRow, purpose: str = GRANT) -> bytes:
    """Bound to the file's public half too: a file of the same name is not the same file.

    purpose   an offer's MAC is none for a grant: what was only offered opens nothing
    """
    bound = context(
        purpose,
        grant.ref,
        grant.file.ref,
        grant.file.public_key,
        grant.holder,
        context(*sorted(grant.parts)),
        moments.as_text(grant.starts_at),
        "" if grant.ends_at is None else moments.as_text(grant.ends_at),
        grant.ground,
        grant.given_by,
    )
    return own.mac(purpose, bound)


def is_ours(own: OwnKeys, grant: GrantRow, purpose: str = GRANT) -> bool:
    return hmac.compare_digest(mac(own, grant, purpose), grant.mac)


def valid(
    own: OwnKeys, grants: Iterable[GrantRow], revoked: set[str], at: datetime
) -> list[GrantRow]:
    """Those that count now. A row somebody else wrote, or put back, is void."""
    return [
        grant
        for grant in grants
        if grant.revoked_at is None
        and grant.ref not in revoked
        and grant.starts_at <= at
        and (grant.ends_at is None or at < grant.ends_at)
        and is_ours(own, grant)
    ]


def in_session(staff: Staff, grants: Iterable[GrantRow]) -> list[GrantRow]:
    """Those she may use as she is signed in now."""
    return [grant for grant in grants if grant.ground != TEAM or staff.works_in_teams]


def forged(own: OwnKeys, grants: Iterable[GrantRow]) -> list[GrantRow]:
    return [grant for grant in grants if not is_ours(own, grant)]


def reads(parts: Collection[str], part: str) -> bool:
    """Whether a grant of these parts reads the part: named, or all without it being excepted."""
    return part in parts or (ALL_PARTS in parts and EXCEPT + part not in parts)


def covered(grants: Sequence[GrantRow], parts: Collection[str]) -> bool:
    """Whether the grants read all that a grant of these parts would."""
    if ALL_PARTS in parts:
        return any(ALL_PARTS in grant.parts and set(grant.parts) <= set(parts) for grant in grants)
    return all(any(reads(grant.parts, part) for grant in grants) for part in parts)


def is_responsible(grants: Iterable[GrantRow]) -> bool:
    return any(grant.ground in RESPONSIBLE for grant in grants)


def unit_of(book: Book, file: FileRow) -> str:
    """The unit whose leader answers for who has the file. It goes along when it is handed over;
    what the file is wrapped with does not."""
    row = book.one("select unit from answers where file = ?", file.ref)
    return file.unit if row is None else str(row[0])


def mark_moved(book: Book, file: str, unit: str) -> None:
    book.do("insert or replace into answers values (?, ?)", file, unit)


def revoked_among(book: Book, refs: Sequence[str]) -> set[str]:
    rows = book.all(f"select ref from revoked where ref in ({marks(refs)})", *refs)  # noqa: S608  marks only
    return {row[0] for row in rows}


def mark_revoked(book: Book, *, ref: str, file: str, holder: str, ground: str) -> None:
    """For good: the row may come back from a backup, the grant does not."""
    book.do(
        "insert or ignore into revoked values (?, ?, ?, ?, ?)", ref, file, holder, ground, book.now
    )


def tell_forged(book: Book, grants: Iterable[GrantRow]) -> None:
    for grant in grants:
        book.alarm(
            "grant_forged",
            person=grant.holder,
            unit=grant.file.unit,
            file=grant.file.ref,
            once=f"grant_forged:{grant.ref}",
        )
