"""Pages made of several rooms' page objects."""

from fristed.desk.queries.days import MyDay, MyDayParts, my_day
from fristed.desk.queries.numbers import (
    local_services_page,
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
from fristed.desk.queries.places import places, quiet_places, ways_on_inquiry
from fristed.desk.queries.retaining import (
    Certificate,
    RetentionKind,
    RetentionLine,
    certificates,
    preview_of,
    printed_certificate,
    retention_page,
    units_to_preview,
)
from fristed.desk.queries.teams import TeamPage, membership_in, person_called, teams_led_by

__all__ = [
    "Certificate",
    "MyDay",
    "MyDayParts",
    "OfficeLine",
    "OfficesPage",
    "Policy",
    "RetentionKind",
    "RetentionLine",
    "TeamPage",
    "UnitPage",
    "accounts_page",
    "certificates",
    "local_services_page",
    "membership_in",
    "my_day",
    "name_of_service",
    "office_by_ref",
    "office_line",
    "offices_page",
    "own_offices_page",
    "person_called",
    "places",
    "policies",
    "preview_of",
    "printed_certificate",
    "quiet_places",
    "record_of_processing",
    "retention_page",
    "teams_led_by",
    "typed_of_local_service",
    "typed_of_service",
    "units_to_preview",
    "ways_on_inquiry",
]
