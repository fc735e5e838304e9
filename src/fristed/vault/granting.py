"""Key grants: asked of the keeper, kept as rows, void without its MAC."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from fristed.vault import keeper
from fristed.vault.choices import Ground
from fristed.vault.sealing import Address, NewFile

ALL_PARTS = ("*",)
EXCEPT = "-"  # before a part: all without it


@dataclass(frozen=True)
class Wanted:
    """A key grant to ask for.

    file            a committed file's reference, or a new file that is not committed yet
    holder          the account's reference, and its id
    address         through which her unit has it, when it is not the one the file was made for
    """

    file: str | NewFile
    holder: str
    holder_account: int
    ground: Ground
    starts_at: datetime
    ends_at: datetime | None = None
    parts: Sequence[str] = ALL_PARTS
    reason: str = ""
    address: Address | None = None

    def as_asked(self) -> dict[str, Any]:
        return {
            "file": self.file if isinstance(self.file, str) else self.file.as_row(),
            "holder": self.holder,
            "parts": sorted(self.parts),
            "starts_at": self.starts_at.isoformat(),
            "ends_at": None if self.ends_at is None else self.ends_at.isoformat(),
            "ground": self.ground.value,
            "reason": self.reason,
            "address": None if self.address is None else asdict(self.address),
        }


@dataclass(frozen=True)
class Given:
    """A key grant as the keeper MACed it, ready to be kept."""

    wanted: Wanted
    ref: str
    given_by: str
    mac: bytes


def ask(assertion: str, wants: Iterable[Wanted]) -> list[Given]:
    """Have the keeper MAC grants. Call before the action, outside any transaction.

    :raises KeeperAway: try again later.
    :raises KeeperRefused: the asker may not give this.
    """
    return _made("grant", assertion, wants)


class Asker(Protocol):
    """Whoever asks for a grant to herself: an actor, of whom the vault knows no more than this."""

    @property
    def assertion(self) -> str: ...

    @property
    def ref(self) -> str: ...

    @property
    def id(self) -> int: ...


def ask_as_member(
    asker: Asker,
    file: str | NewFile,
    *,
    at: datetime,
    parts: Sequence[str] = ALL_PARTS,
    address: Address | None = None,
) -> Given:
    """Have the keeper MAC the asker's own grant to a file of her team's.

    :raises KeeperRefused: `not_in_team`.
    """
    wanted = Wanted(
        file=file,
        holder=asker.ref,
        holder_account=asker.id,
        ground=Ground.TEAM,
        starts_at=at,
        parts=parts,
        address=address,
    )
    (given,) = ask(asker.assertion, [wanted])
    return given


def offer(assertion: str, wants: Iterable[Wanted]) -> list[Given]:
    """Have the keeper MAC offers. They open nothing until the one they name accepts them.

    :raises KeeperAway: try again later.
    :raises KeeperRefused: the asker may not give this.
    """
    return _made("offer", assertion, wants)


def accept(assertion: str, offered: Given, *, unit: str = "") -> Given:
    """Have the keeper make an offer to the asker a grant. Call before the action.

    unit   of hers, that answers for a file she takes over

    :raises KeeperRefused: it is not the asker's, was withdrawn, or is out of time.
    """
    answer = keeper.call("accept", assertion=assertion, offer=_told(offered), unit=unit)
    return replace(offered, mac=keeper.as_bytes(answer["mac"]))


def withdraw(assertion: str, offered: Given) -> None:
    """Have the keeper forget an offer for good.

    :raises KeeperRefused: it is not the asker's to withdraw.
    """
    keeper.call("withdraw", assertion=assertion, offer=_told(offered))


def keep(file_id: int, given: Given) -> None:
    """Keep a grant's row. A database function does it: a door's role cannot write grants."""
    want = given.wanted
    with connection.cursor() as cursor:
        cursor.execute(
            "select vault_keep_grant(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                given.ref,
                file_id,
                want.holder,
                want.holder_account,
                sorted(want.parts),
                want.starts_at,
                want.ends_at,
                want.ground.value,
                given.given_by,
                given.mac,
            ],
        )


def bar(assertion: str, file: str, person: str) -> None:
    """Have the keeper close a file to somebody by name. Before the action, outside a transaction.

    :raises KeeperAway: nothing was closed.
    :raises KeeperRefused: not the asker's to close.
    """
    keeper.call("bar", assertion=assertion, file=file, person=person)


def unbar(assertion: str, file: str, person: str) -> None:
    keeper.call("unbar", assertion=assertion, file=file, person=person)


def shield(
    assertion: str, file: str, named: Sequence[str], *, beside: Sequence[str]
) -> dict[str, bytes]:
    """Have the keeper give a file a wrapping key of its own, and each of those beside it that go
    where it goes; answers file -> new wrap.

    :raises KeeperRefused: `not_recent`, `too_few_named`, `no_custodians`, `shielded`.
    """
    answer = keeper.call(
        "shield", assertion=assertion, file=file, named=list(named), beside=list(beside)
    )
    wraps = {file: answer["wrapped"], **answer["beside"]}
    return {ref: keeper.as_bytes(wrapped) for ref, wrapped in wraps.items()}


def shield_beside(assertion: str, file: str, new: NewFile) -> bytes:
    """The same for a new file beside one that is shielded already; answers its new wrap.

    :raises KeeperRefused: `not_recent`, `no_grant`, `no_custodians`.
    """
    answer = keeper.call("shield.beside", assertion=assertion, file=file, new=new.as_row())
    return keeper.as_bytes(answer["wrapped"])


def prolong(assertion: str, file: str, quarter: str) -> bytes:
    """Have the keeper wrap a file's key for a later quarter; answers the new wrap.

    :raises KeeperRefused: `no_grant`: not responsible for it.
    """
    answer = keeper.call("file.prolong", assertion=assertion, file=file, quarter=quarter)
    return keeper.as_bytes(answer["wrapped"])


def stand_behind(assertion: str, file: str, holder: str) -> None:
    """:raises KeeperRefused: `not_recent`, `not_named`, `same_person`."""
    keeper.call("second", assertion=assertion, file=file, holder=holder)


def propose_take_over(assertion: str, file: str, holder: str) -> None:
    """:raises KeeperRefused: `not_recent`, `holder_still_here`, `not_allowed`, `same_person`."""
    keeper.call("take_over.propose", assertion=assertion, file=file, holder=holder)


def take_over(assertion: str, wanted: Wanted) -> Given:
    """The grant of a file whose holder has left, for the one its leader named.

    :raises KeeperRefused: `not_recent`, `nothing_proposed`, `holder_still_here`.
    """
    answer = keeper.call(
        "take_over",
        assertion=assertion,
        file=wanted.file,
        starts_at=wanted.starts_at.isoformat(),
    )
    return Given(wanted, answer["ref"], answer["given_by"], keeper.as_bytes(answer["mac"]))


def pass_on(assertion: str, file: str, unit: str) -> Address:
    """Have the keeper seal an inquiry's key to another unit. Call before the action.

    :raises KeeperRefused: `no_grant`: the asker has not taken it up as a member.
    """
    answer = keeper.call("inquiry.pass_on", assertion=assertion, file=file, unit=unit)
    return Address(unit, str(answer["quarter"]), keeper.as_bytes(answer["wrapped"]))


def offer_to_team(assertion: str, conversation: str, unit: str) -> str:
    """Have the keeper offer a conversation to another team; answers the offer's reference.

    :raises KeeperRefused: `no_grant`, `unknown_unit`.
    """
    answer = keeper.call("conversation.offer", assertion=assertion, file=conversation, unit=unit)
    return str(answer["ref"])


def withdraw_from_team(assertion: str, conversation: str, offered: str) -> None:
    """:raises KeeperRefused: `offer_over`: it was accepted."""
    keeper.call("conversation.withdraw", assertion=assertion, file=conversation, ref=offered)


def accept_for_team(assertion: str, conversation: str, offered: str) -> tuple[str, ...]:
    """Have the keeper give a conversation to the asker's team; answers the grants that ended.

    :raises KeeperRefused: `not_allowed`, `withdrawn`, `offer_over`.
    """
    answer = keeper.call("conversation.accept", assertion=assertion, file=conversation, ref=offered)
    return tuple(answer["revoked"])


def take_back(assertion: str, refs: Sequence[str]) -> None:
    """Have the keeper forget grants for good. Call before the action, outside any transaction.

    :raises KeeperAway: nothing was taken back.
    :raises KeeperRefused: one of them is not the asker's to take.
    """
    keeper.call("revoke", assertion=assertion, grants=list(refs))


def mark_revoked(refs: Sequence[str], *, at: datetime) -> None:
    """Mark their rows, inside the action: the database shows their holder nothing more."""
    with connection.cursor() as cursor:
        cursor.execute("select vault_mark_revoked(%s, %s)", [list(refs), at])


def _made(op: str, assertion: str, wants: Iterable[Wanted]) -> list[Given]:
    listed = list(wants)
    answer = keeper.call(op, assertion=assertion, wants=[want.as_asked() for want in listed])
    return [
        Given(want, given["ref"], given["given_by"], keeper.as_bytes(given["mac"]))
        for want, given in zip(listed, answer["grants"], strict=True)
    ]


def _told(offered: Given) -> dict[str, Any]:
    return offered.wanted.as_asked() | {
        "ref": offered.ref,
        "given_by": offered.given_by,
        "mac": offered.mac,
    }
