"""Files carried by hand between institutions: versioned, checked, written whole or not at all."""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from safecount.failures import RoundRefused
from safecount.overlap.ring import Batch, Commitment, Memory, Party, Session, list_seal
from safecount.writing import write_whole

MAGIC = "safecount-overlap"
VERSION = 1


def batch_as_bytes(session: Session, batch: Batch) -> bytes:
    """A line of JSON that says what the file is, then the points."""
    body = batch.points
    heading = {
        "format": MAGIC,
        "version": VERSION,
        "session": asdict(session),
        "owner": batch.owner,
        "passed": list(batch.passed),
        "round": batch.round,
        "widths": None if batch.widths is None else list(batch.widths),
        "records": batch.records,
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(heading).encode() + b"\n" + body


def batch_from(raw: bytes, name: str) -> tuple[Session, Batch]:
    """:raises RoundRefused: the file is not such a file, is of another version, or is damaged."""
    line, found, body = raw.partition(b"\n")
    heading = _heading(line, name) if found else {}
    if hashlib.sha256(body).hexdigest() != heading.get("sha256"):
        raise RoundRefused(f"{name} is damaged: its check sum is wrong.")
    try:
        widths = heading["widths"]
        batch = Batch(
            owner=int(heading["owner"]),
            passed=tuple(int(n) for n in heading["passed"]),
            round=str(heading["round"]),
            points=body,
            widths=None if widths is None else tuple(int(w) for w in widths),
        )
        session = Session(**heading["session"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise RoundRefused(f"{name} lacks a field or has a wrong one.") from wrong
    if batch.records != heading.get("records"):
        raise RoundRefused(f"{name} does not hold the entries it says it holds.")
    return session, batch


def commitment_as_bytes(session: Session, commitment: Commitment) -> bytes:
    document = {
        "format": MAGIC,
        "version": VERSION,
        "session": asdict(session),
        **asdict(commitment),
    }
    return json.dumps(document, indent=1).encode() + b"\n"


def commitment_from(raw: bytes, name: str) -> tuple[Session, Commitment]:
    """:raises RoundRefused: as for `batch_from`."""
    document = _heading(raw, name)
    try:
        names = Commitment.__slots__
        return Session(**document["session"]), Commitment(**{n: document[n] for n in names})
    except (KeyError, TypeError, ValueError) as wrong:
        raise RoundRefused(f"{name} lacks a field or has a wrong one.") from wrong


def write_batch(path: Path, session: Session, batch: Batch) -> None:
    write_whole(path, batch_as_bytes(session, batch))


def read_batch(path: Path) -> tuple[Session, Batch]:
    """:raises RoundRefused: see `batch_from`."""
    return batch_from(_read(path), path.name)


def write_commitment(path: Path, session: Session, commitment: Commitment) -> None:
    write_whole(path, commitment_as_bytes(session, commitment))


def read_commitment(path: Path) -> tuple[Session, Commitment]:
    """:raises RoundRefused: see `commitment_from`."""
    return commitment_from(_read(path), path.name)


class Desk:
    """A party's own folder for one round: its secret and what it has done, until the round is over.

    The folder must not leave the party. `rounds.json` stays and remembers which list was used
    for which session, so that a round is never run again on a changed list.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / "round.secret"
        self.rounds = folder / "rounds.json"

    def open_round(self, session: Session, party: Party) -> Commitment:
        """Begin: remember the secret and the list.

        :raises RoundRefused: a round is open already, or this session was run on another list.
        """
        if self.state.exists():
            raise RoundRefused("A round is open in this folder; finish it or delete the folder.")
        self.folder.mkdir(parents=True, exist_ok=True)
        known = _kept(self.rounds) if self.rounds.exists() else {}
        name = hashlib.sha256(session.context).hexdigest()
        if name in known:
            key = bytes.fromhex(known[name]["key"])
            if list_seal(party.records, key) != known[name]["seal"]:
                raise RoundRefused(
                    "This round has been run before on another list; running it again would let"
                    " the difference be counted."
                )
            party.sealed_with(key)
        commitment, memory = party.commitment(), party.memory()
        known[name] = {"key": memory.key, "seal": memory.seal}
        write_whole(self.rounds, json.dumps(known).encode(), private=True)
        self._save(party)
        return commitment

    def resume(self, session: Session, records: list[tuple[str, ...]]) -> Party:
        """The party as it was left.

        :raises RoundRefused: no round is open, or the list has changed since.
        """
        if not self.state.exists():
            raise RoundRefused("No round is open in this folder; use `overlap start` first.")
        kept = _kept(self.state)
        if kept["session"] != asdict(session):
            raise RoundRefused("The file belongs to another round than the one open here.")
        memory = Memory(**{**kept["memory"], "handled": tuple(kept["memory"]["handled"])})
        return Party.remembered(session, memory, records)

    def close_or_save(self, party: Party) -> bool:
        """Remember what was done; destroy the secret after the last list. -> is it over"""
        if not party.is_over:
            self._save(party)
            return False
        size = self.state.stat().st_size
        with self.state.open("r+b") as file:  # overwritten before it is unlinked
            file.write(os.urandom(size))
            file.flush()
            os.fsync(file.fileno())
        self.state.unlink()
        return True

    def _save(self, party: Party) -> None:
        kept = {"session": asdict(party.session), "memory": asdict(party.memory())}
        write_whole(self.state, json.dumps(kept).encode(), private=True)


def _heading(text: bytes, name: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError:
        document = None
    if not isinstance(document, dict) or document.get("format") != MAGIC:
        raise RoundRefused(f"{name} is not a safecount overlap file.")
    if document.get("version") != VERSION:
        raise RoundRefused(
            f"{name} has version {document.get('version')}; this safecount reads {VERSION}."
        )
    return document


def _kept(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text()))
    except (ValueError, TypeError):
        raise RoundRefused(f"{path.name} is damaged. Start a new round in a new folder.") from None


def _read(path: Path) -> bytes:
    if not path.exists():
        raise RoundRefused(f"There is no file {path.name!r} at the place given.")
    return path.read_bytes()
