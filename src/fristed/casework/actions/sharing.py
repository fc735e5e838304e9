"""Sharing a case inside the house: offered, and then accepted or declined by who was asked."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from fristed.casework import access
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.choices import Answer, Ending, Part, ShareKind, SharePurpose
from fristed.casework.models import Access, Case, OfferedAddresses, Share
from fristed.casework.queries import OfferedKeys, address_files, offered_keys
from fristed.casework.rules.sharing import Offer, check_covered, check_reason
from fristed.gate import Actor, action, asking, scope
from fristed.kernel.refs import new_ref
from fristed.organisation.queries import PersonOn
from fristed.vault import granting, sealing
from fristed.vault.choices import Ground
from fristed.vault.keeper import KeeperAway, KeeperRefused
from fristed.vault.queries import file_by_id

GROUNDS = {ShareKind.SHARE: Ground.SHARE, ShareKind.HAND_OVER: Ground.HAND_OVER}


@dataclass(frozen=True)
class Offered:
    """The keeper's offer, asked for before any transaction. It opens nothing.

    addresses   file -> the same for each journey's addresses, which follow a case that is handed
                over and are never shared
    """

    to: PersonOn
    kind: ShareKind
    purpose: SharePurpose
    given: granting.Given = field(repr=False)
    addresses: Mapping[int, granting.Given] = field(repr=False)
    at: datetime
    answer_by: datetime

    @classmethod
    def ask(
        cls,
        actor: Actor,
        case: Case,
        *,
        to: PersonOn,
        kind: ShareKind,
        purpose: SharePurpose,
        parts: Sequence[str],
        at: datetime,
        ends_at: datetime | None,
        answer_by: datetime,
    ) -> Self:
        """:raises KeeperAway: nothing was offered."""
        wanted = granting.Wanted(
            file=case.ref,
            holder=to.ref,
            holder_account=to.id,
            ground=GROUNDS[kind],
            starts_at=at,
            ends_at=ends_at,
            parts=parts,
        )
        files = {}
        if kind == ShareKind.HAND_OVER:
            with scope(actor):
                files = address_files([case.pk])
        theirs = [replace(wanted, file=one, parts=granting.ALL_PARTS) for one in files]
        given, *addresses = granting.offer(actor.assertion, [wanted, *theirs])
        beside = dict(zip(files.values(), addresses, strict=True))
        return cls(to, kind, purpose, given, beside, at, answer_by)

    def keep(
        self,
        actor: Actor,
        case: Case,
        said: Mapping[str, object],
        *,
        on: date,
        consent: int | None = None,
        legal_basis: str = "",
    ) -> None:
        """Keep the offer's row, inside an action that has decided about it."""
        wanted = self.given.wanted
        row = Share(
            ref=new_ref("dlt"),
            case_id=case.pk,
            case_ref=case.ref,
            kind=self.kind,
            purpose=self.purpose,
            offered_by_id=actor.id,
            offered_to_id=self.to.id,
            unit=self.to.unit,
            offered_on=on,
            answer_by=self.answer_by,
            consent_id=consent,
            legal_basis=legal_basis,
            parts=sorted(wanted.parts),
            starts_at=wanted.starts_at,
            ends_at=wanted.ends_at,
            grant=self.given.ref,
            given_by=self.given.given_by,
            mac=self.given.mac,
        )
        text = json.dumps(said, ensure_ascii=False)
        sealing.seal(file_by_id(case.pk), row, "why", text, part=Part.SHARING)
        row.save(force_insert=True)
        OfferedAddresses.objects.bulk_create(
            OfferedAddresses(
                share=row, file_id=file, ref=str(one.wanted.file), grant=one.ref, mac=one.mac
            )
            for file, one in self.addresses.items()
        )


@dataclass(frozen=True)
class Agreed:
    """The consent that a share rests on, as it was opened: which parts she agreed to."""

    consent: int
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Law:
    """The legal topic a share rests on without consent, and where the law says so, as it stood.

    words   kept with the reason: also whether a lawyer had checked them
    """

    topic: str
    words: Mapping[str, str]


ask_to_share_case = asking("case.offer_share", may=access.may_share_case)
ask_to_share_without_consent = asking(
    "case.offer_share_without_consent", may=access.may_share_without_consent
)
ask_to_withdraw_offer = asking("case.withdraw_offer", may=access.may_withdraw_offer)
ask_to_end_share = asking("case.end_share", may=access.may_end_share)
ask_to_see_offers = asking("case.see_offers", may=access.may_see_offers)


@action("case.offer_share", may=access.may_share_case)
def offer_share(
    actor: Actor, case: Case, *, offered: Offered, agreed: Agreed, why: str, on: date
) -> None:
    """Ask somebody to read parts of the case, as the young person has agreed to. A closed case is
    open again by it.

    :raises RuleBroken: `not_agreed`, `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    check_covered(offered.given.wanted.parts, agreed.parts)
    offered.keep(actor, case, {"words": why}, on=on, consent=agreed.consent)


@action("case.offer_share_without_consent", may=access.may_share_without_consent)
def offer_share_without_consent(
    actor: Actor, case: Case, *, offered: Offered, law: Law, why: str, on: date
) -> None:
    """The same without consent: on a legal basis, with the reason in writing.

    :raises RuleBroken: `no_reason`, `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    check_reason(why)
    said = {"words": why, "law": dict(law.words)}
    offered.keep(actor, case, said, on=on, legal_basis=law.topic)


@dataclass(frozen=True)
class Taken:
    """The key grant the keeper made of an offer, asked for by who was asked.

    unit        of hers, that a case she takes over belongs to from now; else empty
    addresses   file -> the same for each journey's addresses
    """

    case: int
    unit: str
    given: granting.Given = field(repr=False)
    addresses: Mapping[int, granting.Given] = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, offer: Offer) -> Self:
        """Asking again after the keeper was away is harmless.

        :raises KeeperRefused: `withdrawn`, `offer_over`, `not_held`.
        """
        with scope(actor):
            offered = offered_keys(actor, offer.share)
        unit = min(actor.units) if offer.is_hand_over else ""
        given = granting.accept(actor.assertion, offered.given, unit=unit)
        addresses = {}
        for file, one in offered.addresses.items():
            with suppress(KeeperRefused):  # lost since: never a reason to lose the case too
                addresses[file] = granting.accept(actor.assertion, one, unit=unit)
        return cls(offered.case, unit, given, addresses)


ask_to_answer = asking("case.accept_share", may=access.may_answer_offer)


@action("case.accept_share", may=access.may_answer_offer)
def accept_share(actor: Actor, offer: Offer, *, taken: Taken, on: date) -> None:
    """Say yes: from now the parts can be read, and the trail says when they are."""
    granting.keep(taken.case, taken.given)
    Access.objects.keep(taken.given.ref)
    Share.objects.note_answer(offer.share, Answer.ACCEPTED, on=on)


@action("case.decline_offer", may=access.may_answer_offer)
def decline_offer(actor: Actor, offer: Offer, *, on: date) -> None:
    """Say no. Whoever asked sees it; nothing was ever readable."""
    Share.objects.note_answer(offer.share, Answer.DECLINED, on=on)


@dataclass(frozen=True)
class TakenBack:
    """What the keeper was told to forget, before the rows follow.

    keeper_knows   False while it was away: the rows end all the same, its book later
    """

    grant: str
    keeper_knows: bool

    @classmethod
    def ask(cls, actor: Actor, offer: Offer) -> Self:
        """Never fails because the keeper is away: a row marked as ended opens nothing."""
        with scope(actor):
            offered = offered_keys(actor, offer.share)
        return cls(offered.given.ref, cls.told(actor, offer, offered))

    @staticmethod
    def told(actor: Actor, offer: Offer, offered: OfferedKeys) -> bool:
        """Have the keeper forget an offer or the grant it became; False while it is away."""
        try:
            if offer.is_waiting:
                for one in offered.all:
                    granting.withdraw(actor.assertion, one)
            else:
                granting.take_back(actor.assertion, [offered.given.ref])
        except KeeperAway:
            return False
        return True


@action("case.withdraw_offer", may=access.may_withdraw_offer)
def withdraw_offer(actor: Actor, offer: Offer, *, back: TakenBack, on: date) -> None:
    """Take the offer back before anybody has answered."""
    Share.objects.end([offer.share], Ending.WITHDRAWN, on=on, keeper_knows=back.keeper_knows)


@action("case.end_share", may=access.may_end_share)
def end_share(actor: Actor, offer: Offer, *, back: TakenBack, on: date, at: datetime) -> None:
    """End it now. Other shares of the same case go on."""
    granting.mark_revoked([back.grant], at=at)
    how = Ending.GIVEN_BACK if actor.id == offer.offered_to else Ending.ENDED
    Share.objects.end([offer.share], how, on=on, keeper_knows=back.keeper_knows)
    Access.objects.end([back.grant])  # last: from here her own rows are gone too
