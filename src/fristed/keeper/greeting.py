"""What anybody on the socket may know: public halves, a version, and whom the keeper trusts."""

import hmac
import itertools
from datetime import datetime
from typing import Final

from fristed.keeper import oidc
from fristed.keeper.keeper import VERSION, Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.unit_keys import checked_quarter, kept_public_half
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of

MOST: Final = 200


async def hello(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    return {
        "public_key": keeper.own.pair.public,
        "version": VERSION,
        "custody_for_production": keeper.custody.is_for_production,
        "issuers": [
            {"issuer": one.issuer, "audience": one.audience, "doors": sorted(one.doors)}
            for one in oidc.read_issuers(keeper.settings.home / oidc.ISSUERS)
        ],
    }


async def unit_keys(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The units' public halves, made when they are missing. A destroyed one is left out."""
    units = ask.names("units", most=MOST)
    quarters = [checked_quarter(text, day_of(at)) for text in ask.names("quarters", most=MOST)]
    halves = await keeper.units.public_halves(list(itertools.product(units, quarters)), at)
    return {
        "keys": [
            {"unit": unit, "quarter": quarter, "key": half}
            for (unit, quarter), half in halves.items()
        ]
    }


async def check_keys(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Look at the public halves somebody keeps: a changed one would let its owner read.

    :raises Refused: `keys_differ`; an alarm names the unit.
    """
    kept = [
        (key.name("unit"), key.name("quarter"), key.data("key"))
        for key in ask.many("keys", most=MOST * MOST)
    ]
    own = ask.data("own") if ask.has("own") else keeper.own.pair.public

    def check(book: Book) -> None:
        differing = {
            unit
            for unit, quarter, half in kept
            if not hmac.compare_digest(half, kept_public_half(book, unit, quarter))
        }
        if not hmac.compare_digest(own, keeper.own.pair.public):
            differing.add("")
        for unit in sorted(differing):
            book.alarm("keys_differ", unit=unit, once=f"keys_differ:{unit}:{day_of(at)}")
            book.note("check_keys", outcome="keys_differ", unit=unit)
        if differing:
            ask.noted = True
            raise Refused("keys_differ")

    await keeper.register.write(at, check)
    return {}
