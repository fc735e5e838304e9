"""Medians and percentiles, and many clients at once."""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Generic, TypeVar

__all__ = ["Clients", "all_at_once", "median", "p95"]

Answer = TypeVar("Answer")


def p95(seconds: Sequence[float]) -> float:
    """The value that 95 of 100 stay under; of few values, the largest."""
    return quantiles(seconds, n=20, method="inclusive")[18] if len(seconds) > 1 else seconds[0]


@dataclass
class Clients(Generic[Answer]):
    """What several clients did together.

    seconds   of each that succeeded
    failed    why, of each that did not
    """

    took: float = 0.0
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.took if self.took else 0.0


def all_at_once(
    clients: int, work: Callable[[int, int], Answer], *, seconds: float = 0, times: int = 0
) -> Clients[Answer]:
    """Let each client work again and again, for so long or so many times.

    work   called with the client's number and the turn's; its answer is kept, its fault counted
    """
    done: Clients[Answer] = Clients()
    lock, ready = threading.Lock(), threading.Barrier(clients + 1)
    ends = [float("inf")]

    def run(client: int) -> None:
        turn = 0
        ready.wait()
        while (turn < times) if times else (time.monotonic() < ends[0]):
            began = time.monotonic()
            try:
                answer = work(client, turn)
            except Exception as fault:  # noqa: BLE001 - whatever went wrong is what we count
                with lock:
                    done.failed.append(f"{type(fault).__name__}: {fault}")
                    print(f"  failed: {done.failed[-1]}", file=sys.stderr)
            else:
                with lock:
                    done.seconds.append(time.monotonic() - began)
                    done.answers.append(answer)
            turn += 1

    threads = [threading.Thread(target=run, args=[number]) for number in range(clients)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    ends[0] = began + seconds
    ready.wait()
    for thread in threads:
        thread.join()
    done.took = time.monotonic() - began
    return done
