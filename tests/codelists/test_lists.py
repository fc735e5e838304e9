"""Code lists on a day: read from the database as an installation has them."""

import json
from datetime import date

import pytest
from django.utils import translation

from fristed.codelists import queries
from fristed.codelists.choices import MappingKind, Tag
from fristed.codelists.management.commands.load_codelists import DATA
from fristed.codelists.management.commands.write_countries import countries
from fristed.kernel.ages import AgeBand

IN_2015 = date(2015, 6, 1)
IN_2026 = date(2026, 11, 25)

pytestmark = pytest.mark.django_db


def every_version():
    return [
        version
        for name in queries.list_names()
        for version in queries.versions(name)
        if name not in {"county", "municipality"}
    ]


def test_concern_has_an_era_of_its_own_on_each_day():
    before = queries.code_list("concern", IN_2015)
    after = queries.code_list("concern", IN_2026)

    assert (before.version, after.version) == ("2008", "2018")
    assert [code.value for code in before.codes] == [
        "extreme_control",
        "threats_violence",
        "fear_forced_marriage",
        "forced_marriage",
        "left_abroad",
        "fear_left_abroad",
        "genital_mutilation_any",
        "other_family",
    ]
    assert [code.value for code in after.codes] == [
        "negative_social_control",
        "threats_violence",
        "fear_involuntary_stay",
        "involuntary_stay",
        "fear_forced_marriage",
        "forced_marriage",
        "fear_genital_mutilation",
        "genital_mutilation",
    ]


def test_every_concern_says_what_it_means_beside_the_field():
    for day in (IN_2015, IN_2026):
        for code in queries.code_list("concern", day).codes:
            assert code.help is not None
            assert code.source


@pytest.mark.parametrize(
    ("value", "values", "kind", "is_break"),
    [
        ("extreme_control", ("negative_social_control",), MappingKind.WIDER, True),
        ("threats_violence", ("threats_violence",), MappingKind.SAME, False),
        ("fear_forced_marriage", ("fear_forced_marriage",), MappingKind.SAME, False),
        ("forced_marriage", ("forced_marriage",), MappingKind.WIDER, True),
        ("left_abroad", ("involuntary_stay",), MappingKind.RENAMED, True),
        ("fear_left_abroad", ("fear_involuntary_stay",), MappingKind.RENAMED, True),
        (
            "genital_mutilation_any",
            ("fear_genital_mutilation", "genital_mutilation"),
            MappingKind.SPLIT,
            True,
        ),
        ("other_family", (), MappingKind.NONE, True),
    ],
)
def test_concern_is_carried_over_the_break(value, values, kind, is_break):
    bridge = queries.bridge("concern", value, from_=IN_2015, to=IN_2026)

    assert (bridge.values, bridge.kind, bridge.is_break) == (values, kind, is_break)
    assert bool(bridge.notes) == is_break


def test_every_code_of_an_ended_version_is_mapped_onwards():
    for name in queries.list_names():
        if name in {"county", "municipality"}:
            continue
        for version, then in zip(queries.versions(name), queries.versions(name)[1:], strict=False):
            for code in version.codes:
                bridge = queries.bridge(
                    name, code.value, from_=version.valid_from, to=then.valid_from
                )
                assert set(bridge.values) <= then.values
                assert bridge.values or bridge.notes, (
                    f"{name}: nothing says where {code.value} went"
                )


def test_label_of_an_old_case_stays_readable():
    assert queries.label("concern", "left_abroad", on=IN_2026, language="nb") == (
        "Etterlatt i utlandet"
    )


def test_label_is_the_one_of_the_day_where_both_eras_have_the_code():
    assert queries.label("concern", "forced_marriage", on=IN_2015, language="en") == (
        "Forced marriage"
    )
    assert queries.label("concern", "forced_marriage", on=IN_2026, language="en") == (
        "Forced marriage, or suspicion of it"
    )


@pytest.mark.parametrize(
    ("language", "shown"),
    [("nb", "Jente eller kvinne"), ("nn", "Jente eller kvinne"), ("en", "Girl or woman")],
)
def test_label_follows_the_language_of_the_page(language, shown):
    with translation.override(language):
        assert queries.label("gender", "female") == shown
        assert queries.choices_for_form("gender", IN_2026)[0] == ("female", shown)


def test_unknown_code_is_refused():
    with pytest.raises(queries.UnknownCode):
        queries.label("concern", "no_such_thing")
    with pytest.raises(queries.UnknownCode):
        queries.code_list("no_such_list", IN_2026)
    with pytest.raises(queries.UnknownCode):
        queries.bridge("concern", "extreme_control", from_=IN_2026, to=IN_2015)


def test_a_day_before_the_first_version_is_refused():
    with pytest.raises(queries.NotInForce):
        queries.code_list("concern", date(2007, 12, 31))


def test_age_bands_are_the_ones_the_code_branches_on():
    assert queries.code_list("age_band", IN_2026).values == set(AgeBand)


def test_every_list_has_a_source_a_tag_and_three_languages():
    for version in every_version():
        assert version.source
        assert version.tag in Tag.values
        for code in version.codes:
            for words in filter(None, (code.label, code.help)):
                assert all((words.nb, words.nn, words.en)), f"{version.name}: {code.value}"


def test_every_value_fits_its_column_and_is_a_word_of_code():
    for version in every_version():
        for code in version.codes:
            if version.name not in {"country", "competence_assignment"}:  # in no column
                assert code.value == code.value.lower()
                assert len(code.value) <= 24


def test_countries_are_all_of_iso_3166_with_names_from_cldr():
    listed = json.loads((DATA / "lists" / "country.json").read_text())

    values = [code["value"] for code in listed["versions"][0]["codes"]]
    assert listed == countries()
    assert len(values) == len(set(values)) == 250  # 249 in ISO 3166-1, and Kosovo
    assert queries.label("country", "PK", language="nb") == "Pakistan"
    assert queries.label("country", "CI", language="nn") == "Elfenbeinskysten"


def test_countries_the_missions_work_with_are_in_the_list():
    asia = {
        "PK",
        "AF",
        "IN",
        "BD",
        "LK",
        "NP",
        "CN",
        "JO",
        "IQ",
        "PS",
        "IR",
        "SY",
        "LB",
        "SA",
        "TR",
    }
    africa = {"EG", "LY", "DZ", "TN", "MA", "KE", "SO", "ET", "DJ", "SD"}

    assert asia | africa | {"RU"} <= queries.code_list("country", IN_2026).values


def test_reading_a_list_costs_no_statement_once_warm(django_assert_num_queries):
    queries.warm_up()

    with django_assert_num_queries(0):
        queries.choices_for_form("concern", IN_2026)
        queries.label("country", "SO")
        queries.municipality_on("3201", IN_2026)
        queries.law_on("duty_to_avert", IN_2026)
        queries.document_on("mandate_advisers", IN_2026)
        queries.definitions_on(IN_2026)
