"""Sample documents: a letter, a picture and a PDF, let in as real ones are."""

from datetime import datetime
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from fristed.casework import queries
from fristed.casework.actions import documents
from fristed.casework.actions.documents import NewDocument
from fristed.casework.choices import DocumentKind
from fristed.casework.models import Case
from fristed.gate import Actor, scope
from fristed.vault import intake

LETTER = """Eksempeldata: brev fra skolen

Eleven har vært borte fem dager på rad. Kontaktlæreren har ringt hjem to ganger uten svar.
Vi ber om råd før vi tar kontakt på nytt.
"""


def add_some(actor: Actor, now: datetime) -> None:
    """In the newest of her open cases."""
    today = timezone.localdate(now)
    with scope(actor):
        ref = (
            Case.objects.filter(adviser_id=actor.id, status="open")
            .order_by("-opened_on", "-pk")
            .values_list("ref", flat=True)
            .first()
        )
    case = queries.case_by_ref(str(ref))
    for title, kind, content in (
        ("Brev fra skolen", DocumentKind.LETTER, LETTER.encode()),
        ("Bilde av en reiseplan", DocumentKind.PICTURE, picture_of_a_plan("PNG")),
        ("Reiseplan som PDF", DocumentKind.TRAVEL, picture_of_a_plan("PDF")),
    ):
        examined = intake.examine(content, keep_original=False)
        documents.add_document(
            actor, case, new=NewDocument(title, kind, examined, scanned=False), on=today
        )


def picture_of_a_plan(form: str) -> bytes:
    picture = Image.new("RGB", (640, 360), "#f4efe6")
    pen = ImageDraw.Draw(picture)
    for line, text in enumerate(("Eksempeldata", "Avreise 18. juni", "Retur: ikke bestilt")):
        pen.text((40, 60 + 60 * line), text, fill="#3d3830", font_size=32)
    out = BytesIO()
    picture.save(out, form)
    return out.getvalue()
