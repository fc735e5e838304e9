"""Addresses at the desk."""

from django.urls import path

from fristed.guidance.urls.working import networking, working
from fristed.guidance.views import (
    agencies,
    answering,
    experience,
    mail,
    queueing,
    regions,
    rosters,
)
from fristed.ui import addresses  # noqa: F401 - registers the converter `ref`

app_name = "guidance"
urlpatterns = [
    *working("inquiries/"),
    *networking(""),
    path("networks/", regions.list_networks, name="list_networks"),
    path("networks/<slug:unit>/keep/", regions.keep_network, name="keep_network"),
    path("agency-contacts/", agencies.list_agency_contacts, name="list_agency_contacts"),
    path("agency-contacts/add/", agencies.add_agency_contact, name="add_agency_contact"),
    path(
        "agency-contacts/<ref:ref>/confirm/",
        agencies.confirm_agency_contact,
        name="confirm_agency_contact",
    ),
    path("agency-contacts/<ref:ref>/end/", agencies.end_agency_contact, name="end_agency_contact"),
    path("experience/", experience.show_experience, name="show_experience"),
    path("experience/notes/write/", experience.write_note, name="write_pattern"),
    path("experience/notes/<ref:ref>/approve/", experience.approve_note, name="approve_pattern"),
    path("experience/notes/<ref:ref>/group/", experience.group_note, name="group_pattern"),
    path("experience/notes/<ref:ref>/end/", experience.end_note, name="end_pattern"),
    path("experience/methods/write/", experience.write_method, name="write_method"),
    path("experience/methods/<ref:ref>/", experience.show_method, name="show_method"),
    path("experience/methods/<ref:ref>/approve/", experience.approve_method, name="approve_method"),
    path("experience/methods/<ref:ref>/use/", experience.use_method, name="use_method"),
    path("experience/methods/<ref:ref>/review/", experience.review_method, name="review_method"),
    path("experience/methods/<ref:ref>/end/", experience.end_method, name="end_method"),
    path("rosters/", rosters.list_rosters, name="list_rosters"),
    path("rosters/<slug:unit>/keep/", rosters.keep_turn, name="keep_turn"),
    path("rosters/turns/<ref:ref>/end/", rosters.end_turn, name="end_turn"),
    path("inquiries/<ref:ref>/forget/", answering.forget_texts, name="forget_texts"),
    path("inquiries/waits/", queueing.show_waits, name="show_waits"),
    path("inquiries/mail/", mail.show_mail, name="show_mail"),
    path("inquiries/call/", queueing.log_call, name="log_call"),
]
