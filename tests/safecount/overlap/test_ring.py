import dataclasses
import hashlib
import itertools
import os
import random
import subprocess
import sys
from collections import Counter

import pytest

from safecount import overlap
from safecount.failures import InputError, RoundRefused
from safecount.overlap import Batch, Party, Session, plain_cells, simulate, tally
from safecount.overlap.group import (
    POINT,
    hashed,
    multiplied,
    new_secret,
    random_point,
    secret_order,
    working,
)
from safecount.overlap.ring import way

SESSION = Session("2025", "trial", 3)


def lists_of(number, size=60, seed=1):
    """Overlapping lists of identifiers."""
    draw = random.Random(seed)
    everyone = [f"person {n}" for n in range(size * 2)]
    return [draw.sample(everyone, size + draw.randrange(20)) for _ in range(number)]


def single(ids):
    return [(i,) for i in ids]


def played(session=SESSION, lists=None, dummies=0):
    """Parties, commitments and finished batches of one round."""
    lists = lists or lists_of(session.parties)
    parties = [Party(session, n, single(ids), dummies=dummies) for n, ids in enumerate(lists, 1)]
    commitments = [party.commitment() for party in parties]
    finished = []
    for party in parties:
        batch = party.start(commitments)
        for number in way(party.number, session.parties)[1:]:
            batch = parties[number - 1].hop(batch)
        finished.append(batch)
    return parties, commitments, finished


@pytest.mark.parametrize("number", range(2, 9))
def test_ring_counts_equal_plain_counts(number):
    lists = lists_of(number, size=50, seed=number)

    found = simulate([single(ids) for ids in lists], processes=1)

    assert found.tally.cells == plain_cells(lists)
    assert len(found.tally.cells) == 2**number - 1
    assert found.wire == sum(len(ids) for ids in lists) * number * POINT


def test_dummies_change_nothing():
    lists = lists_of(3)

    found = simulate([single(ids) for ids in lists], dummies=25, processes=1)

    assert found.tally.cells == plain_cells(lists)


def test_two_processes_count_the_same(monkeypatch):
    monkeypatch.setattr("safecount.overlap.group.PART", 20)
    lists, told = lists_of(4), []

    found = simulate([single(ids) for ids in lists], processes=2, progress=told.append)

    assert found.tally.cells == plain_cells(lists)
    assert told == sorted(set(told))
    assert told[-1] == sum(map(len, lists))


def test_a_malformed_point_is_named_by_whichever_process_finds_it(monkeypatch):
    monkeypatch.setattr("safecount.overlap.group.PART", 20)
    points = guessed(lists_of(1)[0])
    spoilt = points[: 30 * POINT] + bytes(POINT) + points[31 * POINT :]

    with (
        working(2) as workers,
        pytest.raises(RoundRefused, match="Point 31 of the batch is malformed"),
    ):
        multiplied(new_secret(), spoilt, workers)


def test_every_order_is_as_likely():
    drawn = Counter(tuple(secret_order(3)) for _ in range(6_000))

    # Each of six with 1,000 expected; a count 200 off has probability below 1e-10.
    assert len(drawn) == 6
    assert all(abs(count - 1_000) < 200 for count in drawn.values())


def test_nothing_is_left_in_the_temporary_folder(tmp_path):
    code = "from safecount.overlap import group; group.new_secret()"
    subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)}, check=True
    )

    assert not list(tmp_path.iterdir())


def test_a_list_under_fifty_is_refused():
    with pytest.raises(RoundRefused, match="A list of 49 is too short"):
        Party(SESSION, 1, single(str(n) for n in range(49)))


def test_a_list_that_is_under_fifty_without_its_dummies_is_refused():
    _, commitments, _ = played()
    small = dataclasses.replace(commitments[0], dummies=commitments[0].size - 49)

    with pytest.raises(RoundRefused, match="A list of 49 is too short"):
        tally(SESSION, [small, *commitments[1:]], [])


@pytest.mark.parametrize("bad", [b"\xff" * POINT, bytes(POINT)])
def test_a_malformed_point_stops_the_round(bad):
    fresh = Party(SESSION, 2, single(lists_of(3)[1]))
    points = hashed(b"".join(hashlib.sha512(bytes([n])).digest() for n in range(60)))
    spoilt = Batch(1, (1,), "r", points[: 30 * POINT] + bad + points[31 * POINT :])

    with pytest.raises(RoundRefused, match="Point 31 of the batch is malformed"):
        fresh.hop(spoilt)


def test_a_batch_cut_short_is_refused():
    fresh = Party(SESSION, 2, single(lists_of(3)[1]))
    points = hashed(b"".join(hashlib.sha512(bytes([n])).digest() for n in range(60)))

    with pytest.raises(RoundRefused, match="cut off"):
        fresh.hop(Batch(1, (1,), "r", points + b"x"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda p: p[POINT:], "entries; .* were committed to. Somebody has dropped or added"),
        (lambda p: p + random_point(), "Somebody has dropped or added"),
        (lambda p: p[:POINT] + p[: len(p) - POINT], "holds an entry twice"),
    ],
)
def test_entries_dropped_added_or_doubled_on_the_way_are_found(change, message):
    _, commitments, finished = played()
    finished[1] = dataclasses.replace(finished[1], points=change(finished[1].points))

    with pytest.raises(RoundRefused, match=message):
        tally(SESSION, commitments, finished)


def test_a_list_that_skipped_a_party_or_went_another_way_is_refused():
    _, commitments, finished = played()
    for passed in ((1, 2), (1, 3, 2)):
        finished[0] = dataclasses.replace(finished[0], passed=passed)
        with pytest.raises(RoundRefused, match="has not passed every party once, around the ring"):
            tally(SESSION, commitments, finished)


def test_a_list_of_another_round_is_refused():
    _, commitments, finished = played()
    other = played(Session("2026", "trial", 3))[2]

    with pytest.raises(RoundRefused, match="belongs to another round"):
        tally(SESSION, commitments, [other[0], *finished[1:]])
    with pytest.raises(RoundRefused, match="committed to another round"):
        tally(Session("2026", "trial", 3), commitments, finished)


def test_a_party_multiplies_each_list_once_and_then_forgets_its_secret():
    parties, _, finished = played()
    again = dataclasses.replace(finished[1], passed=(2, 3))

    with pytest.raises(RoundRefused, match="the secret of this party has been destroyed"):
        parties[0].hop(again)
    half = Party(SESSION, 1, single(lists_of(3)[0]))
    half.hop(again)
    with pytest.raises(RoundRefused, match="List 2 has passed party 1 before"):
        half.hop(again)


def test_a_party_does_not_send_another_list_than_it_committed_to():
    first = Party(SESSION, 1, single(lists_of(3)[0]))
    others = [Party(SESSION, n, single(lists_of(3)[n - 1])).commitment() for n in (2, 3)]
    other = Party(SESSION, 1, single(lists_of(3, seed=9)[0]))

    with pytest.raises(RoundRefused, match="not the one this party has committed to"):
        first.start([other.commitment(), *others])


def guessed(identifiers):
    """The points of identifiers, which anybody who knows the session can work out."""
    context = len(SESSION.context).to_bytes(4, "big") + SESSION.context
    return hashed(b"".join(hashlib.sha512(context + i.encode()).digest() for i in identifiers))


# ---- what each sees: the attacks of docs/explanation/counting-overlap.md, tried ----


def test_the_tallier_cannot_look_an_identifier_up():
    lists = lists_of(3)
    _, _, finished = played(lists=lists)
    everybody = {i for ids in lists for i in ids}

    # The tallier knows the session and guesses every identifier there is.
    seen = {point for batch in finished for point in _points(batch)}
    assert len(seen) == len(everybody)  # there was something to find
    assert not set(_split(guessed(everybody))) & seen


def test_a_party_cannot_recognise_its_own_people_in_a_list_that_passes():
    lists = lists_of(2)
    session = Session("2025", "trial", 2)
    one, two = (Party(session, n, single(ids)) for n, ids in enumerate(lists, 1))
    commitments = [one.commitment(), two.commitment()]
    first, second = one.start(commitments), two.start(commitments)

    # Party 2 multiplies its own hashed identifiers by its secret and looks for them in list 1.
    mine = set(_points(second))
    passing = set(_points(first))
    assert set(lists[0]) & set(lists[1])  # they do share people
    assert not mine & passing
    assert not mine & set(_points(two.hop(first)))


def test_two_lists_that_meet_at_one_party_are_never_under_the_same_secrets():
    # Everybody is on all four lists; still no party sees one point twice.
    lists, session = [lists_of(1)[0]] * 4, Session("2025", "trial", 4)
    parties = [Party(session, n, single(ids)) for n, ids in enumerate(lists, 1)]
    commitments = [party.commitment() for party in parties]
    seen = {number: [] for number in range(1, 5)}
    for party in parties:
        batch = party.start(commitments)
        for number in way(party.number, 4)[1:]:
            seen[number] += _points(batch)
            batch = parties[number - 1].hop(batch)

    assert all(len(points) == len(set(points)) == 3 * len(lists[0]) for points in seen.values())


def test_a_list_that_comes_out_of_turn_is_refused():
    # Lists 1 and 2, both multiplied by parties 1 and 2, would show party 3 whom they share.
    lists = lists_of(3)
    parties = [Party(SESSION, n, single(ids)) for n, ids in enumerate(lists, 1)]
    commitments = [party.commitment() for party in parties]
    first, second = parties[0].start(commitments), parties[1].start(commitments)

    with pytest.raises(RoundRefused, match="List 2 comes out of turn"):
        parties[0].hop(second)
    with pytest.raises(RoundRefused, match="List 1 comes out of turn"):
        parties[2].hop(first)
    parties[0].hop(parties[2].hop(second))


def test_years_cannot_be_put_together():
    lists = lists_of(2)
    rounds = [played(Session(year, "trial", 2), lists)[2] for year in ("2024", "2025")]

    points = [{p for b in finished for p in _points(b)} for finished in rounds]
    assert not points[0] & points[1]
    # Not even the same session run again gives the same points: the secrets are new.
    again = {p for b in played(Session("2025", "trial", 2), lists)[2] for p in _points(b)}
    assert not points[1] & again


def test_the_order_of_a_list_is_lost_at_every_hop():
    ids = [f"p{n}" for n in range(400)]
    session = Session("2025", "trial", 2)
    one, two = (Party(session, n, single(ids)) for n in (1, 2))
    commitments = [one.commitment(), two.commitment()]

    left, right = two.hop(one.start(commitments)), one.hop(two.start(commitments))

    same = sum(a == b for a, b in zip(_points(left), _points(right), strict=True))
    assert set(_points(left)) == set(_points(right))
    assert same < 12  # one in a random order; 12 or more has probability below 1e-7


def test_one_honest_party_is_enough():
    # Everybody but party 3 pools secrets with the tallier and tries all identifiers.
    lists = lists_of(3)
    parties = [Party(SESSION, n, single(ids)) for n, ids in enumerate(lists, 1)]
    secrets = [party.blinder.secret for party in parties[:2]]
    commitments = [party.commitment() for party in parties]
    finished = parties[2].hop(parties[1].hop(parties[0].start(commitments)))

    guesses = guessed(lists[0])
    for secret in secrets:
        guesses = multiplied(secret, guesses)
    assert not set(_split(guesses)) & set(_points(finished))
    assert set(_split(multiplied_by(parties[2], guesses))) == set(_points(finished))


def test_two_parties_that_pool_what_they_see_learn_how_many_and_not_who():
    lists = lists_of(3)
    parties = [Party(SESSION, n, single(ids)) for n, ids in enumerate(lists, 1)]
    secrets = [party.blinder.secret for party in parties[:2]]
    commitments = [party.commitment() for party in parties]

    # List 2 comes to party 1 last, list 3 to party 2.
    second = parties[0].hop(parties[2].hop(parties[1].start(commitments)))
    third = parties[1].hop(parties[0].hop(parties[2].start(commitments)))

    both = set(_points(second)) & set(_points(third))
    assert len(both) == len(set(lists[1]) & set(lists[2])) > 0
    guesses = guessed({*lists[1], *lists[2]})
    for secret in secrets:
        guesses = multiplied(secret, guesses)
    assert not set(_split(guesses)) & both


def multiplied_by(party, points):
    return multiplied(party.blinder.secret, points)


def test_match_keys_reveal_how_many_tokens_are_shared_and_no_more():
    people = [
        overlap.Person(f"name{n:c}a", f"last{n:c}b", f"1990{n % 12 + 1:02d}15", "0150")
        for n in range(97, 123)
    ] * 3
    records = overlap.capped([overlap.match_keys(p) for p in people], cap=100)
    found = simulate([records, records], processes=1)

    # What the tallier can count is exactly multiplicities, which the cap bounds.
    often = Counter(t for tokens in records for t in tokens)
    assert max(often.values()) <= 100
    assert sum(found.tally.cells.values()) >= 26


def _split(points):
    return [points[n : n + POINT] for n in range(0, len(points), POINT)]


def _points(batch):
    return _split(batch.points)


def test_a_session_needs_a_year_a_purpose_and_parties():
    for wrong in (("", "x", 2), ("2025", " ", 2), ("2025", "x", 1), ("2025", "x", 13)):
        with pytest.raises(InputError):
            Session(*wrong)


def test_plain_cells_are_what_sets_say():
    cells = plain_cells([["a", "b"], ["b", "c"], ["b"]])

    assert cells == {"111": 1, "110": 0, "101": 0, "100": 1, "011": 0, "010": 1, "001": 0}
    assert list(itertools.islice(cells, 2)) == ["111", "110"]
