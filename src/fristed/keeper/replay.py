"""What the log knows and the register does not: after a crash, or when an older copy was restored.

Only what tightens is made good: grants taken back, sessions ended, codes used, keys destroyed.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from fristed.keeper import (
    admin,
    appointing,
    assertions,
    barring,
    destroying,
    grants,
    overlapping,
    passing,
    rotating,
    shielding,
    signing_in,
)
from fristed.keeper.log import Line, Log
from fristed.keeper.register import Book, keep_head, kept_head


def catch_up(book: Book, log: Log) -> None:
    """Bring the register to where the log ends. A log that is shorter or other is told of."""
    known = kept_head(book)
    if log.torn:
        book.alarm("log_torn", n=log.head.n)
    if log.cut:
        book.alarm("log_cut", known=known.n, found=log.head.n)
    for line in log.not_known():
        if line["outcome"] == "ok" and line["op"] in _AGAIN:
            _AGAIN[line["op"]](book, line)
    keep_head(book, log.head)


def _revoked(book: Book, line: Mapping[str, Any]) -> None:
    grants.mark_revoked(
        book, ref=line["ref"], file=line["file"], holder=line["holder"], ground=line["ground"]
    )


def _accepted(book: Book, line: Mapping[str, Any]) -> None:
    if "unit" in line:
        grants.mark_moved(book, line["file"], line["unit"])


def _ended(book: Book, line: Mapping[str, Any]) -> None:
    assertions.mark_ended(book, line["session"], line["expires"])


def _stopped(book: Book, line: Mapping[str, Any]) -> None:
    admin.mark_stopped(book, line["person"], line["before"])


def _left_provider(book: Book, line: Mapping[str, Any]) -> None:
    for session, expires in line["sessions"]:
        assertions.mark_ended(book, session, expires)


def _step_used(book: Book, line: Mapping[str, Any]) -> None:
    if "step" in line:
        signing_in.mark_step(book, line["person"], line["step"])


def _destroyed(book: Book, line: Mapping[str, Any]) -> None:
    destroying.mark_destroyed(book, line["unit"], line["quarter"])


def _pepper(book: Book, line: Mapping[str, Any]) -> None:
    rotating.mark_pepper(book, line["version"])


def _pair_lost(book: Book, line: Mapping[str, Any]) -> None:
    """A pair made after the copy was taken is in no copy: its files cannot be opened."""
    made = book.one(
        "select 1 from pair where unit = ? and quarter = ?", line["unit"], line["quarter"]
    )
    if made is None:
        book.alarm("pair_lost", unit=line["unit"], quarter=line["quarter"])


def _barred(book: Book, line: Mapping[str, Any]) -> None:
    barring.mark_barred(book, line["file"], line["barred"])


def _left(book: Book, line: Mapping[str, Any]) -> None:
    last_day = date.fromisoformat(line["last_day"])
    appointing.mark_left(book, line["unit"], line["member"], last_day)


def _no_longer_leads(book: Book, line: Mapping[str, Any]) -> None:
    last_day = date.fromisoformat(line["last_day"])
    appointing.mark_left(book, line["unit"], line["leader"], last_day, leads=True)


def _no_administrator(book: Book, line: Mapping[str, Any]) -> None:
    last_day = date.fromisoformat(line["last_day"])
    appointing.mark_no_administrator(book, line["administrator"], last_day)


def _passed(book: Book, line: Mapping[str, Any]) -> None:
    passing.mark_accepted(book, line["ref"], line["file"], line["unit"])


def _not_passed(book: Book, line: Mapping[str, Any]) -> None:
    passing.mark_withdrawn(book, line["ref"])


def _list_opened(book: Book, line: Mapping[str, Any]) -> None:
    overlapping.mark_committed(
        book, round_=line["round"], party=line["party"], service=line["service"]
    )


_AGAIN: Final[Mapping[str, Callable[[Book, Line], None]]] = {
    "revoke": _revoked,
    "accept": _accepted,
    "bar": _barred,
    "conversation.accept": _passed,
    "conversation.withdraw": _not_passed,
    "end": _ended,
    "end_oidc": _left_provider,
    "member.end": _left,
    "leader.end": _no_longer_leads,
    "administrator.end": _no_administrator,
    "admin.stop_person": _stopped,
    "sign_in": _step_used,
    "step_up": _step_used,
    "totp.confirm": _step_used,
    "destroy": _destroyed,
    "rotate_pepper": _pepper,
    "unit_keys": _pair_lost,
    "shield": shielding.mark_shielded,
    "shield.beside": shielding.mark_shielded,
    "overlap.commit": _list_opened,
}
