"""Writing down what was done. Needs no keeper: a note is sealed with a public key."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, FollowUp
from fristed.casework.rules.writing import check_minutes, check_written
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id


@dataclass(frozen=True)
class Written:
    """What an entry says. The day it happened and its minutes stand in the clear, the rest sealed.

    late_because   why it is written so long after; asked for after two days
    on_paper_at    when it was first written, by hand or in a draft without connection
    """

    kind: str
    happened_at: datetime
    written_at: datetime
    minutes: int
    text: str
    late_because: str = ""
    on_paper_at: datetime | None = None


ask_to_add_followup = asking("case.add_followup", may=access.may_add_followup)


@action("case.add_followup", may=access.may_add_followup)
def add_followup(actor: Actor, case: Case, *, written: Written) -> None:
    """Add an entry at the end.

    :raises RuleBroken: see `rules.writing`.
    """
    _add(actor, case, written, corrects=None)


@action("case.correct_followup", may=access.may_add_followup)
def correct_followup(actor: Actor, case: Case, *, number: int, written: Written) -> None:
    """Add an entry that stands instead of another. Both can be read; only the new one counts.

    :raises RuleBroken: see `rules.writing`; or `corrected_before`, `no_such_entry`.
    """
    wrong = FollowUp.objects.filter(case_id=case.pk, number=number).first()
    if wrong is None:
        raise RuleBroken("no_such_entry", _("Oppføringen finnes ikke."))
    if FollowUp.objects.filter(corrects=wrong).exists():
        raise RuleBroken("corrected_before", _("Oppføringen er alt rettet. Rett den nye."))
    _add(actor, case, written, corrects=wrong)


def _add(actor: Actor, case: Case, written: Written, *, corrects: FollowUp | None) -> None:
    check_minutes(written.minutes)
    check_written(
        happened_at=written.happened_at,
        written_at=written.written_at,
        late_because=written.late_because,
        on_paper_at=written.on_paper_at,
    )
    row = FollowUp(
        ref=new_ref("opp"),
        case_id=case.pk,
        number=_next_number(case),
        happened_on=timezone.localdate(written.happened_at),
        kind=written.kind,
        minutes=written.minutes,
        by_id=actor.id,
        corrects=corrects,
    )
    note = {
        "text": written.text,
        "happened_at": written.happened_at.isoformat(timespec="minutes"),
        "written_at": written.written_at.isoformat(timespec="minutes"),
        "late_because": written.late_because,
    }
    if written.on_paper_at:
        note["on_paper_at"] = written.on_paper_at.isoformat(timespec="minutes")
    sealing.seal(
        file_by_id(case.pk), row, "note", json.dumps(note, ensure_ascii=False), part=Part.NOTES
    )
    row.save(force_insert=True)


def _next_number(case: Case) -> int:
    """One person at a time for each case, so that no number is given twice."""
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    last = FollowUp.objects.filter(case_id=case.pk).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
