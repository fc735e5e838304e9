"""What may be said to whoever runs the house, and what is told along."""

import re
from typing import Final

from fristed.kernel import traces
from fristed.kernel.traces import Kind
from fristed.notices.rules.persons import NEVER, check_without_persons

WATCHED: Final = NEVER | {Kind.NAME, Kind.ADDRESS, Kind.SCHOOL, Kind.PLACE, Kind.COUNTRY}
BROWSERS: Final = re.compile(r"(Edg|OPR|Firefox|Chrome|Version)[A-Za-z]*/(\d+)")
CALLED: Final = {"Edg": "Edge", "OPR": "Opera", "Version": "Safari"}


def found_in(words: str) -> tuple[str, ...]:
    """What may say who somebody is."""
    spans = (one for one in traces.find(words) if one.kind in WATCHED)
    return tuple(words[span.start : span.end] for span in spans)


def check_words(words: str, *, is_sure: bool) -> None:
    """Check what is sent to people who may know nothing of any case.

    is_sure   she has seen what may point at somebody, and says that it does not

    :raises RuleBroken: `points_at_somebody`, `may_point`.
    """
    check_without_persons([words], watched=WATCHED, is_sure=is_sure)


def browser(user_agent: str) -> str:
    """Its name and main version; nothing else of what a browser tells."""
    found = dict(BROWSERS.findall(user_agent))
    name = next((one for one in ("Edg", "OPR", "Firefox", "Chrome", "Version") if one in found), "")
    return f"{CALLED.get(name, name)} {found[name]}" if name else ""
