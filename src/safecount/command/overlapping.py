"""`safecount overlap simulate / start / hop / tally / band`."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from safecount import overlap
from safecount.banding import rounded_band
from safecount.command.files import write_json
from safecount.command.progress import bar
from safecount.failures import InputError
from safecount.overlap.carrying import (
    Desk,
    read_batch,
    read_commitment,
    write_batch,
    write_commitment,
)
from safecount.overlap.group import POINT, working
from safecount.overlap.ring import Batch, Commitment, Party, Session, way
from safecount.overlap.tallying import Language
from safecount.rows import read_rows
from safecount.writing import write_whole

Records = list[tuple[str, ...]]


def simulate(asked: argparse.Namespace) -> int:
    """Play a whole round on files that one person has."""
    lists = [_records(path, asked) for path in asked.parties]
    total = sum(map(len, lists))
    found = overlap.simulate(
        lists, dummies=asked.dummies, processes=asked.processes, progress=bar(total, "records")
    )
    if asked.json:
        write_json(None, found.to_json())
    else:
        _show(found.tally, asked.language)
    return 0


def start(asked: argparse.Namespace) -> int:
    """Open a round in the party's own folder and write its commitment."""
    session = Session(asked.year, asked.purpose, asked.of)
    party = Party(session, asked.party, _records(asked.list, asked), dummies=asked.dummies)
    commitment = Desk(asked.desk).open_round(session, party)
    write_commitment(asked.out, session, commitment)
    _say(f"Committed to {commitment.size} records. Send {asked.out.name} to everybody.")
    return 0


def hop(asked: argparse.Namespace) -> int:
    """Multiply and shuffle a list: the own one first, then each that arrives."""
    session, commitments = _committed(asked)
    desk = Desk(asked.desk)
    party = desk.resume(session, _records(asked.list, asked))
    with working(asked.processes) as party.workers:
        batch = _moved(party, session, commitments, asked.incoming)
    write_batch(asked.out, session, batch)
    over = desk.close_or_save(party)
    left = way(batch.owner, session.parties)[len(batch.passed) :]
    where = f"party {left[0]}" if left else "the tallier"
    _say(f"Send {asked.out.name} to {where}." + (" The secret is destroyed." if over else ""))
    return 0


def _moved(
    party: Party, session: Session, commitments: list[Commitment], incoming: Path | None
) -> Batch:
    if incoming is None:
        total = sum(len(tokens) for tokens in party.records)
        return party.start(commitments, bar(total, "points"))
    of, arrived = read_batch(incoming)
    if of != session:
        raise InputError("The list and the commitments are of different rounds.")
    return party.hop(arrived, bar(len(arrived.points) // POINT, "points"))


def tally(asked: argparse.Namespace) -> int:
    """Count the finished lists."""
    _, counted = _counted(asked)
    if asked.json:
        write_json(None, counted.to_json())
    else:
        _show(counted, asked.language)
    return 0


def band(asked: argparse.Namespace) -> int:
    """Count the finished lists, estimate, and write only what may leave the tallier."""
    session, counted = _counted(asked)
    names = [str(number) for number in range(1, session.parties + 1)]
    found = rounded_band(counted.cells, names)
    write_whole(asked.out, found.as_bytes(asdict(session)))
    _say(f"Send {asked.out.name} back, and delete the lists. No count of the overlap is in it.")
    return 0


def _counted(asked: argparse.Namespace) -> tuple[Session, overlap.Tally]:
    session, commitments = _committed(asked)
    batches = [read_batch(path)[1] for path in asked.lists]
    return session, overlap.tally(session, commitments, batches)


def _committed(asked: argparse.Namespace) -> tuple[Session, list[Commitment]]:
    found = [read_commitment(path) for path in asked.commitments]
    return found[0][0], [commitment for _, commitment in found]


def _records(path: Path, asked: argparse.Namespace) -> Records:
    """A column `id`, or the columns of `Person` when there is none.

    :raises InputError: a row has no identifier or nothing to match on.
    """
    records: dict[tuple[str, ...], None] = {}
    people: Records = []
    for number, row in enumerate(read_rows(path), start=1):
        if "id" in row:
            text = (row["id"] or "").strip()
            if not text:
                raise InputError(f"Row {number} of {path.name} has no id.")
            records[_identifier(text, number, path, asked),] = None
        else:
            try:
                people.append(overlap.match_keys(overlap.Person.from_row(row)))
            except InputError as wrong:
                raise InputError(f"Row {number} of {path.name}: {wrong}") from None
    return list(records) if records else overlap.capped(people)


def _identifier(text: str, number: int, path: Path, asked: argparse.Namespace) -> str:
    if not asked.identity_numbers:
        return text
    try:
        return overlap.identity_number(text, rules_2032=asked.rules_2032)
    except InputError as wrong:
        raise InputError(f"Row {number} of {path.name}: {wrong}") from None


def _show(counted: overlap.Tally, language: Language) -> None:
    sys.stdout.write(counted.sentence(language) + "\n")
    for pattern, count in counted.cells.items():
        sys.stdout.write(f"  {pattern} {count}\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
