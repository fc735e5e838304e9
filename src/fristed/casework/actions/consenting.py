"""What she agrees to, and that she takes it back: an event each, never a box that is ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.actions.sharing import TakenBack
from fristed.casework.choices import Ending, Part
from fristed.casework.models import Access, Case, Consent, Share
from fristed.casework.queries import resting_on
from fristed.casework.rules.consenting import Statement, check_may_withdraw, check_statement
from fristed.gate import Actor, action, asking, scope
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import granting, sealing
from fristed.vault.keeper import KeeperRefused
from fristed.vault.queries import file_by_id

ask_to_record_consent = asking("case.record_consent", may=access.may_record_consent)
ask_to_withdraw_consent = asking("case.withdraw_consent", may=access.may_withdraw_consent)


@action("case.record_consent", may=access.may_record_consent)
def record_consent(
    actor: Actor, case: Case, *, statement: Statement, given_on: date, on: date
) -> None:
    """Write down what she agreed to, with whom, and how it was explained to her. A closed case is
    open again by it.

    :raises RuleBroken: see `rules.consenting.check_statement`; `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    check_statement(statement, given_on=given_on, on=on)
    row = Consent(ref=new_ref("sty"), case_id=case.pk, given_on=given_on, by_id=actor.id)
    text = statement.as_text()
    sealing.seal(file_by_id(case.pk), row, "statement", text, part=Part.SHARING)
    row.save(force_insert=True)


@dataclass(frozen=True)
class Stopped:
    """The shares resting on a consent that the keeper has already been told to forget."""

    shares: Sequence[str]

    @classmethod
    def ask(cls, actor: Actor, case: Case, consent: str) -> Self:
        """Stops nothing by itself, and never fails because the keeper is away or says no."""
        with scope(actor):
            resting = resting_on(case, consent)
        told = []
        for offer, offered in resting:
            try:
                if TakenBack.told(actor, offer, offered):
                    told.append(offer.share)
            except KeeperRefused:  # she stands in: the rows end, and the holder tells the keeper
                continue
        return cls(told)


@action("case.withdraw_consent", may=access.may_withdraw_consent)
def withdraw_consent(
    actor: Actor, case: Case, *, consent: str, stopped: Stopped, on: date, at: datetime
) -> None:
    """Take it back. Whoever it let in reads nothing more from her next request; what was sent
    before is listed on the page, and cannot be called back.

    :raises RuleBroken: `withdrawn_before`, `no_such_consent`.
    """
    row = Consent.objects.select_for_update().filter(case_id=case.pk, ref=consent).first()
    if row is None:
        raise RuleBroken("no_such_consent", _("Samtykket finnes ikke."))
    check_may_withdraw(row.withdrawn_on)
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    live = dict(Share.objects.filter(consent=row, ended="").values_list("ref", "grant"))
    for share in live:
        knows = share in stopped.shares
        Share.objects.end([share], Ending.CONSENT, on=on, keeper_knows=knows)
    grants = list(live.values())
    granting.mark_revoked(grants, at=at)
    Access.objects.end(grants)
