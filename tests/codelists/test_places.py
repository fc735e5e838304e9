"""Counties and municipalities: every row and every year from 2008 to 2026."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.codelists import queries
from fristed.codelists.choices import MappingKind
from fristed.codelists.management.commands.load_codelists import DATA

YEARS = range(2008, 2027)

pytestmark = pytest.mark.django_db


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lived(row, year):
    first, last = row["first_year"], row["last_year"]
    return (not first or int(first) <= year) and (not last or year <= int(last))


@pytest.mark.parametrize(
    ("year", "counties", "municipalities"),
    [(2008, 19, 430), (2017, 19, 426), (2018, 18, 422), (2019, 18, 422)]
    + [(year, 11, 356) for year in range(2020, 2024)]
    + [(year, 15, 357) for year in range(2024, 2027)],
)
def test_as_many_counties_and_municipalities_as_there_were(year, counties, municipalities):
    for day in (date(year, 1, 1), date(year, 12, 31)):
        assert len(queries.counties_on(day)) == counties
        assert len(queries.municipalities_on(day)) == municipalities


@pytest.mark.parametrize(
    ("code", "years"),
    [
        ("0219", range(2008, 2020)),
        ("3024", range(2020, 2024)),
        ("3201", range(2024, 2027)),
    ],
)
def test_baerum_is_found_by_code_and_date(code, years):
    for year in YEARS:
        day = date(year, 7, 1)
        if year in years:
            assert queries.municipality_on(code, day).name == "Bærum"
        else:
            with pytest.raises(queries.NoSuchPlace):
                queries.municipality_on(code, day)


def test_every_municipality_of_every_year_is_found_and_lies_in_a_county_of_that_year():
    found = 0
    for row in rows("municipalities.csv"):
        for year in YEARS:
            day = date(year, 7, 1)
            if lived(row, year):
                place = queries.municipality_on(row["code"], day)
                assert (place.name, place.county) == (row["name"], row["county"])
                assert queries.county_on(place.county, day).code == row["county"]
                found += 1
            else:
                with pytest.raises(queries.NoSuchPlace):
                    queries.municipality_on(row["code"], day)
    assert found == sum(lived(row, year) for row in rows("municipalities.csv") for year in YEARS)


def test_the_municipalities_of_its_counties_are_all_municipalities():
    for year in YEARS:
        day = date(year, 7, 1)
        by_county = [
            place.code
            for county in queries.counties_on(day)
            for place in queries.municipalities_on(day, county.code)
        ]
        assert sorted(by_county) == sorted(place.code for place in queries.municipalities_on(day))


def test_what_ended_before_2020_or_2024_is_known_to_have_become_something():
    changes = rows("municipality_changes.csv")
    for year in (2020, 2024):
        old = {row["old"] for row in changes if row["changed_on"] == f"{year}-01-01"}
        new = {row["new"] for row in changes if row["changed_on"] == f"{year}-01-01"}
        ended = {
            row["code"] for row in rows("municipalities.csv") if row["last_year"] == str(year - 1)
        }
        began = {
            row["code"] for row in rows("municipalities.csv") if row["first_year"] == str(year)
        }
        assert ended - old == set()
        assert began - new == set()


def test_a_municipality_that_only_got_a_new_number_is_carried_both_ways():
    there = queries.municipality_carried("0219", from_=date(2019, 7, 1), to=date(2026, 7, 1))
    back = queries.municipality_carried("3201", from_=date(2026, 7, 1), to=date(2019, 7, 1))

    assert (there.codes, there.is_whole, there.is_divided) == (("3201",), True, False)
    assert (back.codes, back.is_whole, back.is_divided) == (("0219",), True, False)


def test_a_split_municipality_cannot_be_carried_onwards_and_its_parts_go_back_into_the_whole():
    onwards = queries.municipality_carried("1507", from_=date(2023, 7, 1), to=date(2024, 7, 1))
    part = queries.municipality_carried("1580", from_=date(2024, 7, 1), to=date(2023, 7, 1))

    assert (onwards.codes, onwards.is_divided) == (("1508", "1580"), True)
    assert (part.codes, part.is_divided, part.is_whole) == (("1507",), False, False)


def test_haram_from_before_2020_is_not_found_by_its_name():
    """Haram was 1534 to 2019 and 1580 from 2024; between them it was a part of 1507."""
    carried = queries.municipality_carried("1534", from_=date(2019, 7, 1), to=date(2024, 7, 1))

    assert carried.codes == ("1508", "1580")
    assert carried.is_divided


def test_a_municipality_that_took_in_others_under_its_own_code_is_not_the_same_any_more():
    stavanger = queries.municipality_carried("1103", from_=date(2019, 7, 1), to=date(2020, 7, 1))

    assert (stavanger.codes, stavanger.is_whole) == (("1103",), False)


def test_a_way_that_is_not_known_is_refused_rather_than_guessed():
    """The changes before 2020 are not shipped."""
    with pytest.raises(queries.NoSuchPlace):
        queries.municipality_carried("0706", from_=date(2016, 7, 1), to=date(2018, 7, 1))


def test_every_municipality_of_2019_and_2023_is_carried_to_today():
    today = date(2026, 7, 1)
    for day in (date(2019, 7, 1), date(2023, 7, 1)):
        reached = set()
        for place in queries.municipalities_on(day):
            carried = queries.municipality_carried(place.code, from_=day, to=today)
            reached.update(carried.codes)
        assert reached == {place.code for place in queries.municipalities_on(today)}


@given(
    year=st.sampled_from([2020, 2021, 2022, 2023, 2024, 2025]),
    then=st.sampled_from([2020, 2021, 2022, 2023, 2024, 2025]),
    pick=st.integers(min_value=0),
)
def test_what_is_carried_whole_and_undivided_comes_back_as_itself(year, then, pick):
    day, other = date(year, 7, 1), date(then, 7, 1)
    places = queries.municipalities_on(day)
    code = places[pick % len(places)].code

    there = queries.municipality_carried(code, from_=day, to=other)

    if there.is_whole and not there.is_divided:
        back = queries.municipality_carried(there.codes[0], from_=other, to=day)
        assert back.codes == (code,)


@pytest.mark.parametrize(
    ("code", "parts"),
    [("30", ("31", "32", "33")), ("38", ("39", "40")), ("54", ("55", "56"))],
)
def test_a_split_county_needs_the_municipality(code, parts):
    bridge = queries.bridge("county", code, from_=date(2023, 7, 1), to=date(2024, 7, 1))

    assert (bridge.values, bridge.kind, bridge.is_break) == (parts, MappingKind.SPLIT, True)


def test_counties_and_municipalities_are_code_lists_of_their_day():
    before = queries.code_list("county", date(2023, 12, 31))
    after = queries.code_list("county", date(2024, 1, 1))

    assert (before.version, len(before.codes)) == ("2020", 11)
    assert (after.version, len(after.codes)) == ("2024", 15)
    assert queries.label("county", "30") == "Viken"
    assert queries.label("municipality", "0219", on=date(2026, 1, 1)) == "Bærum"


def test_a_name_shared_by_two_counties_gives_two_codes():
    """Østfold was 01 and is 31. A name says nothing without its day."""
    named = {
        county.code
        for year in YEARS
        for county in queries.counties_on(date(year, 7, 1))
        if county.name == "Østfold"
    }

    assert named == {"01", "31"}
