"""How often one caller may ask the open API. Kept in memory only, nameless."""

from dataclasses import dataclass, field


@dataclass
class Window:
    """A limit for each caller in windows of fixed length.

    calls    at most, in one window; 0 for no limit
    length   of a window [seconds]
    """

    calls: int
    length: int
    _number: int = 0
    _spent: dict[str, int] = field(default_factory=dict)

    def spend(self, caller: str, at: float) -> int:
        """Count one call; answers how long to wait, 0 when it may go on.  [seconds]

        at   a clock that only goes forward [seconds]
        """
        if not self.calls:
            return 0
        number = int(at // self.length)
        if number != self._number:
            self._number, self._spent = number, {}
        self._spent[caller] = self._spent.get(caller, 0) + 1
        return 0 if self._spent[caller] <= self.calls else int((number + 1) * self.length - at) + 1
