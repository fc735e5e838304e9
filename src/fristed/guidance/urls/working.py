"""Addresses of those who work with inquiries: at the desk, and at the partner door for the members
of a regional network."""

from collections.abc import Callable
from typing import Final

from django.http import HttpResponse
from django.urls import URLPattern, path

from fristed.guidance.views import (
    answering,
    calendars,
    mail,
    meetings,
    passing,
    queueing,
    reading,
)
from fristed.ui import addresses  # noqa: F401 - registers the converter `ref`

ONE: Final = "<ref:ref>/"
View = Callable[..., HttpResponse]
Seen = Callable[[View], View]


def working(below: str, *, seen: Seen = lambda view: view) -> list[URLPattern]:
    """seen: what a door asks of people before they see any of it"""
    views: dict[str, tuple[str, View]] = {
        "list_inquiries": ("", queueing.list_inquiries),
        "list_answered_inquiries": ("answered/", queueing.list_answered_inquiries),
        "list_closed_inquiries": ("closed/", queueing.list_closed_inquiries),
        "list_schools": ("schools/", queueing.list_schools),
        "show_inquiry": (ONE, reading.show_inquiry),
        "show_others": (f"{ONE}others/", reading.show_others),
        "show_originals": (f"{ONE}originals/", reading.show_originals),
        "take_up_inquiry": (f"{ONE}take-up/", answering.take_up_inquiry),
        "let_go_of_inquiry": (f"{ONE}let-go/", answering.let_go_of_inquiry),
        "add_inquiry_note": (f"{ONE}notes/add/", answering.add_note),
        "answer_inquiry": (f"{ONE}answer/", answering.answer_inquiry),
        "approve_draft": (f"{ONE}second-eye/", answering.approve_draft),
        "believe_asker": (f"{ONE}believe/", mail.believe_asker),
        "sort_inquiry": (f"{ONE}sort/", mail.sort_inquiry),
        "take_attachment": (f"{ONE}attachments/<int:number>/", mail.take_attachment),
        "pass_on_inquiry": (f"{ONE}pass-on/", passing.pass_on_inquiry),
        "close_inquiry": (f"{ONE}close/", answering.close_inquiry),
    }
    return _paths(below, views, seen)


def networking(below: str, *, seen: Seen = lambda view: view) -> list[URLPattern]:
    """A network's meetings and knowledge, and the joint calendar."""
    network, meeting, calendar = "networks/<slug:unit>/", f"network-meetings/{ONE}", "calendar/"
    views: dict[str, tuple[str, View]] = {
        "show_network": (network, meetings.show_network),
        "call_network_meeting": (f"{network}meetings/call/", meetings.call_network_meeting),
        "show_network_knowledge": (f"{network}knowledge/", meetings.show_network_knowledge),
        "add_to_article": (f"{network}knowledge/<ref:article>/", meetings.add_to_article),
        "show_network_meeting": (meeting, meetings.show_network_meeting),
        "write_network_minutes": (
            f"{meeting}points/<int:position>/",
            meetings.write_network_minutes,
        ),
        "finish_network_action": (
            f"{meeting}actions/<ref:task>/finish/",
            meetings.finish_network_action,
        ),
        "close_network_meeting": (f"{meeting}close/", meetings.close_network_meeting),
        "call_off_network_meeting": (f"{meeting}call-off/", meetings.call_off_network_meeting),
        "show_calendar": (calendar, calendars.show_calendar),
        "be_away": (f"{calendar}away/", calendars.be_away),
        "end_absence": (f"{calendar}away/{ONE}end/", calendars.end_absence),
        "make_feed": (f"{calendar}feed/make/", calendars.make_feed),
        "revoke_feed": (f"{calendar}feed/revoke/", calendars.revoke_feed),
    }
    feed = path(f"{below}{calendar}<str:secret>.ics", calendars.show_feed, name="show_feed")
    return [*_paths(below, views, seen), feed]


def _paths(below: str, views: dict[str, tuple[str, View]], seen: Seen) -> list[URLPattern]:
    return [path(below + where, seen(view), name=name) for name, (where, view) in views.items()]
