"""The duty assistant's rules: vignettes of our own, by the shipped criteria as if they were signed.

Each line is one made-up situation: who is meant, what was ticked, and what the criteria say.
Nobody in them is real, and none of it is advice.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fristed.casework.choices import DutyOutcome, DutyStepKind
from fristed.casework.rules.duties import (
    check_insight,
    check_step,
    hours_between,
    is_late,
    is_waiting,
    reason,
)
from fristed.codelists import queries as codelists
from fristed.codelists.choices import ProofStandard, Tag, Weight
from fristed.kernel.rules import RuleBroken

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
MET, NOT_MET, OPEN = DutyOutcome.MET, DutyOutcome.NOT_MET, DutyOutcome.OPEN

pytestmark = pytest.mark.django_db


def signed(duty):
    """The shipped criteria as they would be once a lawyer had looked each up and signed."""
    checked = {"tag": Tag.SOLID, "checked_by": "Jurist (test)", "checked_on": TODAY}
    return replace(duty, laws=tuple(replace(law, **checked) for law in duty.laws), **checked)


def outcome(topic, **ticked):
    answers = {key: (value,) if isinstance(value, str) else value for key, value in ticked.items()}
    return reason(signed(codelists.duty_on(topic, TODAY)), answers).outcome


AVERT = {"proof": "certain", "time": "coming", "danger": "yes", "age": "15", "place": "norway"}
REPORT = {"matter": "maltreatment", "proof": "known", "time": "going_on", "place": "norway"}

AVERTING = [
    # a flight on Friday, told by herself; each age group, at home, leaving and abroad
    ("forced_marriage", {"age": "under_12", "place": "leaving"}, MET),
    ("forced_marriage", {"age": "12_14", "place": "abroad"}, MET),
    ("forced_marriage", {"age": "15", "place": "norway"}, MET),
    ("genital_mutilation", {"age": "under_12", "proof": "most_likely"}, MET),
    ("genital_mutilation", {"age": "16_17", "proof": "possible"}, NOT_MET),  # only suspected
    ("maltreatment", {"age": "16_17", "time": "going_on"}, MET),
    ("maltreatment", {"age": "18_or_over", "time": "past"}, NOT_MET),  # over, nothing to avert
    ("maltreatment", {"age": "18_or_over", "time": "going_on", "place": "abroad"}, MET),
    ("forced_marriage", {"age": "18_or_over", "proof": "unknown"}, OPEN),
    ("forced_marriage", {"danger": "no"}, NOT_MET),
    ("other_listed", {"proof": "most_likely", "time": "coming"}, MET),
    ("none", {}, NOT_MET),
    ("unknown", {}, OPEN),
    ("forced_marriage", {"time": "unknown", "age": "unknown", "place": "unknown"}, OPEN),
]


@pytest.mark.parametrize(("offence", "changed", "says"), AVERTING)
def test_vignettes_of_averting(offence, changed, says):
    assert outcome("duty_to_avert", offence=offence, **AVERT | changed) == says


REPORTING = [
    ("under_12", {}, MET),
    ("12_14", {"proof": "suspected"}, MET),  # signs are enough here
    ("15", {"matter": "neglect", "proof": "suspected"}, MET),
    ("16_17", {"matter": "trafficking", "time": "coming", "place": "leaving"}, MET),
    ("18_or_over", {}, NOT_MET),
    ("unknown", {}, OPEN),
    ("12_14", {"proof": "uneasy"}, NOT_MET),  # nothing concrete
    ("12_14", {"time": "past"}, OPEN),  # long ago: for a lawyer, not for a table
    ("15", {"place": "abroad"}, OPEN),
    ("16_17", {"matter": "illness"}, MET),
    ("16_17", {"matter": "behaviour", "proof": "known"}, MET),
    ("under_12", {"matter": ("neglect", "unknown")}, MET),
    ("under_12", {"matter": "none"}, NOT_MET),
    ("12_14", {"proof": (), "place": ()}, OPEN),  # not answered is not known
]


@pytest.mark.parametrize(("age", "changed", "says"), REPORTING)
def test_vignettes_of_reporting(age, changed, says):
    assert outcome("duty_to_report", age=age, **REPORT | changed) == says


@pytest.mark.parametrize(
    ("bound", "personal", "consent", "says"),
    [
        ("yes", "yes", "no", MET),  # a teacher asks how it goes
        ("yes", "anonymous", "no", NOT_MET),  # a discussion without a name
        ("yes", "yes", "yes", NOT_MET),  # she said yes to exactly this
        ("no", "yes", "no", NOT_MET),  # heard at home
        ("yes", "yes", "unknown", OPEN),
    ],
)
def test_vignettes_of_confidentiality(bound, personal, consent, says):
    ticked = {"bound": bound, "personal": personal, "consent": consent, "age": "16_17"}
    assert outcome("confidentiality", **ticked, place="norway") == says


@pytest.mark.parametrize(
    ("purpose", "receiver", "least", "says"),
    [
        ("protect", "police", "yes", MET),
        ("task", "public_body", "yes", MET),
        ("task", "public_body", "no", NOT_MET),  # more than is needed
        ("protect", "family", "yes", NOT_MET),
        ("task", "other", "yes", OPEN),
        ("other", "public_body", "yes", NOT_MET),
    ],
)
def test_vignettes_of_the_right_to_inform(purpose, receiver, least, says):
    ticked = {"purpose": purpose, "receiver": receiver, "least": least, "age": "18_or_over"}
    assert outcome("right_to_inform", **ticked, place="abroad") == says


@pytest.mark.parametrize("place", ["norway", "leaving", "abroad"])
@pytest.mark.parametrize("age", ["under_12", "12_14", "15", "16_17", "18_or_over"])
def test_what_may_be_told_is_the_same_at_every_age_at_home_and_abroad(age, place):
    who = {"age": age, "place": place}

    kept = {"bound": "yes", "personal": "yes", "consent": "no"}
    assert outcome("confidentiality", **kept, **who) == MET
    told = {"purpose": "protect", "receiver": "police", "least": "yes"}
    assert outcome("right_to_inform", **told, **who) == MET


def test_the_same_suspicion_is_enough_to_report_and_too_little_to_avert():
    """The proof standards are kept apart."""
    averting = codelists.duty_on("duty_to_avert", TODAY)
    reporting = codelists.duty_on("duty_to_report", TODAY)

    assert averting.standard == ProofStandard.CERTAIN_OR_MOST_LIKELY
    assert reporting.standard == ProofStandard.REASON_TO_BELIEVE
    suspicion = {"offence": "maltreatment", **AVERT, "proof": "possible"}
    assert outcome("duty_to_avert", **suspicion) == NOT_MET
    assert outcome("duty_to_report", **REPORT | {"proof": "suspected"}, age="15") == MET


@pytest.mark.parametrize(
    "topic", ["duty_to_avert", "duty_to_report", "confidentiality", "right_to_inform"]
)
def test_shipped_criteria_give_no_conclusion_and_say_why(topic):
    duty = codelists.duty_on(topic, TODAY)

    reasoning = reason(duty, {})

    assert duty.laws
    assert not duty.is_checked
    assert (reasoning.outcome, reasoning.conclusion) == (None, None)
    assert str(reasoning.caution) == "Ikke kontrollert av jurist."


@pytest.mark.parametrize("change", [{"checked_by": ""}, {"tag": Tag.KNOWLEDGE}])
def test_one_paragraph_nobody_signed_is_enough_to_withhold_the_conclusion(change):
    duty = signed(codelists.duty_on("duty_to_report", TODAY))
    first, *others = duty.laws

    assert duty.is_checked
    assert reason(duty, {}).conclusion is not None
    assert reason(replace(duty, laws=(replace(first, **change), *others)), {}).conclusion is None


def test_no_conclusion_ever_says_that_there_is_no_duty():
    for duty in codelists.duties_on(TODAY):
        assert set(duty.conclusions) == set(DutyOutcome.values)
        for words in duty.conclusions.values():
            for text in (words.nb, words.nn, words.en):
                low = text.lower()
                for wrong in ("ingen plikt", "ikke plikt", "inga plikt", "ikkje plikt", "no duty"):
                    assert wrong not in low
        assert "112" in str(duty.calls)  # whatever the answer, whom to call


def test_each_criterion_says_what_was_ticked_and_what_follows():
    duty = signed(codelists.duty_on("duty_to_report", TODAY))

    reasoning = reason(duty, {"age": ("15",), "proof": ("uneasy",)})

    told = [
        (one.question.nb, [str(t) for t in one.ticked], one.follows) for one in reasoning.weighed
    ]
    assert told[0] == ("Hvor gammel er personen?", ["15 år"], Weight.FOR)
    assert told[2][1:] == (["Jeg er urolig, men har ikke noe konkret"], Weight.AGAINST)
    assert told[1][1:] == ([], Weight.OPEN)


def test_ticking_something_and_none_of_these_is_asked_about():
    with pytest.raises(RuleBroken) as broken:
        outcome("duty_to_avert", offence=("forced_marriage", "none"), **AVERT)
    assert broken.value.code == "contradiction"


def test_an_edition_names_exactly_this_content():
    duty = codelists.duty_on("duty_to_avert", TODAY)
    first, *others = duty.laws

    assert duty.edition == codelists.duty_on("duty_to_avert", TODAY).edition
    amended = replace(duty, laws=(replace(first, section="§ 197"), *others))
    assert amended.edition != duty.edition
    asked = replace(duty, questions=duty.questions[1:])
    assert asked.edition != duty.edition
    assert signed(duty).edition == duty.edition  # a signature changes no word of it


@pytest.mark.parametrize(
    ("kind", "before", "words", "code"),
    [
        ("not_reported", None, "", "words_missing"),
        ("averted", None, " ", "words_missing"),
        ("reported", None, "", "words_missing"),
        ("acknowledged", None, "", "not_reported_yet"),
        ("acknowledged", "will_act", "", "not_reported_yet"),
        ("reported", "acknowledged", "Barnevernet", "over"),
    ],
)
def test_a_step_that_may_not_be_taken(kind, before, words, code):
    with pytest.raises(RuleBroken) as broken:
        check_step(DutyStepKind(kind), before=before and DutyStepKind(before), words=words)
    assert broken.value.code == code


def test_the_clock_runs_until_receipt_another_way_or_a_reason_not_to():
    waiting = {kind for kind in DutyStepKind if is_waiting(kind)}

    assert waiting == {"finding_out", "will_act", "reported"}
    assert hours_between(NOW - timedelta(hours=25, minutes=59), NOW) == 25
    assert [is_late(hours) for hours in (23, 24, 72)] == [False, True, True]
    with pytest.raises(RuleBroken):
        check_insight(NOW + timedelta(minutes=1), now=NOW)
