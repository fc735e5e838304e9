"""Addresses of those who work with inquiries: at the desk, and at the partner door for the members
of a regional network."""

from django.urls import URLPattern, path

from fristed.guidance.views import answering, mail, passing, queueing, reading
from fristed.ui import addresses  # noqa: F401 - registers the converter `ref`


def working(below: str) -> list[URLPattern]:
    one = f"{below}<ref:ref>/"
    return [
        path(below, queueing.list_inquiries, name="list_inquiries"),
        path(f"{below}answered/", queueing.list_answered_inquiries, name="list_answered_inquiries"),
        path(f"{below}closed/", queueing.list_closed_inquiries, name="list_closed_inquiries"),
        path(one, reading.show_inquiry, name="show_inquiry"),
        path(f"{one}others/", reading.show_others, name="show_others"),
        path(f"{one}originals/", reading.show_originals, name="show_originals"),
        path(f"{one}take-up/", answering.take_up_inquiry, name="take_up_inquiry"),
        path(f"{one}let-go/", answering.let_go_of_inquiry, name="let_go_of_inquiry"),
        path(f"{one}notes/add/", answering.add_note, name="add_inquiry_note"),
        path(f"{one}answer/", answering.answer_inquiry, name="answer_inquiry"),
        path(f"{one}second-eye/", answering.approve_draft, name="approve_draft"),
        path(f"{one}believe/", mail.believe_asker, name="believe_asker"),
        path(f"{one}sort/", mail.sort_inquiry, name="sort_inquiry"),
        path(f"{one}attachments/<int:number>/", mail.take_attachment, name="take_attachment"),
        path(f"{one}pass-on/", passing.pass_on_inquiry, name="pass_on_inquiry"),
        path(f"{one}close/", answering.close_inquiry, name="close_inquiry"),
    ]
