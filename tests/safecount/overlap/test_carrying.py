import csv
import json

import pytest
from tests.safecount.overlap.test_ring import lists_of, single

from safecount.failures import RoundRefused
from safecount.overlap import Party, Session, plain_cells, tally
from safecount.overlap.carrying import (
    Desk,
    read_batch,
    read_commitment,
    write_batch,
    write_commitment,
)

SESSION = Session("2025", "trial", 2)


@pytest.fixture
def carried(tmp_path):
    """Two institutions that hand files to each other and to a tallier."""
    lists = lists_of(2)
    desks = [Desk(tmp_path / f"desk{n}") for n in (1, 2)]
    for number, (desk, ids) in enumerate(zip(desks, lists, strict=True), 1):
        commitment = desk.open_round(SESSION, Party(SESSION, number, single(ids)))
        write_commitment(tmp_path / f"{number}.commit", SESSION, commitment)
    return tmp_path, desks, lists


def commitments(folder):
    return [read_commitment(folder / f"{n}.commit")[1] for n in (1, 2)]


def test_a_round_over_files_counts_as_in_the_clear(carried):
    folder, desks, lists = carried
    for n, desk in enumerate(desks):
        party = desk.resume(SESSION, single(lists[n]))
        write_batch(folder / f"{n + 1}a.hop", SESSION, party.start(commitments(folder)))
        assert desk.close_or_save(party) is False
    for n, desk in enumerate(desks):
        other = 2 - n
        session, batch = read_batch(folder / f"{other}a.hop")
        party = desk.resume(session, single(lists[n]))
        write_batch(folder / f"{other}b.hop", SESSION, party.hop(batch))
        assert desk.close_or_save(party) is True
        assert not desk.state.exists()

    finished = [read_batch(folder / f"{n}b.hop")[1] for n in (1, 2)]

    assert tally(SESSION, commitments(folder), finished).cells == plain_cells(lists)


def test_the_secret_file_is_for_its_owner_alone(carried):
    _, desks, _ = carried

    assert desks[0].state.stat().st_mode & 0o077 == 0


def test_a_round_is_not_run_again_on_a_changed_list(carried):
    _, desks, lists = carried
    desks[0].state.unlink()

    with pytest.raises(RoundRefused, match="has been run before on another list"):
        desks[0].open_round(SESSION, Party(SESSION, 1, single([*lists[0][:-1], "somebody new"])))

    again = desks[0].open_round(SESSION, Party(SESSION, 1, single(lists[0])))
    assert again.size == len(lists[0])


def test_a_list_changed_under_way_is_refused(carried):
    _, desks, lists = carried

    with pytest.raises(RoundRefused, match="has changed since the round was started"):
        desks[0].resume(SESSION, single(lists[0][:-1]))


def test_two_rounds_are_not_open_at_once(carried):
    _, desks, lists = carried

    with pytest.raises(RoundRefused, match="A round is open"):
        desks[0].open_round(
            Session("2026", "trial", 2), Party(Session("2026", "trial", 2), 1, single(lists[0]))
        )


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda raw: raw[:-1], "damaged"),
        (lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), "damaged"),
        (lambda raw: b"PK" + raw, "not a safecount overlap file"),
        (lambda raw: raw.replace(b'"version": 1', b'"version": 9'), "has version 9"),
        (lambda raw: raw.replace(b'"owner"', b'"eigar"'), "lacks a field"),
        (lambda raw: raw[:0], "damaged"),
    ],
)
def test_a_spoilt_file_is_refused(carried, spoil, message):
    folder, desks, lists = carried
    party = desks[0].resume(SESSION, single(lists[0]))
    path = folder / "a.hop"
    write_batch(path, SESSION, party.start(commitments(folder)))
    assert read_batch(path)[1].owner == 1
    path.write_bytes(spoil(path.read_bytes()))

    with pytest.raises(RoundRefused, match=message):
        read_batch(path)


def test_a_commitment_tells_size_and_no_identifier(carried):
    folder, _, lists = carried

    text = (folder / "1.commit").read_text()

    assert json.loads(text)["size"] == len(lists[0])
    assert not any(identifier in text for identifier in lists[0])


def write_list(path, ids):
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id"])
        writer.writerows([i] for i in ids)
    return path
