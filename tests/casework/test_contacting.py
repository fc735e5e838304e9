"""When somebody may be reached, and that nothing unsafe gets past the button."""

from datetime import UTC, datetime

import pytest
from tests.casework.conftest import trail
from tests.factories.around import a_channel, a_neutral_text, a_person_with_phone
from tests.factories.casework import TODAY, a_case

from fristed.casework.actions import contacting
from fristed.casework.models import FollowUp
from fristed.casework.rules.contacting import (
    Channel,
    check_channel,
    check_safe_now,
    check_voicemail,
)
from fristed.casework.rules.people import Person, check_person
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken

SHIELDED = Person(name="Leila", protection="strictly_confidential")
AT_SCHOOL = a_channel(days=("1", "3"), from_clock="10.00", to_clock="11.30")
IN_ISLAMABAD = a_channel(
    days=("1",), from_clock="01.00", to_clock="02.00", town="Islamabad", zone="Asia/Karachi"
)


@pytest.mark.parametrize(
    ("channel", "at", "refused"),
    [
        (AT_SCHOOL, datetime(2026, 11, 23, 9, 30, tzinfo=UTC), None),  # Monday 10.30 in Oslo
        (AT_SCHOOL, datetime(2026, 11, 23, 10, 30, tzinfo=UTC), "unsafe_hour"),  # 11.30 is over
        (AT_SCHOOL, datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "unsafe_hour"),  # Tuesday
        (AT_SCHOOL, datetime(2026, 7, 6, 9, 15, tzinfo=UTC), None),  # 11.15 in summer time
        (AT_SCHOOL, datetime(2026, 7, 6, 9, 30, tzinfo=UTC), "unsafe_hour"),
        (IN_ISLAMABAD, datetime(2026, 11, 22, 20, 30, tzinfo=UTC), None),  # Monday there
        (IN_ISLAMABAD, datetime(2026, 11, 23, 20, 30, tzinfo=UTC), "unsafe_hour"),  # Tuesday there
        (a_channel(is_safe=False), datetime(2026, 11, 23, 9, tzinfo=UTC), "channel_unsafe"),
        (Channel(), datetime(2026, 11, 23, 9, tzinfo=UTC), "channel_unsafe"),  # nothing was said
    ],
)
def test_a_channel_is_safe_only_when_it_is_said_to_be_in_the_clock_where_she_is(
    channel, at, refused
):
    assert broken(lambda: check_safe_now(channel, ended_on=None, at=at)) == refused


def test_a_channel_that_is_over_is_never_safe():
    at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    assert broken(lambda: check_safe_now(AT_SCHOOL, ended_on=TODAY, at=at)) == "channel_ended"


@pytest.mark.parametrize(
    ("channel", "refused"),
    [
        (a_channel(kind="phone", voicemail="neutral"), None),
        (a_channel(kind="phone", voicemail="never"), "voicemail_forbidden"),
        (a_channel(kind="sms", voicemail="neutral"), "voicemail_forbidden"),
    ],
)
def test_a_machine_is_spoken_to_only_where_it_is_allowed(channel, refused):
    assert broken(lambda: check_voicemail(channel)) == refused


@pytest.mark.parametrize(
    "text",
    ["Storgata 12", "Elveveien 4B", "0123 Oslo", "Bor i Lillesvingen 3, spør der", "5003 Bergen"],
)
def test_an_address_of_a_shielded_person_is_never_kept(text):
    """C22: what is not there cannot leak."""
    for person in (
        Person(protection="confidential", locator=text),
        Person(protection="applied_for", note=text),
        Person(protection="child_welfare_blocked", name=text),
    ):
        assert broken(lambda person=person: check_person(person)) == "address_of_shielded"
    shielded = a_channel(kind="through", value=text)
    assert broken(lambda: check_channel(shielded, SHIELDED)) == "address_of_shielded"


def test_whom_to_ask_for_a_shielded_address_is_kept():
    check_person(Person(protection="confidential", locator="Kripos, sak 2026-4412"))
    unknown = Person(protection="", locator="Kripos")
    assert broken(lambda: check_person(unknown)) == "locator_without_protection"


def test_what_is_called_safe_says_when():
    never = a_channel(days=(), from_clock="", to_clock="")
    backwards = a_channel(from_clock="12.00", to_clock="11.00")

    assert broken(lambda: check_channel(never, Person())) == "hours_missing"
    assert broken(lambda: check_channel(backwards, Person())) == "hours_backwards"


def broken(check):
    try:
        check()
    except RuleBroken as rule:
        return rule.code
    return None


# What the action refuses, whatever a page has shown.

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LEILA = Person(name="Leila", language="en")
database = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def contact(actor, case, channel, text, *, at=MONDAY):
    contacting.contact_person(
        actor, case, person=LEILA, channel=channel, ended_on=None, text=text, at=at
    )


@database
def test_contact_person_notes_what_was_sent_in_the_case(at_the_desk):
    amina = at_the_desk.amina
    case, text = a_case(amina), a_neutral_text(approver=at_the_desk.birger)

    contact(amina, case, AT_SCHOOL, text.ref)

    with scope(amina):
        assert [(row.kind, row.minutes) for row in FollowUp.objects.all()] == [("message", 5)]
    assert [line for line in trail(case.ref) if "contact" in line[1]] == [
        ("begun", "case.contact_person", "")
    ]


@database
@pytest.mark.parametrize(
    ("channel", "status", "code"),
    [
        (a_channel(is_safe=False), "in_use", "channel_unsafe"),
        (a_channel(days=("2",)), "in_use", "unsafe_hour"),
        (AT_SCHOOL, "proposed", "text_not_in_list"),
        (a_channel(kind="phone", voicemail="never"), "in_use", "voicemail_forbidden"),
    ],
)
def test_contact_person_refuses_what_the_page_would_not_offer(at_the_desk, channel, status, code):
    """C17: the hour is the server's, and the words are the list's."""
    amina = at_the_desk.amina
    case = a_case(amina)
    text = a_neutral_text(status=status, approver=at_the_desk.birger)

    with pytest.raises(RuleBroken) as refused:
        contact(amina, case, channel, text.ref)

    assert refused.value.code == code
    with scope(amina):
        assert not FollowUp.objects.exists()


@database
def test_contact_person_takes_no_words_of_ones_own(at_the_desk):
    case = a_case(at_the_desk.amina)

    for text in ("", "Hei, er du trygg?"):
        with pytest.raises(RuleBroken, match="nøytrale"):
            contact(at_the_desk.amina, case, AT_SCHOOL, text)


@database
def test_contact_person_is_not_for_whoever_only_looked_in(at_the_desk):
    """C1."""
    case = a_case(at_the_desk.amina)
    a_person_with_phone(at_the_desk.amina, case)

    with pytest.raises(Denied):
        contact(at_the_desk.birger, case, AT_SCHOOL, "")
