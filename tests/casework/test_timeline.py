"""The timeline: what stands in it, as it is and as it was, and who may add to it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.conftest import trail
from tests.casework.test_reading import page, statements
from tests.factories.casework import (
    NOW,
    TODAY,
    a_case,
    a_contest,
    a_followup,
    a_real_case,
    a_task,
    close,
    written,
)

from fristed.casework import queries
from fristed.casework.actions import closing, contesting, following_up, reading, updating
from fristed.casework.choices import EntryKind
from fristed.casework.models import Contest, Revision
from fristed.casework.rules.profiles import Profile
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

YESTERDAY = TODAY - timedelta(days=1)


def update(actor, case, *, profile, before, at=NOW, concern="negative_social_control"):
    updating.update_case(
        actor,
        case,
        seen_version=queries.case_by_ref(case.ref).version,
        concern=concern,
        further_concerns=(),
        profile=profile,
        before=before,
        counted=b"counted",
        at=at,
    )


def seen(actor, case, **shown):
    found = queries.case_by_ref(case.ref)
    grant = reading.read_case(actor, found)
    return queries.case_page(actor, found, grant, on=TODAY, shown=queries.Shown(**shown))


def a_long_story(amina):
    """Every kind of entry that casework itself has."""
    case = a_real_case(amina, on=YESTERDAY, profile=Profile(age_band="16_17"))
    a_followup(amina, case, text="Den første")
    a_contest(amina, case, text="Jeg sa noe annet.")
    following_up.correct_followup(amina, case, number=1, written=written(text="Rettet"))
    update(amina, case, profile=Profile(age_band="18_24"), before=Profile(age_band="16_17"))
    close(amina, case)
    closing.reopen_case(amina, queries.case_by_ref(case.ref), on=TODAY)
    return case


def test_every_kind_of_entry_stands_in_one_list(signed_in, chain_all):
    case = a_long_story(signed_in.amina)
    chain_all()

    read = seen(signed_in.amina, case)

    assert sorted((entry.kind.value, entry.title, entry.text) for entry in read.timeline) == [
        ("corrections", "Registreringen ble endret", "Alder: før 16–17 år, så 18–24 år"),
        ("decisions", "Saken ble avsluttet: Personen trenger ikke mer hjelp", ""),
        ("decisions", "Saken ble åpnet igjen", ""),
        ("followups", "Samtale", "Den første"),
        ("followups", "Samtale", "Rettet"),
    ]
    assert dict(read.kinds) == {
        EntryKind.FOLLOWUPS: 2,
        EntryKind.DECISIONS: 2,
        EntryKind.DOCUMENTS: 0,
        EntryKind.SHARES: 0,
        EntryKind.CORRECTIONS: 3,
    }
    assert read.is_whole


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("followups", ["Samtale", "Samtale"]),
        ("documents", []),
        ("corrections", ["Registreringen ble endret", "Samtale", "Samtale"]),
    ],
)
def test_a_filter_shows_one_kind_and_counts_no_less_time(signed_in, kind, titles):
    case = a_long_story(signed_in.amina)

    read = seen(signed_in.amina, case, kind=kind)

    assert sorted(entry.title for entry in read.timeline) == titles
    assert read.minutes == 45


def test_a_contest_stands_with_its_entry_and_the_entry_is_unchanged(signed_in):
    case = a_long_story(signed_in.amina)

    first, second = (seen(signed_in.amina, case).entry(number) for number in (1, 2))

    assert [(one.text, one.by) for one in first.contests] == [("Jeg sa noe annet.", "Amina")]
    assert (first.text, first.superseded, second.contests) == ("Den første", True, ())


def test_the_case_as_known_on_a_day_is_what_had_been_written_by_then(signed_in):
    amina = signed_in.amina
    case = a_real_case(amina, on=YESTERDAY, profile=Profile(age_band="16_17"))
    then = {"happened_at": NOW - timedelta(days=1, hours=1), "written_at": NOW - timedelta(days=1)}
    a_followup(amina, case, text="Skrevet i går", **then)
    long_ago = NOW - timedelta(days=9)
    a_followup(amina, case, text="Skjedde før", happened_at=long_ago, late_because="Var syk")
    following_up.correct_followup(amina, case, number=1, written=written(text="Rettet i dag"))
    a_contest(amina, case)
    a_task(amina, case)
    update(amina, case, profile=Profile(age_band="18_24"), before=Profile(age_band="16_17"))

    now, before = seen(amina, case), seen(amina, case, known_on=YESTERDAY)

    assert sorted(one.text for one in now.timeline if one.number) == [
        "Rettet i dag",
        "Skjedde før",
        "Skrevet i går",
    ]
    assert [(one.text, one.superseded, one.contests) for one in before.timeline] == [
        ("Skrevet i går", False, ())
    ]
    assert now.facts[0].value == "18–24 år"
    assert before.facts[0].value == "16–17 år"
    assert (len(now.tasks), len(before.tasks)) == (1, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_more_of_every_source_takes_no_more_statements(signed_in, rows):
    amina = signed_in.amina
    case = a_real_case(amina)
    for number in range(1, rows + 1):
        a_followup(amina, case)
        a_contest(amina, case, number=number)
        update(amina, case, profile=Profile(), before=Profile())
        a_task(amina, case)

    with CaptureQueriesContext(connection) as captured:
        read = page(amina, case)

    assert len(read.timeline) == 2 * rows
    assert len(statements(captured)) <= 6, statements(captured)


@pytest.mark.parametrize("model", [Contest, Revision])
def test_what_was_written_cannot_be_changed_or_removed_by_the_desk(at_the_desk, model):
    amina = at_the_desk.amina
    case = a_case(amina)
    a_followup(amina, case)
    a_contest(amina, case)
    update(amina, case, profile=Profile(), before=Profile())

    for change in (lambda: model.objects.update(by_id=1), lambda: model.objects.all().delete()):
        with pytest.raises(Exception, match="permission denied"), scope(amina):
            change()
    with scope(amina):
        assert model.objects.count() == 1


@pytest.mark.parametrize("model", [Contest, Revision])
def test_what_was_written_is_not_in_anothers_sight(at_the_desk, model):
    amina, birger = at_the_desk.amina, at_the_desk.birger
    case = a_case(amina)
    a_followup(amina, case)
    a_contest(amina, case)
    update(amina, case, profile=Profile(), before=Profile())

    with scope(birger):
        assert model.objects.count() == 0
    with scope(amina):
        assert model.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "said_on", "code"),
    [(7, TODAY, "no_such_entry"), (1, TODAY + timedelta(days=1), "in_the_future")],
)
def test_a_contest_must_be_of_an_entry_and_of_a_day_that_was(at_the_desk, number, said_on, code):
    amina = at_the_desk.amina
    case = a_case(amina)
    a_followup(amina, case)

    with pytest.raises(RuleBroken) as broken:
        contesting.contest_entry(
            amina, case, number=number, text="Feil.", said_on=said_on, written_at=NOW
        )

    assert broken.value.code == code


def test_contest_refused_for_another_is_recorded_and_changes_nothing(at_the_desk):
    amina, birger = at_the_desk.amina, at_the_desk.birger
    case = a_case(amina)
    a_followup(amina, case)

    with pytest.raises(Denied):
        a_contest(birger, case)

    assert trail(case.ref)[-1] == ("refused", "case.contest_entry", "not_responsible")
    with scope(amina):
        assert Contest.objects.count() == 0
