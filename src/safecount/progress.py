"""What long work tells while it goes on."""

from collections.abc import Callable

#: Told how much is done so far, in the unit of whoever asks.
Progress = Callable[[int], None]
