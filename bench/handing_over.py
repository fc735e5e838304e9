"""How long it takes to hand a case of a hundred entries over, from reading it to its new keys."""

import json

from bench.houses import Ground
from bench.table import Line
from bench.timing import median


def measure(ground: Ground) -> list[Line]:
    signins = ground.stage()
    with ground.house(doors=False) as house:
        seconds = json.loads(house.run("bench.carrying", json.dumps(signins), settings="superset"))
    return [
        Line(
            "handing_over",
            "a case of 100 entries read, half sealed anew, offered and taken over",
            median(seconds),
            "s",
            most=1.0,
        )
    ]
