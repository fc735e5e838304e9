"""What the keeper wants a person to know: read by the worker, who tells leaders."""

import json
from datetime import datetime
from typing import Final

from fristed.keeper import moments, tokens
from fristed.keeper.keeper import Keeper
from fristed.keeper.wire import Answer, Ask

MOST: Final = 500


async def alarms(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The alarms after number `since`, oldest first."""
    tokens.check(keeper.settings.home, ask.text("token"), *tokens.ALL)
    since = ask.number("since")
    rows = await keeper.register.read(
        at,
        lambda book: book.all(
            "select n, at, kind, person, unit, detail from alarm where n > ? order by n limit ?",
            *(since, MOST),
        ),
    )
    return {
        "alarms": [
            {
                "n": n,
                "at": moments.from_seconds(told),
                "kind": kind,
                "person": person,
                "unit": unit,
                "detail": json.loads(detail),
            }
            for n, told, kind, person, unit, detail in rows
        ]
    }
