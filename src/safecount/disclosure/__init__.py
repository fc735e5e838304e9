"""Statistical disclosure control: what may be published, and the attack a release must survive."""

from safecount.disclosure.auditing import Audit, CellAudit, Known, audit
from safecount.disclosure.ledger import Entry, Ledger
from safecount.disclosure.releases import Release, Utility
from safecount.disclosure.rounding import round_small
from safecount.disclosure.rules import Contributions, Dominance, MinFrequency, PPercent
from safecount.disclosure.suppressing import suppress

__all__ = [
    "Audit",
    "CellAudit",
    "Contributions",
    "Dominance",
    "Entry",
    "Known",
    "Ledger",
    "MinFrequency",
    "PPercent",
    "Release",
    "Utility",
    "audit",
    "round_small",
    "suppress",
]
