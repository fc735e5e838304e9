"""The sample year follows what was published of 2023, and never changes."""

from collections import Counter
from datetime import date

from fristed.sample.figures import caseload, cases_of_2023
from fristed.sample.personas import PERSONAS, SCHOOLS, UNITS

ENVOYS = {"emre": "ambassade-ankara", "farah": "ambassade-islamabad"}
PLACES = [("0301", 7), ("4601", 3)]


def a_year():
    return cases_of_2023(["amina", "birger"], ENVOYS, PLACES)


def test_the_totals_are_the_published_ones():
    by_service = Counter(case.holder in ENVOYS for case in a_year())

    assert by_service == {False: 899, True: 245}


def test_the_shares_are_the_published_ones():
    advisers = Counter(case.concern for case in a_year() if case.holder not in ENVOYS)
    envoys = Counter(case.concern for case in a_year() if case.holder in ENVOYS)

    assert round(100 * advisers["negative_social_control"] / 899) == 66
    assert round(100 * advisers["threats_violence"] / 899) == 16
    assert round(100 * advisers["fear_forced_marriage"] / 899) == 5
    assert (advisers["fear_involuntary_stay"], advisers["involuntary_stay"]) == (60, 37)
    assert envoys["involuntary_stay"] > 245 / 2


def test_seven_of_ten_are_girls():
    advisers = [case for case in a_year() if case.holder not in ENVOYS]
    girls = sum(case.gender == "female" for case in advisers)

    assert 0.65 < girls / len(advisers) < 0.75


def test_the_year_is_the_same_every_time():
    assert a_year() == a_year()


def test_a_caseload_is_open_and_recent():
    today = date(2026, 11, 25)
    cases = caseload("amina", 40, today, PLACES)

    assert len(cases) == 40
    assert all(case.closed_on is None and 0 < (today - case.opened_on).days < 240 for case in cases)
    assert all(day <= today for case in cases for day, _, _ in case.entries)


def test_what_is_made_up_says_so():
    assert all("(Eksempeldata)" in school.name for school in SCHOOLS)
    assert all("(Eksempeldata)" in unit.name for unit in UNITS if unit.kind == "adviser_team")
    assert all(" " not in persona.name for persona in PERSONAS)
