"""The keeper's part of a yearly overlap round: two people start it, and lists leave as points."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from fristed.vault import keeper
from fristed.vault.fields import SealedText

SECONDS: Final = 300.0  # a list of ten thousand is multiplied in one call


@dataclass(frozen=True)
class Round:
    """What the two agree on. round: the exercise's reference."""

    round: str
    year: str
    purpose: str
    parties: int


@dataclass(frozen=True)
class Blinded:
    """A service's list: what it is committed to, and its points under a secret of the keeper's."""

    size: int
    seal: str
    context: str
    points: bytes = field(repr=False)
    widths: tuple[int, ...] | None = field(repr=False)


@dataclass(frozen=True)
class Moved:
    """Another's list after it was multiplied. destroyed: the service's secret is gone."""

    points: bytes = field(repr=False)
    widths: tuple[int, ...] | None = field(repr=False)
    destroyed: bool


def propose(assertion: str, round_: Round) -> None:
    """Before the action, outside any transaction.

    :raises KeeperRefused: `not_recent`, `overlap_over`.
    """
    keeper.call("overlap.propose", assertion=assertion, **asdict(round_))


def confirm(assertion: str, round_: Round) -> None:
    """The same, by another person.

    :raises KeeperRefused: `not_recent`, `same_person`, `nothing_proposed`, `cap_reached`.
    """
    keeper.call("overlap.confirm", assertion=assertion, **asdict(round_))


def blind(
    token: str, round_: str, *, party: int, service: str, texts: Sequence[tuple[str, SealedText]]
) -> Blinded:
    """Have a service's identifiers opened there and given back as points.

    texts   file and sealed identifier of each

    :raises KeeperRefused: `not_started`, `overlap_too_few`, `list_changed`, `overlap_over`,
        `cap_reached`.
    """
    answer = keeper.call(
        "overlap.commit",
        timeout=SECONDS,
        token=token,
        round=round_,
        party=party,
        service=service,
        identifiers=[{"file": file, "slot": text.slot, "blob": text.blob} for file, text in texts],
    )
    return Blinded(
        size=answer["size"],
        seal=answer["seal"],
        context=answer["context"],
        points=keeper.as_bytes(answer["points"]),
        widths=_widths(answer),
    )


def multiply(token: str, round_: str, *, party: int, batch: Any) -> Moved:
    """Have another's list multiplied by the service's secret.

    batch   a `safecount.overlap.Batch`

    :raises KeeperRefused: `overlap_refused`, `overlap_over`, `not_started`.
    """
    answer = keeper.call(
        "overlap.hop",
        timeout=SECONDS,
        token=token,
        round=round_,
        party=party,
        owner=batch.owner,
        passed=list(batch.passed),
        round_hash=batch.round,
        points=batch.points,
        widths=None if batch.widths is None else list(batch.widths),
    )
    return Moved(keeper.as_bytes(answer["points"]), _widths(answer), answer["destroyed"])


def stop(token: str, round_: str) -> None:
    """Have the secrets of a round that comes to nothing destroyed.

    :raises KeeperAway: ask again.
    """
    keeper.call("overlap.stop", token=token, round=round_)


def _widths(answer: dict[str, Any]) -> tuple[int, ...] | None:
    return None if answer["widths"] is None else tuple(answer["widths"])
