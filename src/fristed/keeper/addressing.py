"""An inquiry that goes on to another unit: its key is sealed to that unit too (an address).

An address is believed for what it holds. Only somebody who had the file's private half could have
sealed it: whoever wrote the inquiry, or the keeper for a member of the unit that has it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fristed.keeper import assertions, grants
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import FileRow
from fristed.keeper.refusals import Refused
from fristed.keeper.wire import Answer, Ask
from fristed.sealing import hpke
from fristed.sealing.files import address_context, seal_to_unit
from fristed.sealing.hpke import SealBroken

INQUIRY: Final = "inquiry"
ASKERS_PARTS: Final = frozenset({"asked", "answer"})
"""What whoever wrote an inquiry may read of it: never what the teams note among themselves."""


@dataclass(frozen=True)
class Address:
    """One more unit that a file's private half is sealed to."""

    unit: str
    quarter: str
    wrapped: bytes

    @classmethod
    def of(cls, ask: Ask) -> "Address":
        return cls(ask.name("unit"), ask.name("quarter"), ask.data("wrapped", size=80))


async def check_address(keeper: Keeper, row: FileRow, address: Address, at: datetime) -> None:
    """:raises Refused: `not_in_team`: it does not hold this file's private half."""
    bound = address_context(ref=row.ref, unit=address.unit, quarter=address.quarter)
    try:
        unit_private = await keeper.units.private(address.unit, address.quarter, at)
        private = hpke.open_sealed(unit_private, bound, address.wrapped)
    except SealBroken as fault:
        raise Refused("not_in_team") from fault
    if hpke.public_half(private) != row.public_key:
        raise Refused("not_in_team")


async def pass_on(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Seal an inquiry's key to another unit, of the same quarter, for a member of one that has it.

    :raises Refused: `no_grant`, `unknown_unit`, `destroyed`.
    """
    staff = await assertions.staff(keeper, ask, at)
    file, unit = ask.name("file"), ask.name("unit")
    ask.about = file
    row = (await keeper.records.files([file])).get(file)
    held = await keeper.records.grants_of(staff.person, [file])
    revoked = await keeper.register.read(
        at, lambda book: grants.revoked_among(book, [grant.ref for grant in held])
    )
    by_team = [
        grant
        for grant in grants.in_session(staff, grants.valid(keeper.own, held, revoked, at))
        if grant.ground == grants.TEAM
    ]
    if row is None or row.kind != INQUIRY or not by_team:
        raise Refused("no_grant")
    private = await keeper.units.file_private(row, at, strong=staff.is_strong(at))
    halves = await keeper.units.public_halves([(unit, row.quarter)], at)
    if (unit, row.quarter) not in halves:
        raise Refused("destroyed")
    await keeper.register.write(
        at,
        lambda book: book.note("inquiry.pass_on", person=staff.person, file=file, unit=unit),
    )
    wrapped = seal_to_unit(
        private,
        ref=file,
        unit=unit,
        quarter=row.quarter,
        unit_public_key=halves[unit, row.quarter],
    )
    return {"unit": unit, "quarter": row.quarter, "wrapped": wrapped}
