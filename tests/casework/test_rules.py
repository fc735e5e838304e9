"""What the scheme and the house's own limits say, as tables."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fristed.casework.rules import (
    closing,
    consenting,
    editing,
    following,
    naming,
    starting,
    tasking,
    writing,
)
from fristed.casework.rules.profiles import Experience, Profile, check_profile
from fristed.kernel.roles import Role
from fristed.kernel.rules import RuleBroken
from fristed.organisation import queries as organisation

ON = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def code_of(check, **values):
    """The rule that is broken, or nothing."""
    try:
        check(**values)
    except RuleBroken as broken:
        return broken.code
    return None


@pytest.mark.parametrize(
    ("day", "earlier", "name"),
    [
        (date(2026, 11, 14), 0, "Sak 14. nov."),
        (date(2026, 3, 1), 0, "Sak 1. mars"),
        (date(2026, 11, 14), 1, "Sak 14. nov. B"),
        (date(2026, 11, 14), 25, "Sak 14. nov. Z"),
        (date(2026, 11, 14), 26, "Sak 14. nov. 27"),
    ],
)
def test_working_name_says_the_day_and_nothing_of_the_pupil(day, earlier, name):
    assert naming.working_name(day, earlier_that_day=earlier) == name


@pytest.mark.parametrize(
    ("roles", "service"),
    [({Role.ADVISER}, "adviser"), ({Role.ENVOY}, "envoy"), ({Role.ADVISER, Role.ENVOY}, "envoy")],
)
def test_a_case_is_counted_under_the_service_of_who_starts_it(roles, service):
    assert starting.service_of(roles) == service


@pytest.mark.parametrize(
    ("name", "broken"),
    [("Torsdagssaken", None), ("  ", "name_empty"), ("x" * 60, None), ("x" * 61, "name_long")],
)
def test_working_name_is_something_and_short(name, broken):
    assert code_of(lambda: naming.check_name(name)) == broken


@pytest.mark.parametrize(
    ("hours_ago", "because", "broken"),
    [
        (0, "", None),
        (48, "", None),
        (48.1, "", "late_without_reason"),
        (48.1, "  ", "late_without_reason"),
        (48.1, "Syk", None),
        (-0.1, "", "not_happened_yet"),
        (-0.1, "Syk", "not_happened_yet"),
    ],
)
def test_an_entry_late_by_two_days_needs_a_reason(hours_ago, because, broken):
    happened = NOON - timedelta(hours=hours_ago)

    assert (
        code_of(writing.check_written, happened_at=happened, written_at=NOON, late_because=because)
        == broken
    )


@pytest.mark.parametrize(
    ("hours_ago", "broken"),
    [(3, "paper_time_wrong"), (2, None), (1, None), (0, None), (-1, "paper_time_wrong")],
)
def test_what_was_written_on_paper_was_written_after_it_happened_and_before_now(hours_ago, broken):
    assert (
        code_of(
            writing.check_written,
            happened_at=NOON - timedelta(hours=2),
            written_at=NOON,
            late_because="",
            on_paper_at=NOON - timedelta(hours=hours_ago),
        )
        == broken
    )


@pytest.mark.parametrize(
    ("minutes", "broken"),
    [(0, None), (1440, None), (-1, "minutes_wrong"), (1441, "minutes_wrong")],
)
def test_minutes_fit_in_a_day(minutes, broken):
    assert code_of(lambda: writing.check_minutes(minutes)) == broken


@pytest.mark.parametrize(
    ("opened_days_ago", "last_days_ago", "has_task", "lacks", "over"),
    [
        (13, None, False, False, False),
        (14, None, False, True, False),
        (14, None, True, False, False),
        (400, 13, False, False, False),
        (400, 14, False, True, False),
        (400, 89, False, True, False),
        (400, 90, False, True, True),
        (400, 90, True, False, False),
    ],
)
def test_a_case_lacks_a_next_step_after_two_weeks_and_may_be_over_after_ninety_days(
    opened_days_ago, last_days_ago, has_task, lacks, over
):
    last = None if last_days_ago is None else ON - timedelta(days=last_days_ago)
    steps = following.Steps(ON - timedelta(days=opened_days_ago), last, has_task)

    assert following.lacks_next_step(steps, on=ON) is lacks
    assert following.may_be_over(steps, on=ON) is over


@pytest.mark.parametrize(
    ("days", "due"), [(-1, "overdue"), (0, "today"), (1, "soon"), (14, "soon"), (15, "later")]
)
def test_a_task_is_overdue_today_soon_or_later(days, due):
    assert following.due(ON + timedelta(days=days), following.Ahead(ON)) == due


@pytest.mark.parametrize(
    ("days", "due"),
    [(-1, "overdue"), (0, "today"), (20, "before_holiday"), (30, "later"), (31, "later")],
)
def test_a_task_before_the_next_school_holiday_is_shown_however_far_off(days, due):
    ahead = following.Ahead(ON, holiday_on=ON + timedelta(days=30))

    assert following.due(ON + timedelta(days=days), ahead) == due


@pytest.mark.parametrize(
    ("today", "due_on", "due"),
    [
        (date(2026, 5, 15), date(2026, 5, 17), "today"),  # Friday; Sunday and the 17th of May
        (date(2026, 5, 14), date(2026, 5, 17), "soon"),
        (date(2026, 3, 31), date(2026, 4, 6), "soon"),  # there is still Wednesday
        (date(2026, 4, 1), date(2026, 4, 6), "today"),  # the last working day before Easter
        (date(2026, 5, 16), date(2026, 5, 17), "today"),  # already a day off herself
    ],
)
def test_what_is_due_on_a_day_off_is_due_on_the_last_working_day_before(today, due_on, due):
    calendar = organisation.norwegian_calendar()
    ahead = following.Ahead(today, is_working_day=calendar.is_working_day)

    assert following.due(due_on, ahead) == due


@pytest.mark.parametrize(("remind", "due"), [(-1, "reminder"), (0, "reminder"), (1, "soon")])
def test_a_reminder_is_shown_from_its_day(remind, due):
    remind_on = ON + timedelta(days=remind)

    assert following.due(ON + timedelta(days=9), following.Ahead(ON), remind_on=remind_on) == due


@pytest.mark.parametrize(("due", "remind"), [(0, None), (3, 3), (3, -1)])
def test_a_task_is_given_for_a_day_to_come_and_reminded_of_in_time(due, remind):
    remind_on = None if remind is None else ON + timedelta(days=remind)

    tasking.check_days(due_on=ON + timedelta(days=due), remind_on=remind_on, on=ON)


@pytest.mark.parametrize(
    ("due", "remind", "code"), [(-1, -1, "due_in_the_past"), (3, 4, "reminded_too_late")]
)
def test_a_task_is_not_given_for_a_day_gone_by_or_reminded_of_too_late(due, remind, code):
    due_on, remind_on = ON + timedelta(days=due), ON + timedelta(days=remind)

    with pytest.raises(RuleBroken) as broken:
        tasking.check_days(due_on=due_on, remind_on=remind_on, on=ON)

    assert broken.value.code == code


@pytest.mark.parametrize(
    ("reason", "silent_days", "open_tasks", "broken"),
    [
        ("no_longer_needed", 0, 0, None),
        ("no_longer_needed", 0, 1, "tasks_open"),
        ("lost_contact", 89, 0, "contact_too_recent"),
        ("lost_contact", 90, 0, None),
        ("lost_contact", 90, 2, "tasks_open"),
    ],
)
def test_closing_waits_for_tasks_and_for_ninety_silent_days(
    reason, silent_days, open_tasks, broken
):
    assert (
        code_of(
            closing.check_closable,
            reason=reason,
            opened_on=ON - timedelta(days=400),
            last_contact=ON - timedelta(days=silent_days),
            open_tasks=open_tasks,
            on=ON,
        )
        == broken
    )


def test_closing_counts_silence_from_the_first_day_when_nothing_was_ever_written():
    silent = {"reason": "lost_contact", "last_contact": None, "open_tasks": 0, "on": ON}

    assert (
        code_of(closing.check_closable, opened_on=ON - timedelta(days=89), **silent)
        == "contact_too_recent"
    )
    assert code_of(closing.check_closable, opened_on=ON - timedelta(days=90), **silent) is None


@pytest.mark.parametrize(
    ("closed_on", "months", "expires"),
    [
        (date(2026, 11, 25), 12, date(2027, 11, 25)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 120, date(2034, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 25), None, None),
    ],
)
def test_retention_clock_follows_the_signed_off_rule_or_says_there_is_none(
    closed_on, months, expires
):
    assert closing.expires_on(closed_on, months) == expires


@pytest.mark.parametrize(
    ("born", "text"),
    [
        ("2014-11", "under_12"),  # older only when the month is over
        ("2014-10", "12_14"),
        ("2011-11", "12_14"),
        ("2011-10", "15"),
        ("2010-10", "16_17"),
        ("2008-11", "16_17"),
        ("2008-10", "over_18"),
        ("", "unknown"),
    ],
)
def test_the_rights_text_is_that_of_her_age_today(born, text):
    """By the month she was born in, whatever was once stated: 12, 15, 16 and 18 each matter."""
    on = date(2026, 11, 26)
    age = consenting.age_today(birth_month=born, stated="15", stated_on=date(2025, 11, 25), on=on)

    assert consenting.rights_code(age) == text


@pytest.mark.parametrize(
    ("expires", "broken"),
    [(None, None), (ON, None), (ON - timedelta(days=1), "expired")],
)
def test_reopening_ends_with_the_retention_clock(expires, broken):
    assert code_of(closing.check_reopenable, expires=expires, on=ON) == broken


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({}, None),
        ({"experiences": (Experience(ON, "not_asked"),)}, "not_asked_without_reason"),
        ({"experiences": (Experience(ON, "not_asked", "not_alone"),)}, None),
        ({"location": "norway", "location_country": "SO"}, "country_without_abroad"),
        ({"location": "abroad", "location_country": "SO"}, None),
        ({"age_stated_on": ON + timedelta(days=1)}, "in_the_future"),
        ({"experiences": (Experience(ON + timedelta(days=1), "coerced"),)}, "in_the_future"),
    ],
)
def test_codes_of_a_profile_agree_with_each_other(changed, broken):
    assert code_of(lambda: check_profile(replace(Profile(), **changed), on=ON)) == broken


def test_profile_comes_back_from_its_text_as_it_was():
    profile = Profile(
        school="sko_x",
        municipality="0301",
        age_band="16_17",
        age_stated_on=ON,
        gender="female",
        location="abroad",
        location_country="SO",
        country_background="SO",
        address_protection="confidential",
        contact_route="self",
        marriage_stage="preparations",
        marriage_form="religious",
        experiences=(
            Experience(ON - timedelta(days=30), "not_asked", "acute"),
            Experience(ON, "coerced"),
        ),
        lists={"concern": "2018"},
    )

    assert Profile.from_text(profile.as_text()) == profile


def test_experience_is_added_by_day_and_told_again_only_when_it_differs():
    first = Profile().having_said(Experience(ON, "unsure"))

    assert first.having_said(Experience(ON, "unsure")) == first
    assert first.having_said(None) == first
    told = first.having_said(Experience(ON - timedelta(days=3), "not_asked", "not_alone"))
    assert [said.answer for said in told.experiences] == ["not_asked", "unsure"]
    mended = told.having_said(Experience(ON, "coerced"))
    assert [said.answer for said in mended.experiences] == ["not_asked", "coerced"]


def test_what_may_be_counted_leaves_out_school_conversation_and_address_and_fits_its_seal():
    profile = Profile(
        school="sko_elvesund",
        conversation="sam_x",
        municipality="4601",
        age_band="under_12",
        gender="female",
        location="abroad",
        location_country="SO",
        country_background="SO",
        address_protection="strictly_confidential",
        contact_route="other_school_staff",
        marriage_stage="preparations",
        marriage_form="not_valid_in_civil_law",
        experiences=(Experience(ON, "not_asked", "no_interpreter"),),
    )

    counted = profile.for_counting()

    assert not any(word in counted for word in ("sko_", "sam_", "confidential", "no_interpreter"))
    assert len(counted.encode()) <= 508


def test_differences_name_each_field_somebody_else_changed():
    seen = {"concern": "a", "gender": "female", "municipality": "0301"}

    assert editing.differences(seen, seen) == ()
    assert editing.differences(seen, seen | {"gender": "unknown"}) == (
        editing.Difference("gender", "female", "unknown"),
    )


def test_a_version_that_has_moved_on_is_told():
    assert code_of(editing.check_version, seen=3, current=3) is None
    assert code_of(editing.check_version, seen=3, current=4) == "changed_meanwhile"
