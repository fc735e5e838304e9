"""A key pair for each unit and quarter: Django has the public half, only the keeper the other."""

import asyncio
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from fristed.keeper.custody import Custody, KeyGone
from fristed.keeper.records import FileRow
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book, Register
from fristed.keeper.shields import Shield, shield_context, shield_of
from fristed.keeper.shields import custody_key as shield_key
from fristed.kernel.periods import Quarter, day_of
from fristed.sealing import hpke
from fristed.sealing.hpke import SealBroken

UNIT_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
FIRST_YEAR: Final = 2008
QUARTERS_AHEAD: Final = 4


def custody_key(unit: str, quarter: str) -> str:
    return f"unit-{unit}-{quarter.lower()}"


def checked_quarter(text: str, today: date) -> str:
    """:raises Refused: no quarter, or one that lies too far off."""
    try:
        quarter = Quarter.parse(text)
    except ValueError as fault:
        raise Refused("unknown_quarter") from fault
    this = Quarter.of(today)
    ahead = 4 * (quarter.year - this.year) + quarter.number - this.number
    if quarter.year < FIRST_YEAR or ahead > QUARTERS_AHEAD:
        raise Refused("unknown_quarter")
    return text


class UnitKeys:
    """The private halves: unwrapped by custody when first needed, then in memory only."""

    def __init__(self, register: Register, custody: Custody) -> None:
        self._register: Final = register
        self._custody: Final = custody
        self._private: dict[tuple[str, str], bytes] = {}
        self._making = asyncio.Lock()

    async def public_halves(
        self, wanted: Sequence[tuple[str, str]], at: datetime
    ) -> dict[tuple[str, str], bytes]:
        """:raises Refused: `unknown_unit`."""
        async with self._making:
            missing = await self._register.read(at, lambda book: _missing(book, wanted))
            for unit, quarter in missing:
                await self._make(unit, quarter, at)
        return await self._register.read(at, lambda book: _public_halves(book, wanted))

    async def private(self, unit: str, quarter: str, at: datetime) -> bytes:
        """:raises Refused: `destroyed`, or `file_broken` when there never was such a pair."""
        known = self._private.get((unit, quarter))
        if known is not None:
            return known
        row = await self._register.read(
            at,
            lambda book: book.one(
                "select wrapped from pair where unit = ? and quarter = ?", unit, quarter
            ),
        )
        if row is None:
            raise Refused("file_broken")
        if row[0] is None:
            raise Refused("destroyed")
        try:
            private = await asyncio.to_thread(
                self._custody.unwrap, custody_key(unit, quarter), row[0]
            )
        except KeyGone as fault:
            raise Refused("destroyed") from fault
        self._private[unit, quarter] = private
        return private

    async def file_private(self, row: FileRow, at: datetime, *, strong: bool = False) -> bytes:
        """A file's private half, when its row is what its maker sealed.

        strong   somebody has just shown her second factor; a shielded file opens for no one else

        :raises Refused: `destroyed`, or `file_broken`: somebody changed the row; `not_recent`.
        """
        shield = await self._register.read(at, lambda book: shield_of(book, row.ref))
        if shield is not None:
            return await self._shielded_private(row, shield, at, strong=strong)
        return await self._unit_private(row, at)

    async def _shielded_private(
        self, row: FileRow, shield: Shield, at: datetime, *, strong: bool
    ) -> bytes:
        """Its own key is unwrapped anew each time and kept in no memory.

        A row that still holds the unit's wrap was shielded here and not there: the change of the
        row was lost on the way, and the file is not.
        """
        if not strong:
            raise Refused("not_recent")
        if not shield.wrapped:  # lost with a restored register: see `shielding.mark_shielded`
            return await self._unit_private(row, at)
        try:
            own = await asyncio.to_thread(self._custody.unwrap, shield_key(row.ref), shield.wrapped)
        except KeyGone as fault:
            raise Refused("destroyed") from fault
        try:
            private = hpke.open_sealed(own, shield_context(row), row.wrapped)
        except SealBroken:
            return await self._unit_private(row, at)
        if hpke.public_half(private) != row.public_key:
            await self._tell_broken(row, at)
            raise Refused("file_broken")
        return private

    async def _unit_private(self, row: FileRow, at: datetime) -> bytes:
        try:
            unit_private = await self.private(row.unit, row.quarter, at)
            private = hpke.open_sealed(unit_private, row.bound(), row.wrapped)
            if hpke.public_half(private) != row.public_key:
                raise Refused("file_broken")
        except SealBroken as fault:
            await self._tell_broken(row, at)
            raise Refused("file_broken") from fault
        except Refused as refused:
            if refused.code == "file_broken":
                await self._tell_broken(row, at)
            raise
        return private

    def forget(self, unit: str, quarter: str) -> None:
        self._private.pop((unit, quarter), None)

    async def _make(self, unit: str, quarter: str, at: datetime) -> None:
        pair = hpke.new_pair()
        wrapped = await asyncio.to_thread(
            self._custody.wrap, custody_key(unit, quarter), pair.private
        )

        def keep(book: Book) -> None:
            book.do(
                "insert into pair (unit, quarter, public, wrapped, made_at) values (?, ?, ?, ?, ?)",
                *(unit, quarter, pair.public, wrapped, book.now),
            )
            book.note("unit_keys", unit=unit, quarter=quarter)

        await self._register.write(at, keep)

    async def _tell_broken(self, row: FileRow, at: datetime) -> None:
        await self._register.write(
            at,
            lambda book: book.alarm(
                "file_broken", file=row.ref, once=f"file_broken:{row.ref}:{day_of(at)}"
            ),
        )


def kept_public_half(book: Book, unit: str, quarter: str) -> bytes:
    """The public half of a pair, destroyed or not; empty where there never was one."""
    row = book.one("select public from pair where unit = ? and quarter = ?", unit, quarter)
    return bytes(row[0]) if row else b""


def _missing(book: Book, wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    units = {row[0] for row in book.all("select code from unit")}
    if not {unit for unit, _ in wanted} <= units:
        raise Refused("unknown_unit")
    made = set(book.all("select unit, quarter from pair"))
    return [pair for pair in wanted if pair not in made]


def _public_halves(book: Book, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    rows = book.all("select unit, quarter, public from pair where destroyed_at is null")
    halves = {(unit, quarter): bytes(public) for unit, quarter, public in rows}
    return {pair: halves[pair] for pair in wanted if pair in halves}
