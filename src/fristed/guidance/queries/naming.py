"""What people are called, as far as a door may know it."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _


def name_of(rows: QuerySet[Any], person: str) -> Subquery:
    """The name of somebody a row points at; none where this door may not know it. A join would
    leave the row itself out."""
    return Subquery(rows.filter(pk=OuterRef("pk")).values(f"{person}__name")[:1])


def called(name: str | None) -> str:
    return name or _("en kollega")
