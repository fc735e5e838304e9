"""A whole round in one process: to try the software, to measure it, and to test it."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from safecount.overlap.group import working
from safecount.overlap.ring import Party, Session
from safecount.overlap.tallying import Tally, tally
from safecount.progress import Progress


@dataclass(frozen=True, slots=True)
class Simulation:
    """A round that was played through.

    seconds  time from the first token to the tally
    wire     bytes that would have travelled between institutions
    """

    tally: Tally
    seconds: float
    wire: int

    def to_json(self) -> dict[str, Any]:
        return {**self.tally.to_json(), "seconds": round(self.seconds, 4), "bytes": self.wire}


def simulate(
    lists: Sequence[Sequence[Sequence[str]]],
    *,
    session: Session | None = None,
    dummies: int = 0,
    processes: int = 2,
    progress: Progress | None = None,
) -> Simulation:
    """Play every party and the tallier.

    lists      for each party its records, each a sequence of tokens
    processes  cores to use for the multiplications

    :raises RoundRefused: a list is too short.
    """
    session = session or Session("simulated", "trial", len(lists))
    started = time.perf_counter()
    people = sum(map(len, lists))
    with (
        working(processes) as workers,
        ThreadPoolExecutor(1 if workers is None else len(lists)) as threads,
    ):
        parties = [
            Party(session, number, records, dummies=dummies, workers=workers)
            for number, records in enumerate(lists, start=1)
        ]
        commitments = [party.commitment() for party in parties]
        batches = list(threads.map(lambda party: party.start(commitments), parties))
        wire = sum(batch.bytes_on_the_wire for batch in batches)
        # Each step every list goes on to the next party, and all parties work at once.
        for step in range(1, len(parties)):
            if progress is not None:
                progress(people * step // len(parties))
            batches = list(threads.map(Party.hop, parties[step:] + parties[:step], batches))
            wire += sum(batch.bytes_on_the_wire for batch in batches)
    counted = tally(session, commitments, batches)
    if progress is not None:
        progress(people)
    return Simulation(counted, time.perf_counter() - started, wire)
