"""Statistical disclosure control: what may be published, and the attack a release must survive."""

from safecount.disclosure.auditing import Audit, CellAudit, Known, audit
from safecount.disclosure.cellkey import TransitionTable, perturb, record_keys, transition_table
from safecount.disclosure.groups import GroupDisclosure, coarsened, group_disclosures, withheld
from safecount.disclosure.ledger import Entry, Ledger
from safecount.disclosure.nesting import break_down, nest
from safecount.disclosure.releases import Release, Utility
from safecount.disclosure.revising import revise
from safecount.disclosure.rounding import round_small
from safecount.disclosure.rules import Contributions, Dominance, MinFrequency, PPercent
from safecount.disclosure.sentences import (
    Language,
    audit_sentence,
    coarsened_sentence,
    release_sentence,
)
from safecount.disclosure.suppressing import suppress

__all__ = [
    "Audit",
    "CellAudit",
    "Contributions",
    "Dominance",
    "Entry",
    "GroupDisclosure",
    "Known",
    "Language",
    "Ledger",
    "MinFrequency",
    "PPercent",
    "Release",
    "TransitionTable",
    "Utility",
    "audit",
    "audit_sentence",
    "break_down",
    "coarsened",
    "coarsened_sentence",
    "group_disclosures",
    "nest",
    "perturb",
    "record_keys",
    "release_sentence",
    "revise",
    "round_small",
    "suppress",
    "transition_table",
    "withheld",
]
