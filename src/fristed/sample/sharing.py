"""Sample consents, shares and hand-overs, done as their people do them at the desk."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from fristed.casework import queries
from fristed.casework.actions import consenting, handing_over, reading, referring, sharing, telling
from fristed.casework.choices import (
    GivenHow,
    OutsideService,
    Part,
    SentHow,
    ShareKind,
    SharePurpose,
)
from fristed.casework.models import Case, Share
from fristed.casework.rules.consenting import Statement
from fristed.casework.rules.referring import Content
from fristed.casework.rules.reporting import Report
from fristed.casework.rules.sharing import answer_by
from fristed.gate import Actor, scope
from fristed.organisation.queries import PersonOn, calendar_of, people_with
from fristed.sample import texts
from fristed.sample.people import SignedUp

READS = (Part.NAME, Part.NOTES)


def share_some(people: Mapping[str, SignedUp], now: datetime) -> None:
    """Amina shares two cases and hands one over; Birger asks her to read one of his. What services
    outside are told: one thing as she agreed, two on a legal basis."""
    amina, birger, maja = (people[key].actor() for key in ("amina", "birger", "maja"))
    asked = askable(people, now)
    first, second, third = some_cases(amina)
    consent = agree(amina, first, "Birger, rådgiver i Bergen", now)
    offer_to(amina, first, asked["birger"], consent, now)
    accept(birger, now)
    offer_to(amina, first, asked["maja"], consent, now)
    gone = agree(amina, second, "fagteamet", now)
    offer_to(amina, second, asked["maja"], gone, now)
    accept(maja, now)
    _withdraw(amina, second, now)
    hand_over(amina, third, asked["farah"], "Pakistan", now)
    _offer_without_consent(birger, some_cases(birger)[0], asked["amina"], now)
    _report(amina, first, now)
    _tell_as_agreed(amina, first, now)
    stop = "Personen er redd for hva som skjer hvis noen hjemme får vite om samtalene."
    telling.stop_family(amina, second, why=stop, on=timezone.localdate(now))


def some_cases(actor: Actor) -> list[Case]:
    with scope(actor):
        own = Case.objects.filter(adviser_id=actor.id, status="open").order_by("opened_on", "pk")
        refs = list(own.values_list("ref", flat=True)[:3])
    return [queries.case_by_ref(ref) for ref in refs]


def askable(people: Mapping[str, SignedUp], now: datetime) -> Mapping[str, PersonOn]:
    roles = [one.persona.role for one in people.values()]
    known = {one.ref: one for one in people_with(roles, timezone.localdate(now))}
    return {key: known[one.user.ref] for key, one in people.items() if one.user.ref in known}


def agree(actor: Actor, case: Case, to_whom: str, now: datetime) -> sharing.Agreed:
    today = timezone.localdate(now)
    statement = Statement(
        parts=(Part.PROFILE, Part.NOTES),
        words="Det er greit, men ikke ring hjem.",
        to_whom=to_whom,
        language="nb",
        interpreter=False,
        age_band="16_17",
        given_how=GivenHow.SPOKEN,
    )
    consenting.record_consent(actor, case, statement=statement, given_on=today, on=today)
    grant = reading.read_who_knows(actor, case)
    newest = queries.consents_of(actor, case, grant, now=now)[0]
    return sharing.Agreed(newest.id, newest.agreed)


def _offered(
    actor: Actor,
    case: Case,
    to: PersonOn,
    now: datetime,
    *,
    kind: ShareKind,
    purpose: SharePurpose,
    parts: Sequence[str],
) -> sharing.Offered:
    return sharing.Offered.ask(
        actor,
        case,
        to=to,
        kind=kind,
        purpose=purpose,
        parts=parts,
        at=now,
        ends_at=now + timedelta(days=30) if kind == ShareKind.SHARE else None,
        answer_by=answer_by(calendar_of(to.unit, timezone.localdate(now)), now),
    )


def offer_to(actor: Actor, case: Case, to: PersonOn, agreed: sharing.Agreed, now: datetime) -> None:
    offered = _offered(
        actor, case, to, now, kind=ShareKind.SHARE, purpose=SharePurpose.TOGETHER, parts=READS
    )
    sharing.offer_share(
        actor,
        case,
        offered=offered,
        agreed=agreed,
        why="Vi trenger å se på saken sammen før ferien.",
        on=timezone.localdate(now),
    )


def _offer_without_consent(actor: Actor, case: Case, to: PersonOn, now: datetime) -> None:
    today = timezone.localdate(now)
    offered = _offered(
        actor, case, to, now, kind=ShareKind.SHARE, purpose=SharePurpose.ADVICE, parts=READS
    )
    law = sharing.Law("right_to_inform", queries.given_basis("right_to_inform", today))
    why = "Det er fare for at søsteren blir hentet i helgen, og hun bor i Oslo."
    sharing.offer_share_without_consent(actor, case, offered=offered, law=law, why=why, on=today)


def newest_offer_to(actor: Actor) -> str:
    with scope(actor):
        return Share.objects.filter(offered_to_id=actor.id).order_by("-id")[0].ref


def accept(actor: Actor, now: datetime) -> None:
    offer = queries.offer_by_ref(actor, newest_offer_to(actor))
    taken = sharing.Taken.ask(actor, offer)
    sharing.accept_share(actor, offer, taken=taken, on=timezone.localdate(now))


def _withdraw(actor: Actor, case: Case, now: datetime) -> None:
    grant = reading.read_who_knows(actor, case)
    newest = queries.consents_of(actor, case, grant, now=now)[0].ref
    stopped = consenting.Stopped.ask(actor, case, newest)
    today = timezone.localdate(now)
    consenting.withdraw_consent(
        actor, case, consent=newest, stopped=stopped, on=today, at=timezone.now()
    )


def hand_over(actor: Actor, case: Case, to: PersonOn, country: str, now: datetime) -> None:
    """All its entries but the newest. The country is written as in the texts."""
    today = timezone.localdate(now)
    grant = reading.read_case(actor, case)
    entries = queries.choosable_entries(actor, case, grant)
    parts, kept = queries.parts_for_hand_over(actor, case)
    offered = _offered(
        actor, case, to, now, kind=ShareKind.HAND_OVER, purpose=SharePurpose.ABROAD, parts=parts
    )
    handing_over.offer_hand_over(
        actor,
        case,
        offered=offered,
        ground=sharing.Law("right_to_inform", queries.given_basis("right_to_inform", today)),
        moved=[handing_over.Moved(entry, kept) for entry in entries[:1]],
        why=f"Familien har reist, og personen er i {country} nå.",
        on=today,
    )


def take_over(actor: Actor, now: datetime) -> None:
    offer = queries.offer_by_ref(actor, newest_offer_to(actor))
    taken = sharing.Taken.ask(actor, offer)
    handing_over.accept_hand_over(actor, offer, taken=taken, on=timezone.localdate(now), at=now)


def _tell_as_agreed(actor: Actor, case: Case, now: datetime) -> None:
    """The school nurse, who has said that she has it."""
    content = Content(
        "Helsesykepleieren",
        "Eksempeldata. Eleven vil komme i åpen tid på mandag, og vil ikke bli ringt opp.",
    )
    told = referring.refer_case(
        actor,
        case,
        service=OutsideService.HEALTH,
        content=content,
        agreed=agree(actor, case, "helsesykepleieren ved skolen", now),
        on=timezone.localdate(now),
    )
    referring.note_sent(actor, case, referral=told, how=SentHow.BY_HAND, at=now)
    referring.note_acknowledged(actor, case, referral=told, at=now)


def _report(actor: Actor, case: Case, now: datetime) -> None:
    """To child welfare, four days ago and not acknowledged; to the crisis centre, answered."""
    today, sent_at = timezone.localdate(now), now - timedelta(days=4)
    report = Report.model_validate(texts.REPORT | {"sendingstidspunkt": sent_at})
    content = Content(
        report.kommunenavn, report.melding.melding, why=texts.REPORT_WHY, report=report
    )
    law = sharing.Law("duty_to_report", queries.given_basis("duty_to_report", today))
    ref = referring.refer_without_consent(
        actor,
        case,
        service=OutsideService.CHILD_WELFARE,
        content=content,
        law=law,
        on=timezone.localdate(sent_at),
    )
    referring.note_sent(actor, case, referral=ref, how=SentHow.PORTAL, at=sent_at)
    shelter = Content(
        "Krisesenteret", "Trenger kanskje et sted å være i helgen.", why=texts.REPORT_WHY
    )
    other = referring.refer_without_consent(
        actor, case, service=OutsideService.CRISIS_CENTRE, content=shelter, law=law, on=today
    )
    referring.note_sent(actor, case, referral=other, how=SentHow.PHONE, at=now)
    answer = "Det er plass. Ring når som helst."
    referring.note_answer(actor, case, referral=other, text=answer, at=now)
