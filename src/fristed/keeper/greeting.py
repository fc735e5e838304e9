"""What anybody on the socket may know: public halves and a version."""

import itertools
from datetime import datetime
from typing import Final

from fristed.keeper.keeper import VERSION, Keeper
from fristed.keeper.unit_keys import checked_quarter
from fristed.keeper.wire import Answer, Ask

MOST: Final = 200


async def hello(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    return {
        "public_key": keeper.own.pair.public,
        "version": VERSION,
        "custody_for_production": keeper.custody.is_for_production,
    }


async def unit_keys(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The units' public halves, made when they are missing. A destroyed one is left out."""
    units = ask.names("units", most=MOST)
    quarters = [checked_quarter(text, at.date()) for text in ask.names("quarters", most=MOST)]
    halves = await keeper.units.public_halves(list(itertools.product(units, quarters)), at)
    return {
        "keys": [
            {"unit": unit, "quarter": quarter, "key": half}
            for (unit, quarter), half in halves.items()
        ]
    }
