"""A paper on its way out of the house, encrypted. Nobody has its words: they were shown once."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from fristed.casework import queries
from fristed.casework.actions import exporting
from fristed.casework.choices import ExportKind, PrintReason
from fristed.gate import Actor
from fristed.sample import sharing as shares
from fristed.sealing import exports
from fristed.ui import printing

DOCUMENT: Final = "casework/templates/casework/case/print.typ"


def order_one(actor: Actor, now: datetime) -> None:
    """Her oldest open case, for a meeting; she can fetch it until tomorrow."""
    case, why = shares.some_cases(actor)[0], PrintReason.MEETING
    grant = exporting.export_case(actor, case, reason=why)
    page = queries.case_page(actor, case, grant, on=timezone.localdate(now))
    values = queries.printed_case(
        page, numbers=[one.number for one in page.followups if one.number], with_registration=True
    )
    stamp = printing.Stamp(actor.name, now, str(why.label), case.ref)
    paper = printing.pdf(DOCUMENT, values, title="Utskrift fra sak (Eksempeldata)", stamp=stamp)
    content = exports.encrypt(queries.bundle([paper]), exports.new_passphrase())
    exporting.keep_export(actor, actor, kind=ExportKind.PAPERS, cases=1, content=content, at=now)
