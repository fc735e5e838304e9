"""Keeping who the young person is, for the yearly overlap count. Needs no keeper: it is sealed."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access, queries
from fristed.casework.choices import GroundUse, Part
from fristed.casework.models import Case, Identifier
from fristed.casework.rules.identifying import Identity, check_identity
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_keep_identifier = asking("case.keep_identifier", may=access.may_keep_identifier)


@action("case.keep_identifier", may=access.may_keep_identifier)
def keep_identifier(actor: Actor, case: Case, *, who: Identity, on: date) -> None:
    """Keep it, in place of what was kept before.

    :raises RuleBroken: `no_ground`, or see `rules.identifying.check_identity`.
    """
    if queries.ground_in_force(GroundUse.OVERLAP) is None:
        raise RuleBroken("no_ground", _("Personvernombudet har ikke slått dette på."))
    check_identity(who, on=on)
    Identifier.objects.filter(case_id=case.pk).delete()
    row = Identifier(ref=new_ref("hvm"), case_id=case.pk, kept_on=on)
    sealing.seal(file_by_id(case.pk), row, "body", who.as_text(), part=Part.IDENTIFIER)
    row.save(force_insert=True)


@action("case.drop_identifier", may=access.may_keep_identifier)
def drop_identifier(actor: Actor, case: Case) -> None:
    """Take it away: she is not in the next count."""
    Identifier.objects.filter(case_id=case.pk).delete()
