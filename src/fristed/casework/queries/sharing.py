"""Who is asked to see what, what she has agreed to, and what can be handed on."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts import queries as accounts
from fristed.casework.access import SHARED_WITH
from fristed.casework.choices import (
    KEPT,
    Answer,
    GivenHow,
    Part,
    ShareKind,
    SharePurpose,
)
from fristed.casework.choices import Ending as EndedHow
from fristed.casework.models import (
    Case,
    Consent,
    Contest,
    FollowUp,
    OfferedAddresses,
    Share,
)
from fristed.casework.queries.page import registered
from fristed.casework.queries.wording import parts_in_words
from fristed.casework.rules.consenting import Statement, age_today, rights_code
from fristed.casework.rules.sharing import NO_OFFER, Offer
from fristed.codelists import queries as codelists
from fristed.gate import Actor, ReadGrant, TextBroken, scope
from fristed.kernel.clocks import OSLO, Town
from fristed.kernel.roles import CASEWORKERS
from fristed.organisation import queries as organisation
from fristed.organisation.queries import PersonOn
from fristed.vault import granting
from fristed.vault.choices import Ground
from fristed.vault.fields import SealedText
from fristed.vault.queries import parts_held

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

LEGAL_TOPICS = ("right_to_inform", "duty_to_avert", "duty_to_report", "confidentiality")
"""Topics of the law's code list that something may be shared on without consent."""


@dataclass(frozen=True)
class ShareLine:
    """One share or offer in words, without anything of the case.

    case     its reference, when the reader may open it
    state    "waiting", "late", "live", "declined", "over"
    """

    ref: str
    case: str
    kind: str
    is_hand_over: bool
    purpose: str
    parts: str
    by: str
    to: str
    offered_on: date
    answer_by: datetime
    town: Town
    until: datetime | None
    answered_on: date | None
    ended: str
    ended_on: date | None
    state: str
    basis: str
    keeper_knows: bool


@dataclass(frozen=True)
class LateOffer:
    """For a leader: that nobody answered. Not about which case."""

    kind: str
    by: str
    to: str
    answer_by: datetime


@dataclass(frozen=True)
class OffersPage:
    """to_me     what I am asked        shared   what I can read
    mine      what I asked, not answered yet
    receipts  what came of what I asked, newest first
    """

    to_me: tuple[ShareLine, ...]
    shared: tuple[ShareLine, ...]
    mine: tuple[ShareLine, ...]
    receipts: tuple[ShareLine, ...]
    late: tuple[LateOffer, ...]


@dataclass(frozen=True)
class ConsentLine:
    """A consent, opened. `statement` is None where the text is not what was sealed.

    live       shares that rest on it and go on
    gone       what it has already let out, each with the day: cannot be called back
    """

    id: int
    ref: str
    given_on: date
    withdrawn_on: date | None
    by: str
    statement: Statement | None
    what: str
    how: str
    live: tuple[ShareLine, ...]
    gone: tuple[ShareLine, ...]

    @property
    def agreed(self) -> tuple[str, ...]:
        return self.statement.parts if self.statement else ()


@dataclass(frozen=True)
class LegalBasis:
    """A topic of the law something may be shared on, with what must stand beside it."""

    topic: str
    label: str
    rules: tuple[str, ...]
    caution: str


@dataclass(frozen=True)
class Rights:
    """What she is entitled to at her age, and whether the page must ask how old she is."""

    band: str
    must_ask: bool
    label: str
    text: str


@dataclass(frozen=True)
class Choosable:
    """An entry that can be chosen to follow the case, with its text as it was sealed.

    follows   it is not in a part that was kept back before
    """

    id: int
    number: int
    happened_on: date
    kind: str
    text: str
    part: str
    sealed_text: str = field(repr=False)
    contests: tuple[tuple[int, str], ...] = field(default=(), repr=False)  # key, sealed text

    @property
    def follows(self) -> bool:
        return not self.part.startswith(KEPT)


def offer_by_ref(actor: Actor, ref: str) -> Offer:
    """The offer, if it is hers to see; otherwise one that is nobody's."""
    with scope(actor):
        row = _shares().filter(ref=ref).first()
    return offer_of(row) if row else NO_OFFER


def offer_of(row: WithAnnotations[Share, _Shown]) -> Offer:
    return Offer(
        ref=row.case_ref,
        share=row.ref,
        offered_by=row.offered_by_id,
        offered_to=row.offered_to_id,
        is_hand_over=row.kind == ShareKind.HAND_OVER,
        responsible=row.responsible,
        answer=row.answer,
        is_over=bool(row.ended),
    )


@dataclass(frozen=True)
class OfferedKeys:
    """An offer as the keeper MACed it.

    case        the case's key in the database
    addresses   file -> the key to a journey's addresses, which goes with a case that is handed over
    """

    case: int
    given: granting.Given = field(repr=False)
    addresses: Mapping[int, granting.Given] = field(repr=False)

    @property
    def all(self) -> tuple[granting.Given, ...]:
        return (self.given, *self.addresses.values())


def offered_keys(actor: Actor, ref: str) -> OfferedKeys:
    """Inside the actor's scope."""
    return _keys(_shares().get(ref=ref))


def resting_on(case: Case, consent: str) -> list[tuple[Offer, OfferedKeys]]:
    """What rests on a consent and has not ended. Inside the actor's scope."""
    rows = _shares().filter(case_id=case.pk, consent__ref=consent, ended="")
    return [(offer_of(row), _keys(row)) for row in rows]


def is_offered_on(case: Case) -> bool:
    """Whether somebody is asked to take the case over and has not answered. Inside a scope."""
    return Share.objects.filter(
        case_id=case.pk, kind=ShareKind.HAND_OVER, answer="", ended=""
    ).exists()


def offers_page(actor: Actor, *, now: datetime) -> OffersPage:
    with scope(actor):
        rows = list(
            _shares()
            .filter(Q(offered_to_id=actor.id) | Q(offered_by_id=actor.id))
            .order_by("-id")[:200]
        )
        late = Share.objects.late() if actor.leads else []
        names = accounts.names_by_id({one for _kind, by, to, _at in late for one in (by, to)})
    towns = _towns(timezone.localdate(now))
    lines = [(row, _line(row, actor, now, towns)) for row in rows]
    mine = [line for row, line in lines if row.offered_by_id == actor.id]
    to_me = [line for row, line in lines if row.offered_to_id == actor.id]
    return OffersPage(
        to_me=tuple(line for line in to_me if line.state in ("waiting", "late")),
        shared=tuple(line for line in to_me if line.state == "live" and not line.is_hand_over),
        mine=tuple(line for line in mine if line.state in ("waiting", "late")),
        receipts=tuple(line for line in mine if line.state not in ("waiting", "late")),
        late=tuple(
            LateOffer(str(ShareKind(kind).label), names.get(by, ""), names.get(to, ""), at)
            for kind, by, to, at in late
        ),
    )


def asked_people(
    actor: Actor, *, on: date, may_have_cases: bool = False
) -> dict[str, tuple[PersonOn, ...]]:
    """Whom a case can be shared with, by unit; for a hand-over those who hold cases."""
    roles = CASEWORKERS if may_have_cases else SHARED_WITH
    people = organisation.people_with(roles, on)
    return {
        unit.name: found
        for unit in organisation.units_on(on)
        if (found := tuple(p for p in people if p.unit == unit.code and p.id != actor.id))
    }


def choosable_entries(actor: Actor, case: Case, grant: ReadGrant) -> tuple[Choosable, ...]:
    """The entries she can read, newest first, each with its text as it was sealed."""
    with scope(actor):
        rows = list(FollowUp.objects.filter(case_id=case.pk).order_by("-happened_on", "-number"))
        contests = list(Contest.objects.filter(case_id=case.pk).order_by("id"))
    grant.unlock([*(row.note for row in rows), *(row.note for row in contests)])
    return tuple(
        _choosable(row, grant, [one for one in contests if one.followup_id == row.pk])
        for row in rows
        if not grant.withholds(row.note)
    )


def parts_for_hand_over(actor: Actor, case: Case) -> tuple[tuple[str, ...], str]:
    """All she holds herself without one new part, and that part: for what is not to follow."""
    with scope(actor):
        own = parts_held(actor.id).get(case.ref, granting.ALL_PARTS)
    kept = f"{KEPT}{secrets.token_hex(6)}"
    return (*own, f"{granting.EXCEPT}{kept}"), kept


def consents_of(
    actor: Actor, case: Case, grant: ReadGrant, *, now: datetime
) -> tuple[ConsentLine, ...]:
    """What she has agreed to, newest first, and what has rested on it."""
    with scope(actor):
        rows = list(
            Consent.objects.filter(case_id=case.pk).annotate(by_name=F("by__name")).order_by("-id")
        )
        shares = list(_shares().filter(case_id=case.pk).order_by("id"))
    grant.unlock([row.statement for row in rows])
    towns = _towns(timezone.localdate(now))
    lines = [(row.consent_id, _line(row, actor, now, towns)) for row in shares]
    return tuple(_consent(row, grant, lines) for row in rows)


def sharing_notes_within(case: Case, *, now: datetime) -> frozenset[int]:
    """Accounts that what was done in the case is shared with now. Inside the actor's scope."""
    rows = Share.objects.filter(
        case_id=case.pk,
        kind=ShareKind.SHARE,
        answer=Answer.ACCEPTED,
        ended="",
        ends_at__gt=now,
        parts__contains=[Part.NOTES],
    )
    return frozenset(rows.values_list("offered_to_id", flat=True))


def shares_on(actor: Actor, case: Case, *, now: datetime) -> tuple[ShareLine, ...]:
    """Every share of the case, oldest first."""
    with scope(actor):
        rows = list(_shares().filter(case_id=case.pk).order_by("id"))
    towns = _towns(timezone.localdate(now))
    return tuple(_line(row, actor, now, towns) for row in rows)


def legal_bases(on: date) -> tuple[LegalBasis, ...]:
    """What the law's code list offers that day, in the order an adviser thinks of it."""
    return tuple(
        LegalBasis(
            topic=topic,
            label=codelists.label("legal_topic", topic, on=on),
            rules=tuple(f"{law.act} {law.section}: {law.rule}" for law in laws),
            caution="; ".join(sorted({str(law.caution) for law in laws if law.caution})),
        )
        for topic in LEGAL_TOPICS
        if (laws := codelists.law_on(topic, on))
    )


def rights_today(actor: Actor, case: Case, grant: ReadGrant, *, on: date) -> Rights:
    """The rights text of her age today; of no age where it is not known or was said long ago."""
    profile = registered(actor, case, grant).profile
    age = age_today(
        birth_month=profile.birth_month,
        stated=profile.age_band,
        stated_on=profile.age_stated_on,
        on=on,
    )
    code = codelists.code_list("consent_rights", on).code(rights_code(age))
    return Rights(age.band.value, age.must_ask, str(code.label), str(code.help))


def given_basis(topic: str, on: date) -> dict[str, str]:
    """Where the law says so that day, to be kept with the reason: also whether it was checked."""
    laws = codelists.law_on(topic, on)
    return {
        "topic": codelists.label("legal_topic", topic, on=on, language="nb"),
        "sources": "; ".join(f"{law.act} {law.section}" for law in laws),
        "caution": "; ".join(
            sorted({law.caution.in_language("nb") for law in laws if law.caution})
        ),
    }


class _Shown(TypedDict):
    by_name: str
    to_name: str
    to_ref: str
    responsible: int | None


def _shares() -> QuerySet[WithAnnotations[Share, _Shown]]:
    answers = Case.objects.filter(pk=OuterRef("case_id")).values("adviser_id")[:1]
    return Share.objects.annotate(
        by_name=F("offered_by__name"),
        to_name=F("offered_to__name"),
        to_ref=F("offered_to__ref"),
        responsible=Subquery(answers),
    )


def _keys(row: WithAnnotations[Share, _Shown]) -> OfferedKeys:
    given = _given(row)
    addresses = {
        one.file_id: replace(
            given,
            wanted=replace(given.wanted, file=one.ref, parts=granting.ALL_PARTS),
            ref=one.grant,
            mac=bytes(one.mac),
        )
        for one in OfferedAddresses.objects.filter(share_id=row.pk).order_by("id")
    }
    return OfferedKeys(row.case_id, given, addresses)


def _given(row: WithAnnotations[Share, _Shown]) -> granting.Given:
    wanted = granting.Wanted(
        file=row.case_ref,
        holder=row.to_ref,
        holder_account=row.offered_to_id,
        ground=Ground.HAND_OVER if row.kind == ShareKind.HAND_OVER else Ground.SHARE,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        parts=row.parts,
    )
    return granting.Given(wanted, row.grant, row.given_by, bytes(row.mac))


def _towns(on: date) -> Mapping[str, Town]:
    return {mission.unit: mission.town for mission in organisation.missions_on(on)}


def _line(
    row: WithAnnotations[Share, _Shown], actor: Actor, now: datetime, towns: Mapping[str, Town]
) -> ShareLine:
    state = _state(row, now)
    readable = row.responsible == actor.id or (state == "live" and row.offered_to_id == actor.id)
    return ShareLine(
        ref=row.ref,
        case=row.case_ref if readable else "",
        kind=str(ShareKind(row.kind).label),
        is_hand_over=row.kind == ShareKind.HAND_OVER,
        purpose=str(SharePurpose(row.purpose).label),
        parts=parts_in_words(row.parts),
        by=row.by_name,
        to=row.to_name,
        offered_on=row.offered_on,
        answer_by=row.answer_by,
        town=towns.get(row.unit, OSLO),
        until=row.ends_at,
        answered_on=row.answered_on,
        ended=str(EndedHow(row.ended).label) if row.ended else "",
        ended_on=row.ended_on,
        state=state,
        basis=_basis(row),
        keeper_knows=row.keeper_knows,
    )


def _state(row: Share, now: datetime) -> str:
    if row.ended or (row.ends_at is not None and row.ends_at <= now):
        return "over"
    if row.answer:
        return "live" if row.answer == Answer.ACCEPTED else "declined"
    return "late" if row.answer_by < now else "waiting"


def _basis(row: Share) -> str:
    if row.consent_id is not None:
        return _("samtykke")
    return codelists.label("legal_topic", row.legal_basis, on=row.offered_on)


def _consent(
    row: WithAnnotations[Consent, _By],
    grant: ReadGrant,
    lines: Sequence[tuple[int | None, ShareLine]],
) -> ConsentLine:
    try:
        statement = Statement.from_text(row.statement.open(grant))
    except TextBroken:
        statement = None
    mine = [line for consent, line in lines if consent == row.pk]
    return ConsentLine(
        id=row.pk,
        ref=row.ref,
        given_on=row.given_on,
        withdrawn_on=row.withdrawn_on,
        by=row.by_name,
        statement=statement,
        what=parts_in_words(statement.parts) if statement else "",
        how=str(GivenHow(statement.given_how).label) if statement else "",
        live=tuple(line for line in mine if line.state in ("waiting", "late", "live")),
        gone=tuple(line for line in mine if line.answered_on and line.state != "declined"),
    )


class _By(TypedDict):
    by_name: str


def _choosable(row: FollowUp, grant: ReadGrant, contests: Sequence[Contest]) -> Choosable:
    sealed_text = _opened(row.note, grant)
    return Choosable(
        id=row.pk,
        number=row.number,
        happened_on=row.happened_on,
        kind=codelists.label("followup_kind", row.kind, on=row.happened_on),
        text=json.loads(sealed_text).get("text", "") if sealed_text else "",
        part=row.note.header.part,
        sealed_text=sealed_text,
        contests=tuple((one.pk, text) for one in contests if (text := _opened(one.note, grant))),
    )


def _opened(text: SealedText, grant: ReadGrant) -> str:
    """Empty where it is not what was sealed: such a text is left as it is."""
    try:
        return text.open(grant)
    except TextBroken:
        return ""
