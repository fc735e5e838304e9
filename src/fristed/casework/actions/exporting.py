"""Taking cases out of the house in an encrypted file. Each case is named in the trail."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import ExportKind
from fristed.casework.models import Export
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken

LASTS: Final = timedelta(hours=24)

ask_to_export = asking("export.order", may=access.may_have_cases)
ask_to_fetch_export = asking("export.fetch", may=access.may_fetch_export)
export_case = opening("case.export", may=access.may_export_case, purpose="export")


@action("export.order", may=access.may_have_cases)
def keep_export(
    actor: Actor, person: Actor, *, kind: ExportKind, cases: int, content: bytes, at: datetime
) -> str:
    """Keep an encrypted file for her to fetch within a day; answers its reference.

    content   an age file
    """
    row = Export.objects.create(
        ref=new_ref("eks"),
        owner_id=actor.id,
        kind=kind,
        cases=cases,
        made_at=at,
        expires_at=at + LASTS,
        content=content,
    )
    return row.ref


@action("export.fetch", may=access.may_fetch_export)
def fetch_export(actor: Actor, export: Export, *, at: datetime) -> bytes:
    """The encrypted file.

    :raises RuleBroken: `export_expired`.
    """
    row = Export.objects.filter(ref=export.ref, owner_id=actor.id, expires_at__gt=at).first()
    if row is None:
        raise RuleBroken("export_expired", _("Eksporten er utløpt. Bestill den på nytt."))
    row.fetched_at = at
    row.save(update_fields=["fetched_at"])
    return bytes(row.content)
