"""What is put on paper of a case: chosen entries, and what is registered when that is asked for."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fristed.casework.queries.page import CasePage
from fristed.casework.queries.timeline import ContestLine, TimelineEntry
from fristed.ui import wording

Values = dict[str, object]


def printed_case(page: CasePage, *, numbers: Iterable[int], with_registration: bool) -> Values:
    """The values of `case/print.typ`: entries oldest first; a text that does not open says so."""
    wanted = set(numbers)
    entries = [entry for entry in reversed(page.timeline) if entry.number in wanted]
    return {
        "facts": _registered(page) if with_registration else [],
        "facts_title": _("Registrert"),
        "entries_title": _("Oppføringer"),
        "entries": [_entry(entry) for entry in entries],
        "chosen": _chosen(len(entries), len(page.followups)),
        "warning": "" if page.is_whole else _("Historikken er ufullstendig: noe er endret."),
    }


def _chosen(shown: int, total: int) -> str:
    return ngettext(
        "%(shown)s av %(total)s oppføring er valgt ut.",
        "%(shown)s av %(total)s oppføringer er valgt ut.",
        total,
    ) % {"shown": shown, "total": total}


def _registered(page: CasePage) -> list[tuple[str, str]]:
    return [
        (_("Hovedbekymring"), page.concern),
        *((_("Annen bekymring"), concern) for concern in page.further_concerns),
        (_("Startet"), wording.day(page.opened_on)),
        (_("Ansvarlig"), page.adviser),
        *((str(fact.label), str(fact.value)) for fact in page.facts),
    ]


def _entry(entry: TimelineEntry) -> Values:
    happened = wording.moment(entry.happened_at) if entry.happened_at else ""
    notes = []
    if entry.superseded:
        notes.append(_("Rettet senere. Står her som den ble skrevet."))
    if entry.corrects:
        notes.append(_("Retter oppføring %(number)s.") % {"number": entry.corrects})
    if entry.written_at:
        notes.append(_("Skrevet %(at)s.") % {"at": wording.moment(entry.written_at)})
    if entry.on_paper_at:
        notes.append(_("Først skrevet %(at)s.") % {"at": wording.moment(entry.on_paper_at)})
    if entry.late_because:
        notes.append(_("Ført sent: %(why)s") % {"why": entry.late_because})
    notes += [_contest(contest) for contest in entry.contests]
    return {
        "title": f"{entry.number}. {entry.title}",
        "head": f"{happened or wording.day(entry.happened_on)} · {entry.author}",
        "text": _("Denne teksten kan ikke leses.") if entry.text is None else entry.text,
        "notes": notes,
    }


def _contest(contest: ContestLine) -> str:
    said = _("Denne teksten kan ikke leses.") if contest.text is None else contest.text
    return _("Innsigelse fra den det gjelder, sagt %(day)s: %(said)s") % {
        "day": wording.day(contest.said_on),
        "said": said,
    }
