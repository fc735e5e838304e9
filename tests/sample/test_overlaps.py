"""The made-up services know the same people, with and without numbers, and the count finds them."""

from fristed.sample import overlaps
from safecount.identifiers import identity_numbers
from safecount.overlap import Person, capped, match_keys, plain_cells, simulate


def test_people_without_a_number_are_found_again_on_other_lists():
    """A birthday and a name are enough; a wrong letter may hide somebody, and joins nobody."""
    people = overlaps.population(400)
    lists = [people[: overlaps.OURS], *overlaps.lists_of(people, seed=1)]
    long_enough = [one for one in lists if len(one) >= 50]
    assert len(long_enough) >= 3

    tokens = [capped([match_keys(Person.from_row(one)) for one in each]) for each in long_enough]
    found = simulate(tokens, processes=1).tally.cells
    true = plain_cells([[one["last"] + one["born"] for one in each] for each in long_enough])

    assert abs(sum(found.values()) - sum(true.values())) <= 3
    assert max(abs(found[pattern] - true[pattern]) for pattern in true) <= 3


def test_the_population_is_the_same_each_time_and_a_third_has_no_number():
    people = overlaps.population(300)

    assert people == overlaps.population(300)
    numbers = [one["number"] for one in people if one["number"]]
    assert len(numbers) == 200
    assert identity_numbers(numbers) == numbers
    assert len({(one["first"], one["last"], one["born"]) for one in people}) == 300
