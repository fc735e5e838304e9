"""The ring: every list passes through every party, and only a keyless tallier can count.

Each party maps its identifiers to points, multiplies by a secret of its own, shuffles, and sends
the batch on to the next number, the last to the first. When all parties have done so to all lists,
a person on several lists has become the same point on each, under a product of secrets that nobody
holds. The one direction matters: no party then sees two lists under the same secrets.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from safecount.failures import InputError, RoundRefused
from safecount.overlap.group import (
    POINT,
    Workers,
    hashed,
    multiplied,
    new_secret,
    pieces,
    secret_order,
    shuffled,
)
from safecount.progress import Progress

#: Smaller lists are refused: the answer to one would be an answer about few people.
LEAST = 50
VERSION = 1


@dataclass(frozen=True, slots=True)
class Session:
    """What a round is for; part of every token, so that rounds cannot be put together.

    year, purpose  written by people; both go into the tokens
    parties        how many lists and parties there are
    """

    year: str
    purpose: str
    parties: int

    def __post_init__(self) -> None:
        if not 2 <= self.parties <= 12:
            raise InputError("A round has from 2 to 12 parties.")
        if not self.year.strip() or not self.purpose.strip():
            raise InputError("A round needs a year and a purpose.")

    @property
    def context(self) -> bytes:
        text = json.dumps(["safecount overlap", VERSION, self.year, self.purpose, self.parties])
        return text.encode()


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a party binds itself to before anything is sent.

    party    its number, from 1
    size     records it will send, dummies included
    dummies  made-up records among them
    seal     a hash of its list under a random key it keeps; shows later whether the list changed
    context  hash of the session
    """

    party: int
    size: int
    dummies: int
    seal: str
    context: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One list on its way around.

    owner    the party whose list it is
    passed   the parties that have multiplied it, in order
    round    hash of the session and all commitments
    widths   number of points of each record, in order; None when every record has one point
    """

    owner: int
    passed: tuple[int, ...]
    round: str
    points: bytes = field(repr=False)
    widths: tuple[int, ...] | None = field(default=None, repr=False)

    @property
    def records(self) -> int:
        return len(self.points) // POINT if self.widths is None else len(self.widths)

    @property
    def bytes_on_the_wire(self) -> int:
        return len(self.points) + (0 if self.widths is None else len(self.widths))


@dataclass(frozen=True, slots=True)
class Memory:
    """A party between two hops. Bytes are written as hexadecimal digits."""

    number: int
    dummies: int
    key: str = field(repr=False)
    seal: str
    secret: str = field(repr=False)
    handled: tuple[int, ...]


def round_id(session: Session, commitments: Iterable[Commitment]) -> str:
    """The hash all batches of a round carry.

    :raises RoundRefused: a commitment is missing, doubled, of another session or too small.
    """
    ordered = sorted(commitments, key=lambda c: c.party)
    if [c.party for c in ordered] != list(range(1, session.parties + 1)):
        raise RoundRefused("There must be exactly one commitment from each party.")
    for commitment in ordered:
        if not hmac.compare_digest(commitment.context, _digest(session.context)):
            raise RoundRefused(f"Party {commitment.party} has committed to another round.")
        check_size(commitment.size - commitment.dummies)
    parts = [[c.party, c.size, c.dummies, c.seal] for c in ordered]
    return _digest(session.context + json.dumps(parts).encode())


def way(owner: int, parties: int) -> tuple[int, ...]:
    """The parties in the order in which a list passes them: its owner, then the next numbers.

    With one direction no party gets two lists that have been multiplied by the same secrets; if it
    did, it would see how many people they share.
    """
    return tuple((owner - 1 + step) % parties + 1 for step in range(parties))


def check_size(size: int) -> None:
    """:raises RoundRefused: the list is too short to be counted safely."""
    if size < LEAST:
        raise RoundRefused(f"A list of {size} is too short; at least {LEAST} are needed.")


class Blinder:
    """A party's secret and which lists it has multiplied, for as long as the round lasts.

    parties  how many lists there are; after the last of them the secret is destroyed
    """

    def __init__(
        self, number: int, parties: int, *, secret: bytes = b"", handled: Iterable[int] = ()
    ) -> None:
        self.number = number
        self._parties = parties
        self._secret: bytes | None = secret or new_secret()
        self._handled = set(handled)

    def hop(self, batch: Batch, workers: Workers = None, progress: Progress | None = None) -> Batch:
        """See `Party.hop`."""
        if self._secret is None:
            raise RoundRefused("The round is over: the secret of this party has been destroyed.")
        if self.number in batch.passed or batch.owner in self._handled:
            raise RoundRefused(f"List {batch.owner} has passed party {self.number} before.")
        if (*batch.passed, self.number) != way(batch.owner, self._parties)[: len(batch.passed) + 1]:
            raise RoundRefused(
                f"List {batch.owner} comes out of turn: lists go from each party to the next"
                " number, and from the last to the first."
            )
        check_size(batch.records)
        points = multiplied(self._secret, batch.points, workers, progress)
        self._handled.add(batch.owner)
        if len(self._handled) == self._parties:
            self._secret = None
        points, widths = _mixed(points, batch.widths)
        return Batch(batch.owner, (*batch.passed, self.number), batch.round, points, widths)

    @property
    def is_over(self) -> bool:
        return self._secret is None

    @property
    def secret(self) -> bytes:
        """:raises RoundRefused: the round is over."""
        if self._secret is None:
            raise RoundRefused("The round is over: there is no secret left to keep.")
        return self._secret

    @property
    def handled(self) -> tuple[int, ...]:
        return tuple(sorted(self._handled))


class Party:
    """One service in one round: its list and a secret that lives as long as the round.

    records  for each person, the tokens: one (an identity number) or several (match keys)
    dummies  made-up records to add, so that the size and the pattern of tokens tell less
    workers  processes that share the multiplications: see `group.working`
    """

    def __init__(
        self,
        session: Session,
        number: int,
        records: Sequence[Sequence[str]],
        *,
        dummies: int = 0,
        workers: Workers = None,
    ) -> None:
        if not 1 <= number <= session.parties:
            raise InputError(f"Party {number} is not one of the {session.parties}.")
        check_size(len(records))
        if dummies < 0:
            raise InputError("The number of dummies must not be negative.")
        if any(not tokens for tokens in records):
            raise InputError("A record has no tokens.")
        self.session, self.number, self.dummies = session, number, dummies
        self.workers = workers
        self._records = [tuple(tokens) for tokens in records]
        self.blinder = Blinder(number, session.parties)
        self.sealed_with(os.urandom(32))

    def commitment(self) -> Commitment:
        return Commitment(
            party=self.number,
            size=len(self._records) + self.dummies,
            dummies=self.dummies,
            seal=self._seal,
            context=_digest(self.session.context),
        )

    def start(self, commitments: Iterable[Commitment], progress: Progress | None = None) -> Batch:
        """Send the own list on its way, once.

        :raises RoundRefused: the commitments do not fit, or the list has been sent before.
        """
        commitments = list(commitments)
        round_ = round_id(self.session, commitments)
        mine = next(c for c in commitments if c.party == self.number)
        if mine != self.commitment():
            raise RoundRefused("The list is not the one this party has committed to.")
        return replace(self.blinded(progress), round=round_)

    def blinded(self, progress: Progress | None = None) -> Batch:
        """The own list under the secret, once, before anybody knows the round's hash.

        It is sent on only with that hash, see `start`: not before everybody has committed.
        """
        records = self._records + self._made_up()
        widths = [len(tokens) for tokens in records]
        points = hashed(_point_digests(self.session, records), self.workers)
        batch = Batch(self.number, (), "", points, None if set(widths) == {1} else tuple(widths))
        return self.hop(batch, progress)

    def hop(self, batch: Batch, progress: Progress | None = None) -> Batch:
        """Multiply a list by the secret, shuffle it and give it back to be sent on.

        After the last list the secret is destroyed: years cannot be put together later.

        :raises RoundRefused: the list has been here before or comes out of turn, a point is
            malformed, or the round is over for this party.
        """
        return self.blinder.hop(batch, self.workers, progress)

    @property
    def records(self) -> tuple[tuple[str, ...], ...]:
        return tuple(self._records)

    @property
    def is_over(self) -> bool:
        """Whether all lists have passed and the secret is gone."""
        return self.blinder.is_over

    def sealed_with(self, key: bytes) -> None:
        """Commit under this key, as when the same round was run before."""
        self._key, self._seal = key, list_seal(self._records, key)

    def memory(self) -> "Memory":
        """What a party must keep between hops; it holds the secret and never leaves the house.

        :raises RoundRefused: the round is over.
        """
        return Memory(
            number=self.number,
            dummies=self.dummies,
            key=self._key.hex(),
            seal=self._seal,
            secret=self.blinder.secret.hex(),
            handled=self.blinder.handled,
        )

    @classmethod
    def remembered(
        cls, session: Session, memory: "Memory", records: Sequence[Sequence[str]]
    ) -> "Party":
        """The party as it was when `memory` was kept.

        :raises RoundRefused: the list has changed since.
        """
        party = cls(session, memory.number, records, dummies=memory.dummies)
        party.sealed_with(bytes.fromhex(memory.key))
        party.blinder = Blinder(
            memory.number,
            session.parties,
            secret=bytes.fromhex(memory.secret),
            handled=memory.handled,
        )
        if party._seal != memory.seal:
            raise RoundRefused("The list has changed since the round was started.")
        return party

    def _made_up(self) -> list[tuple[str, ...]]:
        widths = [len(tokens) for tokens in self._records]
        chosen = secret_order(len(widths))
        return [
            tuple("dummy " + os.urandom(32).hex() for _ in range(widths[chosen[n % len(widths)]]))
            for n in range(self.dummies)
        ]


def list_seal(records: Sequence[Sequence[str]], key: bytes) -> str:
    """A keyed hash of a list that does not depend on its order."""
    written = json.dumps(sorted(sorted(tokens) for tokens in records))
    return hmac.new(key, written.encode(), hashlib.sha256).hexdigest()


def check_batches(
    session: Session, commitments: Iterable[Commitment], batches: Iterable[Batch]
) -> list[Batch]:
    """The batches in the order of their owners, if they are what was committed to.

    :raises RoundRefused: a list is missing, has not passed everybody, is of another round, or
        holds more or fewer entries, or the same entry twice.
    """
    commitments = sorted(commitments, key=lambda c: c.party)
    round_ = round_id(session, commitments)
    ordered = sorted(batches, key=lambda b: b.owner)
    if [b.owner for b in ordered] != [c.party for c in commitments]:
        raise RoundRefused("There must be exactly one list from each party.")
    for batch, commitment in zip(ordered, commitments, strict=True):
        name = f"List {batch.owner}"
        if batch.round != round_:
            raise RoundRefused(f"{name} belongs to another round.")
        if batch.passed != way(batch.owner, session.parties):
            raise RoundRefused(f"{name} has not passed every party once, around the ring.")
        if batch.records != commitment.size:
            raise RoundRefused(
                f"{name} has {batch.records} entries; {commitment.size} were committed to."
                " Somebody has dropped or added entries."
            )
        if batch.widths is None and _distinct(batch.points) != batch.records:
            raise RoundRefused(f"{name} holds an entry twice.")
    return ordered


def _mixed(points: bytes, widths: tuple[int, ...] | None) -> tuple[bytes, tuple[int, ...] | None]:
    """Shuffle records, and the points within each."""
    if widths is None:
        return shuffled(points), None
    if sum(widths) * POINT != len(points):
        raise RoundRefused("The batch's records do not fit its points.")
    ends = np.cumsum(widths) * POINT
    order = secret_order(len(widths)).tolist()
    mixed = [shuffled(points[ends[n] - widths[n] * POINT : ends[n]]) for n in order]
    return b"".join(mixed), tuple(widths[n] for n in order)


def _distinct(points: bytes) -> int:
    return len(set(pieces(points, POINT)))


def _point_digests(session: Session, records: Iterable[Sequence[str]]) -> bytes:
    start = len(session.context).to_bytes(4, "big") + session.context
    digests = bytearray()
    for tokens in records:
        for token in tokens:
            digests += hashlib.sha512(start + token.encode()).digest()
    return bytes(digests)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
