"""Drafts: texts that are files of their own, read by whoever began them and by nobody else."""

from datetime import datetime
from typing import Final

from fristed.keeper import assertions
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import file_row
from fristed.keeper.refusals import Refused
from fristed.keeper.wire import Answer, Ask
from fristed.sealing import hpke
from fristed.sealing.hpke import SealBroken
from fristed.sealing.items import WRAPPED_BYTES, item_context

DRAFT: Final = "draft"
MOST: Final = 50


async def open_drafts(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The data keys of her own drafts. What does not open is left out.

    No grant is asked for and none is possible: the wrap says that it is a draft and who began it,
    and opens for nothing else. It counts against no cap, for it is nobody's case.

    :raises Refused: `not_creator`, also for a file that is no draft.
    """
    staff = await assertions.staff(keeper, ask, at)
    keys: dict[str, bytes] = {}
    for want in ask.many("drafts", most=MOST):
        row = file_row(Ask(want.raw("file")))
        ask.about = row.ref
        if row.kind != DRAFT or row.creator != staff.person:
            raise Refused("not_creator")
        opener = hpke.Opener(await keeper.units.file_private(row, at))
        item = want.name("id")
        bound = item_context(row.ref, item, want.text("slot"), want.name("part"))
        try:
            keys[item] = opener.open(bound, want.data("wrapped", size=WRAPPED_BYTES))
        except SealBroken:
            continue
    ask.about = ""
    await keeper.register.write(
        at, lambda book: book.note("draft.open", person=staff.person, keys=len(keys))
    )
    return {"keys": keys}
