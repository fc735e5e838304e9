"""Reading inquiries: what waits, one of them, one's own, and how long people wait."""

from fristed.guidance.queries.agencies import (
    AgencyContactLine,
    agency_contact_by_ref,
    agency_contacts,
)
from fristed.guidance.queries.calendars import (
    absence_by_ref,
    away_on,
    calendar_page,
    feed_of,
    taken,
    takes,
)
from fristed.guidance.queries.calling import numbers_to_call
from fristed.guidance.queries.inquiries import (
    InquiryPage,
    address_for,
    draft_of,
    has_grant,
    inquiry_by_ref,
    inquiry_page,
    original_texts,
    others_at,
)
from fristed.guidance.queries.measuring import (
    Had,
    Month,
    Work,
    had_before,
    months_of_waits,
    time_per_kind,
    waited_in,
)
from fristed.guidance.queries.meetings import (
    network_knowledge,
    network_meeting_by_ref,
    network_meeting_page,
    network_page,
)
from fristed.guidance.queries.own import (
    OwnInquiry,
    OwnPage,
    own_inquiries,
    own_inquiry,
    own_line,
    own_page,
    said_last,
)
from fristed.guidance.queries.places import partner_places, partner_quiet_places
from fristed.guidance.queries.queue import (
    InquiriesWaiting,
    Queue,
    QueueLine,
    Which,
    queue,
    waiting_of,
    waiting_rows,
)
from fristed.guidance.queries.reaching import reach_for
from fristed.guidance.queries.regions import Regions, network_as_kept, region_of, regions
from fristed.guidance.queries.rosters import Roster, on_duty, rosters_of, turn_by_ref

__all__ = [
    "AgencyContactLine",
    "Had",
    "InquiriesWaiting",
    "InquiryPage",
    "Month",
    "OwnInquiry",
    "OwnPage",
    "Queue",
    "QueueLine",
    "Regions",
    "Roster",
    "Which",
    "Work",
    "absence_by_ref",
    "address_for",
    "agency_contact_by_ref",
    "agency_contacts",
    "away_on",
    "calendar_page",
    "draft_of",
    "feed_of",
    "had_before",
    "has_grant",
    "inquiry_by_ref",
    "inquiry_page",
    "months_of_waits",
    "network_as_kept",
    "network_knowledge",
    "network_meeting_by_ref",
    "network_meeting_page",
    "network_page",
    "numbers_to_call",
    "on_duty",
    "original_texts",
    "others_at",
    "own_inquiries",
    "own_inquiry",
    "own_line",
    "own_page",
    "partner_places",
    "partner_quiet_places",
    "queue",
    "reach_for",
    "region_of",
    "regions",
    "rosters_of",
    "said_last",
    "taken",
    "takes",
    "time_per_kind",
    "turn_by_ref",
    "waited_in",
    "waiting_of",
    "waiting_rows",
]
