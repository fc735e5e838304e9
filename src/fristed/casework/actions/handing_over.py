"""Handing a case over: only chosen entries, and nothing before the other has said yes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from fristed.casework import access
from fristed.casework.actions.sharing import Agreed, Law, Offered, Taken
from fristed.casework.actions.standing_in import _wanted_by
from fristed.casework.choices import Answer, Ending
from fristed.casework.models import Access, Case, Contest, FollowUp, Share, Task
from fristed.casework.queries import Choosable, address_files
from fristed.casework.rules.sharing import Offer, check_covered, check_reason
from fristed.casework.rules.standing_in import Covering
from fristed.gate import Actor, action, asking, scope
from fristed.vault import granting, sealing
from fristed.vault.queries import file_by_id

ask_to_hand_over_case = asking("case.offer_hand_over", may=access.may_hand_over_case)


@dataclass(frozen=True)
class Moved:
    """An entry that is sealed anew into another part of the file, because it was chosen or not."""

    entry: Choosable
    part: str


@action("case.offer_hand_over", may=access.may_hand_over_case)
def offer_hand_over(
    actor: Actor,
    case: Case,
    *,
    offered: Offered,
    ground: Agreed | Law,
    moved: Sequence[Moved],
    why: str,
    on: date,
) -> None:
    """Ask somebody to take the case over. She reads nothing before she has said yes.

    moved   entries to be sealed into the part that does not follow, or back out of one

    :raises RuleBroken: `not_agreed`, `no_reason`.
    """
    _move(case, moved)
    if isinstance(ground, Agreed):
        check_covered(access.PARTS_OF_A_HAND_OVER, ground.parts)
        offered.keep(actor, case, {"words": why}, on=on, consent=ground.consent)
        return
    check_reason(why)
    said = {"words": why, "law": dict(ground.words)}
    offered.keep(actor, case, said, on=on, legal_basis=ground.topic)


@action("case.accept_hand_over", may=access.may_answer_offer)
def accept_hand_over(actor: Actor, offer: Offer, *, taken: Taken, on: date, at: datetime) -> None:
    """Say yes: the case is hers, and no longer the other's, and so are the addresses of its
    journeys. Tasks stay behind; it is counted as it was begun, once."""
    granting.keep(taken.case, taken.given)
    Access.objects.keep(taken.given.ref)
    for file, given in taken.addresses.items():
        granting.keep(file, given)
    former = Access.objects.follow_hand_over(taken.given.ref, unit=taken.unit, on=on)
    granting.mark_revoked(former, at=at)
    Share.objects.note_answer(offer.share, Answer.ACCEPTED, on=on)
    Task.objects.filter(case_id=taken.case, done_on=None).update(done_on=on, left_behind=True)
    Share.objects.filter(case_id=taken.case, answer="", ended="").update(
        ended=Ending.HANDED_OVER, ended_on=on
    )


@dataclass(frozen=True)
class LentOn:
    """Keys to a case she took over, and to the addresses of its journeys, for those who stand in
    for her already."""

    given: Sequence[granting.Given] = field(repr=False)
    addresses: Sequence[tuple[int, granting.Given]] = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, case: Case, taken: Taken, covering: Sequence[Covering]) -> Self:
        """:raises KeeperAway: they get them when she appoints them again."""
        with scope(actor):
            files = address_files([case.pk], away=True)
        own = [_wanted_by(one, case.ref, parts=taken.given.wanted.parts) for one in covering]
        theirs = [(key, _wanted_by(one, ref)) for one in covering for ref, key in files.items()]
        wanted = [*own, *(want for _key, want in theirs)]
        given = granting.ask(actor.assertion, wanted) if wanted else []
        keys = [key for key, _want in theirs]
        return cls(given[: len(own)], list(zip(keys, given[len(own) :], strict=True)))


@action("case.lend_to_stand_ins", may=access.may_hand_over_case)
def lend_to_stand_ins(actor: Actor, case: Case, *, lent: LentOn) -> None:
    """Let those who stand in for her see a case she has taken over, as they see her others."""
    for given in lent.given:
        granting.keep(case.pk, given)
        Access.objects.keep(given.ref)
    for file, given in lent.addresses:
        granting.keep(file, given)


def _move(case: Case, moved: Sequence[Moved]) -> None:
    """The entries, and what she has said is wrong with them, into the parts they are to be in."""
    file = file_by_id(case.pk)
    entries = {one.entry.id: (one.entry.sealed_text, one.part) for one in moved}
    contests = {key: (text, one.part) for one in moved for key, text in one.entry.contests}
    followups = list(FollowUp.objects.filter(case_id=case.pk, pk__in=entries))
    about = list(Contest.objects.filter(case_id=case.pk, pk__in=contests))
    sealing.seal_all(
        file,
        [
            *((row, "note", *entries[row.pk]) for row in followups),
            *((row, "note", *contests[row.pk]) for row in about),
        ],
    )
    FollowUp.objects.bulk_update(followups, ["note"])
    Contest.objects.bulk_update(about, ["note"])
