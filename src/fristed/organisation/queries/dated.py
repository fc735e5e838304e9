"""What is in force on a day."""

from datetime import date
from typing import TypeVar

from django.db.models import (
    Model,
    Q,
    QuerySet,
)

Row = TypeVar("Row", bound=Model)


def during(rows: QuerySet[Row], day: date) -> QuerySet[Row]:
    """Those in force that day; both days inside."""
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
