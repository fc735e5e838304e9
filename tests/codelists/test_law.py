"""Law references, mandates and definitions: never more certain than their source."""

from datetime import date

import pytest

from fristed.codelists import queries
from fristed.codelists.choices import Tag
from fristed.codelists.models import LawReference
from fristed.codelists.rules.law import LawOn
from fristed.codelists.rules.words import Words

TODAY = date(2026, 11, 25)

pytestmark = pytest.mark.django_db


def a_law(**changed):
    fields = {
        "topic": "duty_to_avert",
        "act": "straffeloven",
        "section": "§ 196",
        "rule": Words.alike("…"),
        "valid_from": None,
        "valid_to": None,
        "source": "…",
        "tag": Tag.SOLID,
        "checked_by": "Advokat",
        "checked_on": TODAY,
    }
    return LawOn(**fields | changed)


@pytest.mark.parametrize(
    ("changed", "is_checked"),
    [
        ({}, True),
        ({"checked_by": "", "checked_on": None}, False),
        ({"tag": Tag.KNOWLEDGE}, False),
        ({"tag": Tag.KNOWLEDGE, "checked_by": "", "checked_on": None}, False),
    ],
)
def test_a_reference_is_checked_only_when_signed_and_looked_up(changed, is_checked):
    law = a_law(**changed)

    assert law.is_checked is is_checked
    assert str(law.caution or "") == ("" if is_checked else "Ikke kontrollert av jurist.")


def test_no_shipped_reference_claims_that_a_lawyer_has_seen_it():
    topics = queries.code_list("legal_topic", TODAY).values

    shipped = [law for topic in topics for law in queries.law_on(topic, TODAY)]
    assert len(shipped) == LawReference.objects.count()
    assert [law for law in shipped if law.is_checked] == []


def test_every_topic_has_a_reference_and_every_reference_a_topic():
    topics = queries.code_list("legal_topic", TODAY).values

    assert set(LawReference.objects.values_list("topic", flat=True)) == topics


def test_a_rule_is_not_the_law_before_its_day():
    assert "§ 253" in [law.section for law in queries.law_on("forced_marriage", TODAY)]
    assert queries.law_on("forced_marriage", date(2021, 3, 31)) == ()


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2020, 6, 22), "2020"), (date(2022, 12, 31), "2020"), (date(2023, 1, 1), "2023")],
)
def test_one_version_of_the_mandate_is_in_force(day, version):
    assert queries.document_on("mandate_advisers", day).version == version


def test_no_mandate_before_the_first_we_know():
    with pytest.raises(queries.NotInForce):
        queries.document_on("mandate_advisers", date(2020, 6, 21))


def test_the_mandate_we_have_not_read_says_so():
    mandate = queries.document_on("mandate_advisers", TODAY)

    assert mandate.tag == Tag.KNOWLEDGE
    assert "ikke funnet" in mandate.note.nb


def test_the_guideline_changes_with_the_categories():
    for day in (date(2015, 1, 1), TODAY):
        guideline = queries.document_on("registration_guideline", day)
        assert guideline.version == queries.code_list("concern", day).version


def test_the_mandates_definitions_are_there_from_its_first_day():
    terms = {definition.term for definition in queries.definitions_on(TODAY)}

    assert terms == {
        "case",
        "forced_marriage",
        "forced_marriage_scope",
        "genital_mutilation",
        "honour_related_violence",
        "negative_social_control",
    }
    assert {one.term for one in queries.definitions_on(date(2020, 6, 21))} == {"case"}
    (definition,) = [
        one for one in queries.definitions_on(TODAY) if one.term == "negative_social_control"
    ]
    assert definition.document == "mandate_advisers 2020"
