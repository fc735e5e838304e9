"""safecount: counts safe to publish, countable across services, honest about who is missing.

cube         frequency cubes over hierarchical dimensions and linked tables
disclosure   rounding, suppression, the attacker's audit, the release ledger
overlap      how many people several services share, without anyone sharing a register
hidden       how many are on no list at all: a floor and a band, never one number
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from safecount import disclosure, hidden, overlap
    from safecount.cube import Cube, Hierarchy, Table

__version__ = "0.1.0"
__all__ = ["Cube", "Hierarchy", "Table", "disclosure", "hidden", "overlap"]

_HOME = {"Cube": "safecount.cube", "Hierarchy": "safecount.cube", "Table": "safecount.cube"}


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: `import safecount` must not pay for numpy, scipy or DuckDB.
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    if name in __all__:
        return importlib.import_module(f"safecount.{name}")
    raise AttributeError(f"module 'safecount' has no attribute {name!r}")
