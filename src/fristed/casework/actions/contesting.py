"""Writing down what the person it concerns says is wrong with an entry."""

import json
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, Contest, FollowUp
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_contest_entry = asking("case.contest_entry", may=access.may_contest_entry)


@action("case.contest_entry", may=access.may_contest_entry)
def contest_entry(
    actor: Actor, case: Case, *, number: int, text: str, said_on: date, written_at: datetime
) -> None:
    """Keep her words beside the entry. The entry stays as it is; wherever it goes, they go too.

    said_on   the day she said it

    :raises RuleBroken: `no_such_entry` or `in_the_future`.
    """
    if said_on > timezone.localdate(written_at):
        raise RuleBroken("in_the_future", _("Dagen har ikke vært ennå."))
    entry = FollowUp.objects.filter(case_id=case.pk, number=number).first()
    if entry is None:
        raise RuleBroken("no_such_entry", _("Oppføringen finnes ikke."))
    row = Contest(
        ref=new_ref("inn"), case_id=case.pk, followup=entry, said_on=said_on, by_id=actor.id
    )
    note = {"text": text, "written_at": written_at.isoformat(timespec="minutes")}
    sealing.seal(
        file_by_id(case.pk), row, "note", json.dumps(note, ensure_ascii=False), part=Part.NOTES
    )
    row.save(force_insert=True)
