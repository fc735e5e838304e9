"""Reviewing an emergency opening afterwards, by somebody other than who opened it."""

from datetime import date

from django.db import connection

from fristed.casework import access
from fristed.casework.choices import Part, ReviewVerdict
from fristed.casework.models import EmergencyReview
from fristed.casework.rules.reviewing import OpenedInEmergency
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.vault import sealing

ask_to_review = asking("case.review_emergency", may=access.may_review_emergency)


@action("case.review_emergency", may=access.may_review_emergency)
def review_emergency(
    actor: Actor,
    opened: OpenedInEmergency,
    *,
    verdict: ReviewVerdict,
    words: str,
    public_key: bytes,
    on: date,
) -> None:
    """Say whether it was right. The words are sealed to the case: its adviser reads them there."""
    row = EmergencyReview(ref=new_ref("gjn"))
    sealed = sealing.seal_apart(public_key, opened.file, row, "words", words, part=Part.EMERGENCY)
    with connection.cursor() as cursor:
        cursor.execute(
            "select casework_review_emergency(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                opened.ref,
                row.ref,
                verdict.value,
                on,
                sealed.blob,
                sealed.item,
                sealed.slot,
                sealed.part,
                sealed.digest,
            ],
        )
