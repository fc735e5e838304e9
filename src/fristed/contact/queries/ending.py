"""What may end, and what has ended. For the worker."""

from datetime import date

from django.db.models import QuerySet

from fristed.contact.choices import OVER
from fristed.contact.models import Conversation


def still_going() -> QuerySet[Conversation]:
    return Conversation.objects.exclude(status__in=OVER)


def ended_without_a_day() -> QuerySet[Conversation]:
    """Those whose file does not yet say until when it is kept."""
    rows = Conversation.objects.filter(status__in=OVER, file__expires_on=None)
    return rows.select_related("file")


def last_day(conversation: Conversation) -> date:
    """The day something was last written in it."""
    return conversation.last_on or conversation.opened_on
