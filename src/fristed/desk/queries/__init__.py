"""Pages made of several rooms' page objects."""

from fristed.desk.queries.days import MyDay, MyDayParts, my_day
from fristed.desk.queries.offices import (
    OfficeLine,
    OfficesPage,
    office_by_ref,
    office_line,
    offices_page,
    own_offices_page,
)
from fristed.desk.queries.overseeing import (
    Policy,
    UnitPage,
    accounts_page,
    policies,
    record_of_processing,
)
from fristed.desk.queries.places import places, ways_on_inquiry
from fristed.desk.queries.teams import TeamPage, membership_in, person_called, teams_led_by

__all__ = [
    "MyDay",
    "MyDayParts",
    "OfficeLine",
    "OfficesPage",
    "Policy",
    "TeamPage",
    "UnitPage",
    "accounts_page",
    "membership_in",
    "my_day",
    "office_by_ref",
    "office_line",
    "offices_page",
    "own_offices_page",
    "person_called",
    "places",
    "policies",
    "record_of_processing",
    "teams_led_by",
    "ways_on_inquiry",
]
