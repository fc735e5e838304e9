"""Progress on standard error, for people only: nothing is shown where nobody looks."""

import sys

from safecount.progress import Progress

LENGTH = 40


def bar(total: int, what: str) -> Progress | None:
    """A bar that is told how much of the total is done."""
    if not sys.stderr.isatty() or not total:
        return None

    def show(done: int) -> None:
        filled = round(LENGTH * done / total)
        end = "\n" if done >= total else ""
        sys.stderr.write(
            f"\r[{'#' * filled}{'.' * (LENGTH - filled)}] {done:,} of {total:,} {what}{end}"
        )
        sys.stderr.flush()

    return show


def stage(text: str) -> None:
    """What is being done now, where there is nothing to count."""
    if sys.stderr.isatty():
        sys.stderr.write(text + "\n")
