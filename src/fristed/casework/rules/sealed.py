"""Values kept as one sealed text."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self


@dataclass(frozen=True)
class Sealed:
    """A frozen value of texts, days, lists of texts and codes by code; kept as JSON.

    A field that was not there yet when it was sealed gets its default.
    """

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, default=date.isoformat)

    @classmethod
    def from_text(cls, text: str) -> Self:
        kept: dict[str, Any] = json.loads(text)
        return cls(
            **{one.name: _read(one.type, kept[one.name]) for one in fields(cls) if one.name in kept}
        )


def _read(kind: Any, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and kind in (date, date | None):
        return date.fromisoformat(value)
    return value
