"""Addresses at the partner door."""

from django.urls import path

from fristed.accounts.views.stepping_up import second_factor_shown
from fristed.guidance.urls.working import networking, working
from fristed.guidance.views import asking, claiming, following, own, without_name
from fristed.ui import addresses  # noqa: F401 - registers the converter `ref`

app_name = "guidance"
urlpatterns = [
    *working("region/inquiries/", seen=second_factor_shown),
    *networking("region/", seen=second_factor_shown),
    path("", asking.show_door, name="show_door"),
    path("now/", without_name.show_acute, name="show_acute"),
    path("question/", without_name.ask_without_name, name="ask_without_name"),
    path("concern/", asking.raise_concern, name="raise_concern"),
    path("guidance/", asking.ask_for_guidance, name="ask_for_guidance"),
    path("course/", asking.ask_for_course, name="ask_for_course"),
    path("mail/<slug:link>/", claiming.claim_mail, name="claim_mail"),
    path("inquiries/<ref:ref>/", own.show_receipt, name="show_receipt"),
    path("inquiries/<ref:ref>/what-came/", following.tell_what_came, name="tell_what_came"),
    path("inquiries/<ref:ref>/text/", own.show_own_inquiry, name="show_own_inquiry"),
]
