"""How many people several services share, without any of them showing its register."""

from safecount.identifiers import identity_number, identity_numbers
from safecount.overlap.matchkeys import Person, capped, match_keys, soundex
from safecount.overlap.ring import Batch, Commitment, Party, Session
from safecount.overlap.simulating import Simulation, simulate
from safecount.overlap.tallying import Tally, link, plain_cells, tally

__all__ = [
    "Batch",
    "Commitment",
    "Party",
    "Person",
    "Session",
    "Simulation",
    "Tally",
    "capped",
    "identity_number",
    "identity_numbers",
    "link",
    "match_keys",
    "plain_cells",
    "simulate",
    "soundex",
    "tally",
]
