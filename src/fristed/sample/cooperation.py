"""Sample cooperation, goals and approvals, done as their people do them at the desk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from fristed.casework import queries
from fristed.casework.actions import (
    approving,
    cooperating,
    measuring,
    reading,
    referring,
    telling,
    updating,
)
from fristed.casework.actions.cooperating import Who
from fristed.casework.actions.referring import Belongs
from fristed.casework.actions.sharing import Law
from fristed.casework.choices import ApprovalOf, CheckedHow, OutsideService, SentHow, Verdict
from fristed.casework.models import (
    Case,
    CooperationMeeting,
    CooperationPart,
    Destruction,
    FamilyStop,
    Share,
    StopOverride,
)
from fristed.casework.queries import approving as approvals
from fristed.casework.rules.cooperating import Does, Gathering, Purpose
from fristed.casework.rules.effect import Aim, Later
from fristed.casework.rules.referring import Content
from fristed.desk.actions import retaining
from fristed.gate import Actor, scope
from fristed.kernel.periods import months_after
from fristed.notices.actions import telling as telling_of_problems
from fristed.organisation.queries import PersonOn, schools_of, unit_on
from fristed.sample import sharing as shares
from fristed.sample.people import SignedUp
from fristed.vault import granting
from fristed.vault.choices import FileKind
from fristed.vault.retaining import rules_in_use

WHY = "Eksempeldata. De som hjelper må vite det samme for å kunne hjelpe."
SUMMARY = (
    "Eksempeldata. Personen bor trygt hos en slektning, har fast kontakt på skolen og ønsker selv"
    " å avslutte. Ingen trusler på fire måneder."
)
AIMS = (
    ("Eksempeldata. Jeg vil være med på klassetur uten å lyve.", 2),
    ("Eksempeldata. Jeg vil velge utdanning selv.", 5),
)


def cooperate(people: Mapping[str, SignedUp], now: datetime) -> None:
    """One plan with two services and a meeting; goals of four months ago; a rule, a yes and a
    question that waits; a colleague asked about the family; a new school."""
    amina, birger, ingrid, jonas = (
        people[key].actor() for key in ("amina", "birger", "ingrid", "jonas")
    )
    oldest = _open_cases(amina)
    _plan(amina, oldest[4], now)
    _goals(amina, oldest[5], now)
    _approvals(amina, ingrid, oldest[6:8], now)
    _ask_about_family(amina, birger, now)
    _change_school(amina, oldest[8], now)
    _retention(ingrid, jonas, timezone.localdate(now))
    _problem(amina, timezone.localdate(now))


def show_destruction(people: Mapping[str, SignedUp], now: datetime) -> None:
    """What the keeper told of a quarter before there were advisers in this house."""
    ingrid, jonas = (people[key].actor() for key in ("ingrid", "jonas"))
    Destruction.objects.create(
        unit="raad-ost",
        quarter="2012Q1",
        proposed_by=ingrid.ref,
        proposed_at=now - timedelta(days=40),
        confirmed_by=jonas.ref,
        confirmed_at=now - timedelta(days=38),
        files={FileKind.CASE: 7, FileKind.TRIP: 2},
    )


def _problem(adviser: Actor, today: date) -> None:
    said = "Eksempeldata. Jeg trykket på utskrift, men fila kom ikke."
    telling_of_problems.report_problem(
        adviser,
        adviser,
        page="/cases/*/print/",
        browser="Firefox 128",
        words=said,
        is_sure=False,
        on=today,
    )


def _retention(leader: Actor, other: Actor, today: date) -> None:
    """How long two kinds are kept: one rule in force, one that waits for another leader."""
    because = "Eksempeldata. Vedtak i virksomheten."
    for kind, months in ((FileKind.APPROVAL, 60), (FileKind.TRIP, 12)):
        retaining.propose_retention(
            leader, leader, kind=kind, months=months, because=because, on=today
        )
    waiting = next(row for row in rules_in_use() if row.kind == FileKind.APPROVAL)
    retaining.sign_retention(other, waiting, on=today)


def _open_cases(actor: Actor) -> list[Case]:
    with scope(actor):
        own = Case.objects.filter(adviser_id=actor.id, status="open").order_by("opened_on", "pk")
        refs = list(own.values_list("ref", flat=True)[:12])
    return [queries.case_by_ref(ref) for ref in refs]


def _law(now: datetime) -> Law:
    return Law("right_to_inform", queries.given_basis("right_to_inform", timezone.localdate(now)))


def _plan(actor: Actor, case: Case, now: datetime) -> None:
    today = timezone.localdate(now)
    goal = "Eksempeldata. Trygg skolevei, og noen å snakke med hver uke."
    cooperating.start_cooperation(
        actor, case, purpose=Purpose(goal, WHY), ground=_law(now), on=today
    )
    for service, who, what, days in (
        ("pupil_services", "Rådgiveren", "Eksempeldata. Fast samtale hver tirsdag.", 3),
        ("nav", "Ungdomsteamet", "Eksempeldata. Ser på sommerjobb i en annen bydel.", 20),
    ):
        cooperating.add_part(
            actor,
            case,
            does=Does(what, who),
            service=service,
            who=Who(actor.id, today + timedelta(days=days)),
            on=today,
        )
    _tell(actor, case, now)
    _meet(actor, case, now)


def _tell(actor: Actor, case: Case, now: datetime) -> None:
    """The first service is told its part in a meeting, and has it."""
    today = timezone.localdate(now)
    with scope(actor):
        part = CooperationPart.objects.filter(case_id=case.pk).earliest("id").ref
    law = _law(now)
    told = referring.refer_without_consent(
        actor,
        case,
        service=OutsideService.PUPIL_SERVICES,
        content=Content("Rådgiveren", "Eksempeldata. Fast samtale hver tirsdag.", why=WHY),
        law=law,
        on=today,
        of=Belongs(part=part),
    )
    referring.note_sent(actor, case, referral=told, how=SentHow.MEETING, at=now)
    referring.tick_off_referral(actor, case, referral=told, how=CheckedHow.WAITING, on=today)
    referring.note_acknowledged(actor, case, referral=told, at=now)


def _meet(actor: Actor, case: Case, now: datetime) -> None:
    today = timezone.localdate(now)
    gathering = Gathering("09.00", "Skolen", ("pupil_services", "nav"), (), "Helsesykepleieren")
    cooperating.call_cooperation(
        actor, case, gathering=gathering, held_on=today, with_family=False, on=today
    )
    with scope(actor):
        meeting = CooperationMeeting.objects.filter(case_id=case.pk).latest("id").ref
    cooperating.add_part(
        actor,
        case,
        does=Does("Eksempeldata. Ringer den unge etter møtet, på den avtalte måten."),
        service="",
        who=Who(actor.id, today + timedelta(days=1)),
        on=today,
        meeting=meeting,
    )


def _goals(actor: Actor, case: Case, now: datetime) -> None:
    """Set four months ago; it is time to ask, when they meet."""
    today = timezone.localdate(now)
    set_on: date = max(months_after(today, -4), case.opened_on)
    for words, value in AIMS:
        measuring.set_goal(actor, case, aim=Aim(words), value=value, on=set_on)
    later = Later(words="Eksempeldata. Det går fint, men bare på skolen.")
    measuring.agree_later(actor, case, agrees=True, later=later, on=set_on)


def _approvals(actor: Actor, leader: Actor, cases: list[Case], now: datetime) -> None:
    """The unit wants closings approved. One was; one waits on the leader's day."""
    today = timezone.localdate(now)
    unit = unit_on(min(actor.units), today)
    approving.set_rule(leader, unit, what=ApprovalOf.CLOSING, on=today)
    answered, _waiting = [_ask(actor, leader, case, now) for case in cases]
    row = approvals.approval_by_ref(leader, answered)
    offered = approvals.offered_summary(leader, row)
    given = granting.accept(leader.assertion, offered)
    approving.take_summary(leader, row, given=given)
    approving.answer_approval(
        leader,
        row,
        verdict=Verdict.DECLINED,
        reason="Eksempeldata. Snakk med elevtjenesten først, og avtal hvem som følger opp.",
        on=today,
    )


def _ask(actor: Actor, leader: Actor, case: Case, now: datetime) -> str:
    today = timezone.localdate(now)
    new = approving.NewSummary.ask(actor, unit=case.unit, at=now, on=today)
    ref = approving.ask_approval(
        actor,
        case,
        what=ApprovalOf.CLOSING,
        plan="",
        leader=PersonOn(leader.id, leader.ref, leader.name, case.unit, min(leader.roles)),
        summary=SUMMARY,
        new=new,
        at=now,
        on=today,
    )
    row = approvals.approval_by_ref(actor, ref)
    sent = approving.Sent.ask(actor, approvals.offered_summary(actor, row).wanted)
    approving.send_approval(actor, row, sent=sent)
    return ref


def _ask_about_family(actor: Actor, colleague: Actor, now: datetime) -> None:
    """In a case the colleague can read: two agreed that an aunt is told, and she was; whether a
    grandmother is told waits for the colleague."""
    today = timezone.localdate(now)
    with scope(actor):
        shared = Share.objects.filter(offered_to_id=colleague.id, answer="accepted", ended="")
        ref = shared.latest("id").case_ref
    case = queries.case_by_ref(ref)
    with scope(actor):
        stopped = FamilyStop.objects.filter(case_id=case.pk, lifted_on=None).exists()
    if not stopped:
        telling.stop_family(actor, case, why="Eksempeldata. En bror leser alt hjemme.", on=today)
    sees = replace(colleague, shares=frozenset((case.ref, part) for part in shares.READS))
    why = "Eksempeldata. Tanten bor et annet sted, og den unge vil at hun får vite det."
    telling.ask_to_override(actor, case, why=why, colleague=colleague.id, on=today)
    with scope(actor):
        asked = StopOverride.objects.get(case_id=case.pk, approved_by=None).ref
    telling.approve_override(sees, case, override=asked, on=today)
    aunt = "Eksempeldata. Eleven vil sove hos tanten i helgen. Ring tanten, ikke foreldrene."
    told = referring.refer_case(
        actor,
        case,
        service=OutsideService.PUPIL_SERVICES,
        content=Content("Elevtjenesten", aunt, family_told=True),
        agreed=shares.agree(actor, case, "elevtjenesten og tanten", now),
        on=today,
    )
    referring.note_sent(actor, case, referral=told, how=SentHow.MEETING, at=now)
    why = "Eksempeldata. Bestemoren er trygg, og den unge ber om at hun får vite det."
    telling.ask_to_override(actor, case, why=why, colleague=colleague.id, on=today)


def _change_school(actor: Actor, case: Case, now: datetime) -> None:
    """To the other kind of place she serves, a month ago."""
    today = timezone.localdate(now)
    grant = reading.read_case(actor, case)
    before = queries.registered(actor, case, grant)
    needs = queries.needs_on(today)
    near = [one.ref for one in schools_of(actor.id, today) if one.is_neighbour]
    if not near or before.profile.school == near[0]:
        return
    because = "Eksempeldata. Personen har begynt på veiledningssenteret."
    new = updating.NewSchool(near[0], needs[0][0], today - timedelta(days=30), because)
    updating.change_school(
        actor, case, seen_version=before.version, new=new, before=before.profile, at=now
    )
