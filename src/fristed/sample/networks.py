"""A sample network that meets, teams that plan their weeks, and whom to ask in other agencies."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import timezone

from fristed.gate import Actor
from fristed.guidance import queries
from fristed.guidance.actions import agencies, calendars, meetings, roster
from fristed.guidance.choices import MeetingPlace
from fristed.guidance.rules.roster import Turn
from fristed.kernel.periods import monday_of
from fristed.notices.queries import articles_in_use
from fristed.organisation.queries import unit_on
from fristed.sample.people import Account, SignedUp

REGION = "region-ost"
AGENDA = ("Status i regionen", "Rutine mellom skole og barnevern", "Kurs til våren")


def meet_and_plan(
    people: Mapping[str, SignedUp], professionals: Mapping[str, Account], now: datetime
) -> None:
    """One meeting that is over, one that is called; and a realistic week of duties and absences."""
    yrsa, today = people["yrsa"].actor(), timezone.localdate(now)
    held = _call(yrsa, now - timedelta(days=20))
    meeting = queries.network_meeting_by_ref(yrsa, held)
    for position, agreed in enumerate(
        ("Nytt siden sist er gått gjennom.", "RVTS skriver et utkast.", "Utsatt til neste møte."),
        start=1,
    ):
        meetings.write_network_minutes(yrsa, meeting, position=position, agreed=agreed)
    meetings.agree_network_action(
        yrsa,
        meeting,
        position=2,
        what="Skrive utkast til rutine",
        owner=professionals["idunn"].user.id,
        due_on=today + timedelta(10),
        on=today,
    )
    meetings.close_network_meeting(yrsa, meeting, at=now - timedelta(days=19))
    _call(yrsa, now + timedelta(days=9))
    for article in articles_in_use("nb")[:1]:
        meetings.add_to_article(
            yrsa,
            unit_on(REGION, today),
            keyword=article.keyword,
            beside=article.ref,
            text="Eksempeldata. Her ringer vi barnevernvakten i kommunen først.",
            review_on=today + timedelta(180),
            on=today,
        )
    _plan_weeks(people, now)
    _know_whom_to_ask(people, now)


def _call(actor: Actor, at: datetime) -> str:
    day = timezone.localdate(at)
    day -= timedelta(days=max(0, day.weekday() - 4))  # on a weekday
    return meetings.call_network_meeting(
        actor,
        unit_on(REGION, day),
        starts_at=timezone.make_aware(datetime.combine(day, time(10))),
        minutes=90,
        place=MeetingPlace.ONLINE,
        agenda=AGENDA,
    )


def _plan_weeks(people: Mapping[str, SignedUp], now: datetime) -> None:
    """Nils and Tone take turns; Tone is away in a week of hers, and the calendar says so."""
    today = timezone.localdate(now)
    monday = monday_of(today)
    nils, tone = people["nils"].actor(), people["tone"].actor()
    team = unit_on("kompetanseteam", today)
    for week, (person, substitute) in enumerate(((nils, tone), (tone, nils)) * 2):
        first = monday + timedelta(weeks=week)
        turn = Turn(person.id, substitute.id, first, first + timedelta(6))
        roster.keep_turn(nils, team, turn=turn)
    away = monday + timedelta(weeks=1, days=2)
    calendars.be_away(tone, tone, starts_on=away, ends_on=away + timedelta(1))


def _know_whom_to_ask(people: Mapping[str, SignedUp], now: datetime) -> None:
    """One that was confirmed today, one that nobody has asked about for long."""
    nils, today = people["nils"].actor(), timezone.localdate(now)
    for agency, days in (("udir", 0), ("hdir", 120)):
        agencies.add_agency_contact(
            nils,
            nils,
            agency=agency,
            name="Kontakt (Eksempeldata)",
            reach="kontakt@eksempel.no",
            substitute="",
            on=today - timedelta(days),
        )
