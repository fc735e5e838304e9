"""What a leader is asked to approve, with keys from the keeper."""

from tests.factories.casework import NOW, TODAY

from fristed.casework.actions import approving
from fristed.casework.choices import ApprovalOf
from fristed.casework.queries import approving as queries
from fristed.organisation.queries import PersonOn

SUMMARY = "Hun er trygg hos en tante, og vil avslutte."


def person(actor) -> PersonOn:
    return PersonOn(actor.id, actor.ref, actor.name, min(actor.leads), min(actor.roles))


def an_approval(actor, case, leader, *, what=ApprovalOf.CLOSING, plan="", summary=SUMMARY) -> str:
    """Its reference: asked, and sent to the leader."""
    new = approving.NewSummary.ask(actor, unit=case.unit, at=NOW, on=TODAY)
    ref = approving.ask_approval(
        actor,
        case,
        what=what,
        plan=plan,
        leader=person(leader),
        summary=summary,
        new=new,
        at=NOW,
        on=TODAY,
    )
    row = queries.approval_by_ref(actor, ref)
    sent = approving.Sent.ask(actor, queries.offered_summary(actor, row).wanted)
    approving.send_approval(actor, row, sent=sent)
    return ref
