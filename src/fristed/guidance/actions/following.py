"""Telling what came of an answer."""

from datetime import datetime

from django.utils import timezone

from fristed.gate import Actor, action
from fristed.guidance import access
from fristed.guidance.choices import Acted
from fristed.guidance.models import Aftermath, Inquiry
from fristed.guidance.rules.following import check_due


@action("inquiry.tell_what_came", may=access.may_read_own_inquiry)
def tell_what_came(
    actor: Actor,
    inquiry: Inquiry,
    *,
    acted: Acted,
    service: str,
    is_unsure: bool,
    at: datetime,
) -> None:
    """Keep her three answers, once. They are counted, and nobody is asked who she is.

    :raises RuleBroken: `not_due`.
    """
    has_told = Aftermath.objects.filter(inquiry_id=inquiry.pk).exists()
    check_due(inquiry.answered_at, has_told=has_told, at=at)
    Aftermath.objects.create(
        inquiry_id=inquiry.pk,
        acted=acted,
        service=service,
        is_unsure=is_unsure,
        told_on=timezone.localdate(at),
    )
