"""Addresses at the desk."""

from django.urls import path

from fristed.guidance.views import answering, passing, queueing, reading, regions, rosters
from fristed.ui import addresses  # noqa: F401 - registers the converter `ref`

app_name = "guidance"
urlpatterns = [
    path("inquiries/", queueing.list_inquiries, name="list_inquiries"),
    path("inquiries/answered/", queueing.list_answered_inquiries, name="list_answered_inquiries"),
    path("inquiries/closed/", queueing.list_closed_inquiries, name="list_closed_inquiries"),
    path("networks/", regions.list_networks, name="list_networks"),
    path("networks/<slug:unit>/keep/", regions.keep_network, name="keep_network"),
    path("rosters/", rosters.list_rosters, name="list_rosters"),
    path("rosters/<slug:unit>/keep/", rosters.keep_turn, name="keep_turn"),
    path("rosters/turns/<ref:ref>/end/", rosters.end_turn, name="end_turn"),
    path("inquiries/waits/", queueing.show_waits, name="show_waits"),
    path("inquiries/call/", queueing.log_call, name="log_call"),
    path("inquiries/<ref:ref>/", reading.show_inquiry, name="show_inquiry"),
    path("inquiries/<ref:ref>/others/", reading.show_others, name="show_others"),
    path("inquiries/<ref:ref>/originals/", reading.show_originals, name="show_originals"),
    path("inquiries/<ref:ref>/take-up/", answering.take_up_inquiry, name="take_up_inquiry"),
    path("inquiries/<ref:ref>/let-go/", answering.let_go_of_inquiry, name="let_go_of_inquiry"),
    path("inquiries/<ref:ref>/notes/add/", answering.add_note, name="add_inquiry_note"),
    path("inquiries/<ref:ref>/answer/", answering.answer_inquiry, name="answer_inquiry"),
    path("inquiries/<ref:ref>/second-eye/", answering.approve_draft, name="approve_draft"),
    path("inquiries/<ref:ref>/pass-on/", passing.pass_on_inquiry, name="pass_on_inquiry"),
    path("inquiries/<ref:ref>/close/", answering.close_inquiry, name="close_inquiry"),
    path("inquiries/<ref:ref>/forget/", answering.forget_texts, name="forget_texts"),
]
