"""The public reference tables, with the figures others computed from them."""

import json
from typing import Any

from tests.safecount.builders import REFERENCE

from safecount.hidden import Overlaps

REFERENCES: dict[str, Any] = json.loads((REFERENCE / "mse_references.json").read_text())
NAMES = sorted(REFERENCES)

# Snowshoe hares, 68 animals on 6 occasions; Cormack (1989), Biometrics 45:395-413.
HARE = (
    "111111:2 110010:1 110001:1 101100:1 101010:1 101000:1 100111:1 100100:2 100010:2 100001:1 "
    "100000:3 011111:1 011101:2 011011:1 011001:2 010111:1 010101:3 010100:3 010011:1 010010:3 "
    "010001:1 010000:6 001101:1 001011:1 001001:2 001000:5 000111:1 000110:1 000101:4 000100:3 "
    "000011:2 000010:4 000001:4"
)


def overlaps(name: str) -> Overlaps:
    return Overlaps.from_patterns(REFERENCES[name]["cells"])


def hares() -> Overlaps:
    cells = dict(cell.split(":") for cell in HARE.split())
    return Overlaps.from_patterns({pattern: int(count) for pattern, count in cells.items()})
