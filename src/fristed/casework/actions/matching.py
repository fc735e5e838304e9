"""Asking whether somebody else works with the same person, and deciding about contact."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import GroundUse
from fristed.casework.models import Case, Match, MatchingGround
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.rules import RuleBroken

ask_to_record_ground = asking("matching.record_ground", may=access.may_record_matching_ground)
ask_to_ask_match = asking("case.ask_match", may=access.may_ask_match)
ask_match = opening("case.ask_match", may=access.may_ask_match, purpose="match")


@action("matching.record_ground", may=access.may_record_matching_ground)
def record_ground(
    actor: Actor, person: Actor, *, use: GroundUse, purpose: str, legal_basis: str, on: date
) -> None:
    """Let people do this, on this ground, from now on. The one before it ends."""
    MatchingGround.objects.filter(use=use, ended_on=None).update(ended_on=on)
    MatchingGround.objects.create(
        use=use,
        purpose=purpose,
        legal_basis=legal_basis,
        recorded_by_id=actor.id,
        recorded_on=on,
    )


@action("matching.end_ground", may=access.may_record_matching_ground)
def end_ground(actor: Actor, person: Actor, *, use: GroundUse, on: date) -> None:
    """Nobody may do it any more."""
    MatchingGround.objects.filter(use=use, ended_on=None).update(ended_on=on)


@action("case.decide_match", may=access.may_ask_match)
def decide_match(actor: Actor, case: Case, *, number: int, wants_contact: bool, on: date) -> None:
    """Whether she wants contact. If she does, the other one is told her name, and nothing else.

    :raises RuleBroken: `no_such_match`.
    """
    mine = Match.objects.filter(case_id=case.pk, number=number, wants_contact=None)
    if not mine.update(wants_contact=wants_contact, decided_on=on):
        raise RuleBroken("no_such_match", _("Dette er avgjort fra før."))
