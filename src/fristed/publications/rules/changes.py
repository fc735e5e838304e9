"""Changes and shares, rounded as people do."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Change:
    """From one count to another of the same kind.

    previous   the count before      [cases]
    current    the count after       [cases]
    """

    previous: int
    current: int

    @property
    def absolute(self) -> int:
        """[cases]"""
        return self.current - self.previous

    def percent(self, decimals: int = 1) -> Decimal | None:
        """The change in percent of what was before; none where nothing was."""
        if self.previous == 0:
            return None
        return rounded(Decimal(self.absolute) * 100 / self.previous, decimals)


def change(previous: int, current: int) -> Change:
    """:raises ValueError: a count is negative."""
    if previous < 0 or current < 0:
        raise ValueError("a count is never negative")
    return Change(previous, current)


def share(part: int, whole: int, decimals: int = 1) -> Decimal:
    """A part in percent of the whole.

    :raises ValueError: the part is not within the whole, or there is no whole.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError("a share is of something, and at most all of it")
    return rounded(Decimal(part) * 100 / whole, decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half goes away from zero: 0.5 is 1 and -0.5 is -1."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def written(value: Decimal | int, *, signed: bool, unit: str = "", language: str = "nb") -> str:
    """A number as people write it: "−3,4 %" in Norwegian, "−3.4%" in English.

    signed   write a plus too, as for a change
    """
    sign = "\N{MINUS SIGN}" if value < 0 else "+" if signed and value > 0 else ""
    figures = f"{abs(value):,}".replace(",", "\N{NO-BREAK SPACE}")
    if language.startswith("en"):
        return f"{sign}{figures}{unit}"
    space = "\N{NO-BREAK SPACE}" if unit else ""
    return f"{sign}{figures.replace('.', ',')}{space}{unit}"


def decimals_of(published: str) -> int:
    """How many decimals a published figure has."""
    figures = published.split(maxsplit=1)[0]
    return len(figures.partition(".")[2])
