"""One request, one answer, whatever the request was."""

import sys
from datetime import datetime
from typing import Final

from fristed.keeper.custody import CustodyAway, KeyGone
from fristed.keeper.keeper import Keeper
from fristed.keeper.ops import OPS
from fristed.keeper.refusals import Refused
from fristed.keeper.wire import Answer, Ask, refusal

_NOT_NOTED: Final = frozenset({"malformed", "unknown_op"})


async def answer(keeper: Keeper, frame: bytes, at: datetime) -> Answer:
    """Never raises: a refusal or a fault is an answer too."""
    try:
        ask = Ask.read(frame)
        name = ask.text("op", most=40)
        if name not in OPS:
            return refusal("unknown_op")
        return await _carried_out(keeper, name, ask, at)
    except Refused as refused:
        return refusal(refused.code)


async def _carried_out(keeper: Keeper, name: str, ask: Ask, at: datetime) -> Answer:
    try:
        return {"ok": True, **await OPS[name](keeper, ask, at)}
    except Refused as refused:
        code = refused.code
    except CustodyAway:
        code = "custody_away"
    except KeyGone:
        code = "destroyed"
    except Exception as fault:  # noqa: BLE001  one request's fault must not end the others
        _tell(name, fault)
        code = "fault"
    if code not in _NOT_NOTED and not ask.noted:
        await _note(keeper, name, code, ask, at)
    return refusal(code)


async def _note(keeper: Keeper, name: str, code: str, ask: Ask, at: datetime) -> None:
    """What was refused is in the log as well as what was done."""
    try:
        await keeper.register.write(
            at, lambda book: book.note(name, outcome=code, person=ask.asker, file=ask.about)
        )
    except Exception as fault:  # noqa: BLE001  a full disk: the refusal stands
        _tell("log", fault)


def _tell(where: str, fault: Exception) -> None:
    """Only what kind of fault: its text may hold what nobody may read."""
    sys.stderr.write(f"keeper: {where}: {type(fault).__name__}\n")
    sys.stderr.flush()
