import csv
import gzip

import pytest
from tests.safecount.builders import REFERENCE

from safecount import overlap
from safecount.failures import InputError
from safecount.identifiers import FIRST_WEIGHTS, SECOND_WEIGHTS
from safecount.overlap import Person, capped, link, match_keys, simulate


def made_up(birth, middle, remainder=0):
    """A number with the control digits worked out here, leaving `remainder` in the first sum."""
    digits = [int(d) for d in birth + middle]
    for first in range(10):
        nine = [*digits, first]
        if sum(w * d for w, d in zip(FIRST_WEIGHTS, nine, strict=True)) % 11 != remainder:
            continue
        for second in range(10):
            ten = [*nine, second]
            if sum(w * d for w, d in zip(SECOND_WEIGHTS, ten, strict=True)) % 11 == 0:
                return "".join(map(str, ten))
    return None


GOOD = made_up("010190", "101")
D_NUMBER = made_up("410190", "103")


def test_known_numbers_are_accepted():
    # Published by Skatteetaten and in textbooks as examples; nobody has them.
    assert overlap.identity_number("01010750160") == "01010750160"
    assert overlap.identity_number("010107 50160") == "01010750160"
    assert overlap.identity_number(GOOD) == GOOD
    assert overlap.identity_number(D_NUMBER) == D_NUMBER


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("0101075016", "eleven digits"),
        ("0101075016x", "eleven digits"),
        ("32010750160", "starts with a day"),
        ("01130750160", "starts with a day"),
        ("00010750160", "starts with a day"),
        ("01010750161", "control digits"),
        ("01010750170", "control digits"),
    ],
)
def test_wrong_numbers_are_refused_without_repeating_them(number, message):
    with pytest.raises(InputError, match=message) as error:
        overlap.identity_number(number)

    assert number not in str(error.value)


@pytest.mark.parametrize("position", range(11))
def test_one_wrong_digit_is_always_found(position):
    for digit in "0123456789":
        changed = GOOD[:position] + digit + GOOD[position + 1 :]
        if changed != GOOD:
            with pytest.raises(InputError):
                overlap.identity_number(changed)


def test_the_rules_of_2032_are_an_option():
    newer = next(n for n in (made_up("010133", f"{m:03d}", 2) for m in range(100)) if n)

    with pytest.raises(InputError):
        overlap.identity_number(newer)
    assert overlap.identity_number(newer, rules_2032=True) == newer
    assert overlap.identity_number(GOOD, rules_2032=True) == GOOD


def test_the_wrong_one_of_many_is_named_by_its_row():
    with pytest.raises(InputError, match=r"^Row 2: "):
        overlap.identity_numbers([GOOD, "1", GOOD])


def febrl(part):
    with gzip.open(REFERENCE / f"febrl4{part}.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [r["rec_id"].split("-")[1] for r in rows], capped(
        [
            match_keys(Person(r["first"], r["last"], r["born"], r["postcode"], r["place"]))
            for r in rows
        ]
    )


def test_febrl4_is_linked_by_match_keys():
    (ours, first), (theirs, second) = febrl("a"), febrl("b")

    pairs = [person for person in link([first, second]) if len(person) == 2]

    right = sum(ours[a[1]] == theirs[b[1]] for a, b in pairs)
    precision, recall = right / len(pairs), right / len(ours)
    assert 2 * precision * recall / (precision + recall) >= 0.985
    assert precision >= 0.999


def test_match_keys_through_the_ring_link_as_in_the_clear():
    first, second = febrl("a")[1][:60], febrl("b")[1][:60]
    shared = [first[n] for n in range(25)]
    lists = [[r for r in first if r], [*shared, *[r for r in second if r]]]

    found = simulate(lists, dummies=5, processes=1)

    people = link(lists)
    assert found.tally.cells["11"] == sum(len(p) == 2 for p in people)
    assert sum(found.tally.cells.values()) == len(people)


def test_a_person_with_a_number_is_met_by_one_without():
    numbered = Person("Ola", "Nordmann", "19900101", "0150", number=GOOD)
    without = Person("Ola", "Nordman", "19900101", "0150")

    assert link([[match_keys(numbered)], [match_keys(without)]]) == [[(0, 0), (1, 0)]]


def test_names_count_the_same_in_either_order_and_with_any_accents():
    one = Person("Åse", "Bjørnstad", "19900315", "0150")
    other = Person("BJORNSTAD", "ase", "1990-03-15", " 0150")

    assert {k for k in match_keys(one) if k.startswith("whole")} == {
        k for k in match_keys(other) if k.startswith("whole")
    }


def test_a_record_with_nothing_to_match_on_is_refused():
    with pytest.raises(InputError, match="needs a number, or a name"):
        Person.from_row({"first": "Ola"})


def test_common_tokens_are_capped():
    records = [("a", f"b{n}") for n in range(30)]

    assert capped(records, cap=20) == [(f"b{n}",) for n in range(30)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("robert", "r163"),
        ("rupert", "r163"),
        ("ashcraft", "a261"),
        ("tymczak", "t522"),
        ("pfister", "p236"),
    ],
)
def test_soundex_is_the_national_archives(name, code):
    # Examples of the U.S. National Archives.
    assert overlap.soundex(name) == code
