"""Numbers the public is told of: rung by a person, changed in one place, never over her head."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.core.management import call_command
from tests import personas
from tests.factories.organisation import a_local_service

from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.organisation import queries
from fristed.organisation.actions import ringing
from fristed.organisation.actions.ringing import Entry, LocalEntry
from fristed.organisation.models import HelpService, LocalService
from fristed.organisation.rules.helping import (
    check_clock,
    check_number,
    stands_in,
    with_numbers,
)

TODAY = date(2026, 11, 26)
ENTRY = Entry(
    number="116 999",
    email="",
    chat="",
    hours={},
    hours_tag="",
    is_always_open=False,
    week="",
    opens=None,
    closes=None,
    tag="S",
    source="tjenestens egen side",
)
LOCAL = LocalEntry("crisis_centre", "Senteret", "22 33 44 55", "Byene sammen", "sentrets side")
database = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def line(db):
    call_command("load_organisation", verbosity=0)
    return HelpService.objects.get(code="vo-linjen")


@database
def test_one_click_says_that_somebody_rang_and_nothing_else(line, as_desk):
    before = HelpService.objects.filter(pk=line.pk).values()[0]
    assert before["last_verified"] is None  # never the day it was brought in

    with as_desk():
        ringing.verify_service(personas.maja, line, on=TODAY)

    assert HelpService.objects.filter(pk=line.pk).values()[0] == before | {"last_verified": TODAY}


@database
@pytest.mark.parametrize(("rang", "verified"), [(True, TODAY), (False, None)])
def test_a_changed_number_is_unverified_until_somebody_has_rung_it(line, as_desk, rang, verified):
    line.last_verified = date(2026, 1, 5)
    line.save()

    with as_desk():
        ringing.change_service(personas.sigve, line, entry=ENTRY, rang=rang, on=TODAY)

    (told,) = queries.help_numbers(TODAY, codes=["vo-linjen"])
    assert (told.number, told.last_verified) == ("116 999", verified)


@database
def test_what_was_changed_here_is_not_renewed_from_the_file(line, as_desk):
    with as_desk():
        ringing.change_service(personas.sigve, line, entry=ENTRY, rang=True, on=TODAY)

    call_command("load_organisation", verbosity=0)

    (told,) = queries.help_numbers(TODAY, codes=["vo-linjen"])
    assert (told.number, told.last_verified, told.is_always_open) == ("116 999", TODAY, False)


@database
def test_what_is_no_longer_sure_is_told_to_nobody(line, as_desk):
    for tag in ("C", "K", "P"):
        with as_desk():
            entry = replace(ENTRY, tag=tag)
            ringing.change_service(personas.maja, line, entry=entry, rang=True, on=TODAY)

        assert queries.help_numbers(TODAY, codes=["vo-linjen"]) == ()


@database
def test_nobody_changes_an_emergency_number(line):
    """C7."""
    for code in ("politi-112", "ambulanse-113", "alarmtelefonen"):
        service = HelpService.objects.get(code=code)

        with pytest.raises(Denied, match="same_number"):
            ringing.change_service(personas.sigve, service, entry=ENTRY, rang=True, on=TODAY)


@database
def test_others_neither_ring_nor_change(line):
    """C1."""
    local = a_local_service()
    for actor in (personas.amina, personas.ingrid, personas.petter, personas.nils):
        with pytest.raises(Denied):
            ringing.verify_service(actor, line, on=TODAY)
        with pytest.raises(Denied):
            ringing.change_service(actor, line, entry=ENTRY, rang=True, on=TODAY)
        with pytest.raises(Denied):
            ringing.keep_local_service(
                actor, local, entry=LOCAL, municipalities=["0301"], rang=True, on=TODAY
            )


@database
def test_one_call_answers_for_every_municipality_with_that_number(db, as_desk):
    with as_desk():
        ringing.keep_local_service(
            personas.maja,
            queries.new_local_service(),
            entry=LOCAL,
            municipalities=["0301", "3201"],
            rang=False,
            on=TODAY,
        )
        assert queries.local_help("0301") == ()  # nobody has rung
        (kept,) = queries.local_services_to_keep(TODAY)
        row = queries.local_service_by_ref(kept.ref)
        ringing.verify_local_service(personas.maja, row, on=TODAY)

    assert kept.municipalities == ("0301", "3201")
    for municipality in kept.municipalities:
        (told,) = queries.local_help(municipality)
        assert (told.number, told.last_verified) == ("22 33 44 55", TODAY)


@database
def test_another_number_takes_the_place_of_the_one_it_was(db, as_desk):
    old = a_local_service("Det gamle", municipality="0301")
    a_local_service("Naboens", municipality="3201")

    with as_desk():
        ringing.keep_local_service(
            personas.maja, old, entry=LOCAL, municipalities=["0301", "3201"], rang=True, on=TODAY
        )

    rows = LocalService.objects.order_by("municipality").values_list("municipality", "name")
    assert list(rows) == [("0301", "Senteret"), ("3201", "Senteret")]


@pytest.mark.parametrize("number", ["112", "116 006", "+47 23 95 00 00", "02800"])
def test_numbers_as_people_write_them_are_numbers(number):
    check_number(number)


@pytest.mark.parametrize("number", ["", "1", "ring oss", "22-33", "116  006", "<b>112</b>"])
def test_anything_else_is_not(number):
    with pytest.raises(RuleBroken, match="sifre"):
        check_number(number)


@pytest.mark.parametrize(
    ("always", "week", "opens", "closes", "code"),
    [
        (False, "12345", time(9), None, "hours_not_whole"),
        (False, "", time(9), time(15), "hours_not_whole"),
        (True, "12345", time(9), time(15), "hours_not_whole"),
        (False, "12345", time(15), time(9), "hours_backwards"),
    ],
)
def test_hours_are_whole_or_not_there(always, week, opens, closes, code):
    with pytest.raises(RuleBroken) as broken:
        check_clock(is_always_open=always, week=week, opens=opens, closes=closes)

    assert broken.value.code == code


def test_a_text_gets_its_numbers_when_it_is_read():
    text = "Ring {tlf:a}, eller +47 {tlf:a}, eller {tlf:b}, eller +47 {tlf:b}."

    said = with_numbers(text, {"a": "116 006"}, otherwise="se siden")
    assert said == "Ring 116 006, eller +47 116 006, eller se siden, eller se siden."


@pytest.mark.parametrize(
    ("text", "number", "stands"),
    [
        ("Ring 116006 i dag.", "116 006", True),
        ("Ring 23\u00a095 00 00.", "23 95 00 00", True),
        ("Sak 1160061.", "116 006", False),
        ("Ring 116 111.", "116 111", False),
        ("Ring 112.", "112", False),
        ("Ring oss.", "", False),
    ],
)
def test_a_number_somebody_typed_is_found_however_it_is_grouped(text, number, stands):
    assert stands_in([text], number) is stands
