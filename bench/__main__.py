"""`make bench`: measure what the README claims, in one run, beside its limits.

    make bench                 everything that stands in PARTS, about fifteen minutes
    make bench ARGS=lists      one part
    make bench ARGS="contact wal"

A house of its own in a temporary folder, from the real supervisor; prints one table and writes
var/bench.json. A limit that is not met makes the run fail.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence

from bench import (
    contact,
    counting,
    figures,
    flood,
    handing_over,
    inquiries,
    lists,
    nora,
    table,
    timeline,
    wal,
)
from bench import starting as start
from bench.houses import Ground

PARTS: dict[str, Callable[[Ground], list[table.Line]]] = {
    "start": start.measure,
    "contact": contact.measure,
    "flood": flood.measure,
    "nora": nora.measure,
    "wal": wal.measure,
    "lists": lists.measure,
    "inquiries": inquiries.measure,
    "counting": counting.measure,
    "figures": figures.measure,
    "handing_over": handing_over.measure,
    "timeline": timeline.measure,
}


def main(asked: Sequence[str]) -> int:
    unknown = set(asked) - set(PARTS)
    if unknown:
        print(f"There is no part {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}")
        return 2
    signal.signal(signal.SIGTERM, _interrupt)
    began, lines = time.monotonic(), []
    busy_before = os.getloadavg()[0]
    with Ground() as ground:
        for name in asked or PARTS:
            say(f"{name} ...")
            measured = PARTS[name](ground)
            say(table.drawn_lines(measured))
            lines += measured
    run = table.Run(
        tuple(lines),
        seconds=time.monotonic() - began,
        load_before=busy_before,
        cores=os.cpu_count() or 1,
    )
    print(table.drawn(run))
    table.keep(run)
    return 0 if all(line.is_met is not False for line in lines) else 1


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
