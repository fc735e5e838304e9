"""Pages made of several rooms' page objects."""

from fristed.desk.queries.days import MyDay, MyDayParts, my_day
from fristed.desk.queries.overseeing import (
    Policy,
    UnitPage,
    accounts_page,
    policies,
    record_of_processing,
)
from fristed.desk.queries.places import places

__all__ = [
    "MyDay",
    "MyDayParts",
    "Policy",
    "UnitPage",
    "accounts_page",
    "my_day",
    "places",
    "policies",
    "record_of_processing",
]
