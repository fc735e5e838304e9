"""How long things are kept."""

from tests.factories.casework import TODAY

from fristed.desk.actions import retaining
from fristed.vault.choices import FileKind
from fristed.vault.models import RetentionRule


def a_retention_rule(actor, *, kind=FileKind.CASE, months=120) -> str:
    """The reference of one that waits to be signed off."""
    retaining.propose_retention(
        actor, actor, kind=kind, months=months, because="Arkivplanen (eksempel)", on=TODAY
    )
    return RetentionRule.objects.get(kind=kind, signed_off_on=None, ended_on=None).ref
