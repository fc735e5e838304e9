"""Pages made of several rooms' page objects."""

from fristed.desk.queries.days import MyDay, MyDayParts, my_day
from fristed.desk.queries.numbers import (
    local_services_page,
    municipality_choices,
    name_of_service,
    typed_of_local_service,
    typed_of_service,
)
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
    "local_services_page",
    "membership_in",
    "municipality_choices",
    "my_day",
    "name_of_service",
    "office_by_ref",
    "office_line",
    "offices_page",
    "own_offices_page",
    "person_called",
    "places",
    "policies",
    "record_of_processing",
    "teams_led_by",
    "typed_of_local_service",
    "typed_of_service",
    "ways_on_inquiry",
]
