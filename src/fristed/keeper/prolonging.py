"""Moving a file's key to a later quarter, so that the old quarter can be destroyed without it."""

from dataclasses import replace
from datetime import datetime

from fristed.keeper import assertions, grants
from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.shields import shield_context, shield_of
from fristed.keeper.unit_keys import checked_quarter
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import Quarter, day_of
from fristed.sealing import hpke


async def prolong(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The file's private half wrapped for a later quarter, for whoever is responsible for it.

    The row changes `quarter` and `wrapped` together; grants, texts and word codes stay valid.
    """
    staff = await assertions.staff(keeper, ask, at)
    file, quarter = ask.name("file"), checked_quarter(ask.name("quarter"), day_of(at))
    ask.about = file
    row = (await keeper.records.files([file])).get(file)
    held = await keeper.records.grants_of(staff.person, [file])
    revoked = await keeper.register.read(
        at, lambda book: grants.revoked_among(book, [grant.ref for grant in held])
    )
    if row is None or not grants.is_responsible(grants.valid(keeper.own, held, revoked, at)):
        raise Refused("no_grant")
    if Quarter.parse(quarter) < Quarter.of(day_of(at)):
        raise Refused("unknown_quarter")
    private = await keeper.units.file_private(row, at, strong=staff.is_strong(at))
    own = await keeper.register.read(at, lambda book: shield_of(book, file))
    public = (await keeper.units.public_halves([(row.unit, quarter)], at))[row.unit, quarter]
    moved = replace(row, quarter=quarter)
    await keeper.register.write(
        at,
        lambda book: book.note(
            "file.prolong", person=staff.person, file=file, before=row.quarter, quarter=quarter
        ),
    )
    if own is not None:
        return {
            "quarter": quarter,
            "wrapped": hpke.seal(own.public, shield_context(moved), private),
        }
    return {"quarter": quarter, "wrapped": hpke.seal(public, moved.bound(), private)}
