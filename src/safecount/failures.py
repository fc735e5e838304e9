"""The errors safecount raises on purpose. Each message tells a person what to do."""


class CountingError(ValueError):
    """Something in the input or the plan makes a safe answer impossible."""


class InputError(CountingError):
    """A row or a column of the input is wrong; the message names it."""


class PlanError(CountingError):
    """A plan, a table or a hierarchy contradicts itself or the input."""


class ReleaseRefused(CountingError):
    """Publishing this would let someone learn what earlier releases kept safe."""


class RoundRefused(CountingError):
    """An overlap round was stopped; nothing was counted."""
