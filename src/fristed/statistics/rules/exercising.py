"""An overlap round as files that come and go: what a file is, whose turn it is, what fits.

safecount and what it needs are loaded when a file is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

if TYPE_CHECKING:
    from safecount.overlap import Batch, Commitment, Session

LEAST_PARTIES: Final = 3
"""With two lists, the number who stand on any of them tells how many stand on both."""
MOST_PARTIES: Final = 12
LEAST_PERSONS: Final = 50  # as `safecount.overlap` refuses


@dataclass(frozen=True)
class Arrived:
    """A file that came in. One of the three is there."""

    name: str
    commitment: "Commitment | None" = None
    batch: "Batch | None" = field(default=None, repr=False)
    band: Mapping[str, Any] | None = None


def check_plan(year: int, names: Sequence[str], *, on: date) -> None:
    """:raises RuleBroken: `year_not_over`, `too_few_parties`, `too_many_parties`, `named_twice`."""
    if year >= on.year:
        raise RuleBroken("year_not_over", _("Velg et år som er over. Året må være helt."))
    if len(names) < LEAST_PARTIES:
        raise RuleBroken("too_few_parties", _("Det må være minst tre tjenester."))
    if len(names) > MOST_PARTIES:
        raise RuleBroken("too_many_parties", _("Det kan være høyst tolv tjenester."))
    if len({name.casefold() for name in names}) < len(names):
        raise RuleBroken("named_twice", _("To tjenester har samme navn."))


def session_of(year: int, purpose: str, parties: int) -> "Session":
    from safecount.overlap import Session  # noqa: PLC0415 - numpy stays out of doors

    return Session(str(year), purpose, parties)


def read(name: str, raw: bytes, session: "Session") -> Arrived:
    """What a file is.

    :raises RuleBroken: `not_a_file`: it is none of them, or is damaged; `another_round`;
        `too_short`: of a list of fewer than fifty; `too_fine`: a band that says more than it may.
    """
    from safecount.banding import MAGIC, RoundedBand  # noqa: PLC0415 - as above
    from safecount.failures import RoundRefused  # noqa: PLC0415 - as above
    from safecount.overlap import carrying  # noqa: PLC0415 - as above

    try:
        if MAGIC.encode() in raw[:200]:
            said, band = RoundedBand.from_file(raw, name)
            of, arrived = said, Arrived(name, band=asdict(band))
        elif b'"seal"' in raw[:2000]:
            found, commitment = carrying.commitment_from(raw, name)
            of, arrived = asdict(found), Arrived(name, commitment=commitment)
        else:
            found, batch = carrying.batch_from(raw, name)
            of, arrived = asdict(found), Arrived(name, batch=batch)
    except RoundRefused as refused:
        raise RuleBroken(
            "not_a_file",
            _("%s er ikke en fil fra runden, eller den er skadet. Be om den på nytt.") % name,
        ) from refused
    if of != asdict(session):
        raise RuleBroken(
            "another_round",
            _("%s hører til en annen runde. År, formål og antall må være som her.") % name,
        )
    if arrived.commitment is not None:
        _check_size(name, arrived.commitment)
    return arrived


def _check_size(name: str, commitment: "Commitment") -> None:
    if commitment.size - commitment.dummies < LEAST_PERSONS:
        raise RuleBroken(
            "too_short",
            _("%s er av en liste på under 50 personer. Så korte lister telles ikke.") % name,
        )


def check_moved(batch: "Batch", *, passed: Sequence[int], size: int, round_: str) -> None:
    """Check that a list is the one that was sent out, moved on.

    :raises RuleBroken: `not_moved`, `another_round`, or `other_size`.
    """
    if batch.round != round_:
        raise RuleBroken("another_round", _("Listen er laget med andre forpliktelser enn disse."))
    if len(batch.passed) <= len(passed) or tuple(batch.passed[: len(passed)]) != tuple(passed):
        raise RuleBroken("not_moved", _("Listen har ikke kommet videre siden sist."))
    if batch.records != size:
        raise RuleBroken("other_size", _("Listen er kortere eller lengre enn den skulle være."))


def next_party(owner: int, passed: Sequence[int], parties: int) -> int | None:
    """Whose turn it is: the owner first, then around the ring; None when all have had it."""
    for step in range(parties):
        number = (owner - 1 + step) % parties + 1
        if number not in passed:
            return number
    return None


def hash_of(session: "Session", commitments: Sequence[Mapping[str, Any]]) -> str:
    """What every list of the round carries, once all have bound themselves."""
    from safecount.overlap import Commitment  # noqa: PLC0415 - as above
    from safecount.overlap.ring import round_id  # noqa: PLC0415 - as above

    return round_id(session, [Commitment(**one) for one in commitments])
