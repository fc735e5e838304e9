"""The supervisor's children: started, watched, started again, and ended in reverse order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from fristed.config.cluster import die_with_parent

RESTARTS = 5
WITHIN = 60  # seconds
PAUSE = 0.2  # seconds, longer for each start
PATIENCE = 5  # seconds a child gets to end by itself


@dataclass
class Child:
    """A process of the house.

    begin    starts it; called again when it has died
    ending   the signal that asks it to end
    stage    those of the highest stage end first, together
    """

    name: str
    begin: Callable[[], subprocess.Popen[bytes]]
    ending: signal.Signals = signal.SIGTERM
    stage: int = 0
    process: subprocess.Popen[bytes] | None = None
    begun: list[float] = field(default_factory=list)
    complained: bool = False


class Children:
    """Every child, in the order it was started. Leaving the `with` ends them in reverse."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.running: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # we are ending already
        for stage in sorted({child.stage for child in self.running}, reverse=True):
            end([child for child in self.running if child.stage == stage])

    def start(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        stage: int,
        orphaned: signal.Signals = signal.SIGTERM,
    ) -> Child:
        """Start a program whose output goes to its own log. `orphaned`: see `spawn`."""
        log = self.logs / f"{name}.log"
        begin = partial(spawn, command, environment, log, orphaned=orphaned)
        return self.add(Child(name, begin, stage=stage))

    def add(self, child: Child) -> Child:
        self.running.append(child)
        _begin(child)
        return child

    def look(self) -> None:
        """Start what has died, at most so often."""
        for child in self.running:
            if child.process is None or child.process.poll() is not None:
                self._again(child)

    def _again(self, child: Child) -> None:
        now = time.monotonic()
        if now - child.begun[-1] < len(child.begun) * PAUSE:
            return  # it ended at once: give what it needs a moment
        recent = [at for at in child.begun if now - at < WITHIN]
        if len(recent) <= RESTARTS:
            child.begun = recent
            say(f"{child.name} ended ({_why(child)}); starting it again")
            child.complained = False
            _begin(child)
        elif not child.complained:
            say(f"{child.name} keeps ending; see {self.logs / f'{child.name}.log'}")
            child.complained = True


def spawn(
    command: Sequence[str],
    environment: Mapping[str, str],
    log: Path,
    *,
    orphaned: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own; it ends when we do, however we end.

    orphaned   what the kernel sends it when we are gone without having ended it
    """
    parent = os.getpid()
    with open(log, "ab", opener=_private) as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(parent, orphaned),  # noqa: PLW1509 - no threads
        )


def end(children: Iterable[Child]) -> None:
    """Ask them all to end; after a while, end those that have not and what they started."""
    asked = [(child.process, child.ending) for child in children if child.process is not None]
    for process, ending in asked:
        process.send_signal(ending)  # does nothing to one that has ended
    deadline = time.monotonic() + PATIENCE
    for process, _ in asked:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its session is its own: nobody else's
            process.wait()


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _begin(child: Child) -> None:
    child.begun.append(time.monotonic())
    child.process = child.begin()


def _why(child: Child) -> str:
    code = child.process.returncode if child.process else None
    return f"signal {-code}" if code is not None and code < 0 else f"code {code}"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
