"""Adding documents, opening them, and removing one that should not be there.

Adding needs no keeper: like a note, a document is sealed with the file's public key.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, Document
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import blobs, sealing
from fristed.vault.intake import Examined
from fristed.vault.queries import file_by_id


@dataclass(frozen=True)
class NewDocument:
    """A document that the intake has let in.

    scanned   whether a scanner has cleared it
    """

    title: str
    kind: str
    examined: Examined
    scanned: bool


ask_to_add_document = asking("case.add_document", may=access.may_add_document)
read_document = opening("case.read_document", may=access.may_read_case)
ask_to_remove_document = asking("case.remove_document", may=access.may_remove_document)


@action("case.add_document", may=access.may_add_document)
def add_document(actor: Actor, case: Case, *, new: NewDocument, on: date) -> str:
    """Keep a document; answers its reference."""
    row = Document(
        ref=new_ref("dok"),
        case_id=case.pk,
        number=_next_number(case),
        kind=new.kind,
        added_on=on,
        by_id=actor.id,
        scanned_on=on if new.scanned else None,
    )
    file = file_by_id(case.pk)
    key = blobs.keep(file, row.ref, new.examined.content)
    about = {
        "title": new.title,
        "media": new.examined.kind.media,
        "length": len(new.examined.content),
        "is_original": new.examined.is_original,
        "key": base64.b64encode(key).decode(),
    }
    sealing.seal(file, row, "about", json.dumps(about, ensure_ascii=False), part=Part.DOCUMENTS)
    row.save(force_insert=True)
    return row.ref


@action("case.note_document_scanned", may=access.may_read_case)
def note_scanned(actor: Actor, case: Case, *, document: str, on: date) -> None:
    """Note that a scanner has cleared it since it was added."""
    Document.objects.filter(case_id=case.pk, ref=document, scanned_on=None).update(scanned_on=on)


@action("case.remove_document", may=access.may_remove_document)
def remove_document(actor: Actor, case: Case, *, document: str, on: date) -> None:
    """Remove its bytes for good: it was added to the wrong case, or should never have been.

    :raises RuleBroken: `no_such_document`.
    """
    there = Document.objects.filter(case_id=case.pk, ref=document, removed_on=None)
    if not there.update(removed_on=on, removed_by_id=actor.id):
        raise RuleBroken("no_such_document", _("Dokumentet finnes ikke, eller er fjernet."))
    blobs.drop(case.pk, document)


def _next_number(case: Case) -> int:
    """One person at a time for each case, so that no number is given twice."""
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    last = Document.objects.filter(case_id=case.pk).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
