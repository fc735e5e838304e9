"""The desk's own addresses. Rooms bring theirs."""

from django.urls import path

from fristed.desk.views import (
    appointing,
    conversations,
    days,
    help_services,
    links,
    neutral_texts,
    offices,
    overseeing,
    pages,
    reply_texts,
)
from fristed.ui import addresses  # noqa: F401 - registers the converter `ref`

app_name = "desk"
urlpatterns = [
    path("", days.my_day, name="my_day"),
    path("conversations/", conversations.list_conversations, name="list_conversations"),
    path("conversations/<ref:ref>/", conversations.show_conversation, name="show_conversation"),
    path("conversations/<ref:ref>/word/", conversations.agree_word, name="agree_word"),
    path(
        "conversations/<ref:ref>/answer/",
        conversations.answer_conversation,
        name="answer_conversation",
    ),
    path("neutral-texts/", neutral_texts.list_neutral_texts, name="list_neutral_texts"),
    path("neutral-texts/propose/", neutral_texts.propose_text, name="propose_text"),
    path("neutral-texts/<ref:ref>/approve/", neutral_texts.approve_text, name="approve_text"),
    path("neutral-texts/<ref:ref>/end/", neutral_texts.end_text, name="end_text"),
    path("reply-texts/", reply_texts.list_reply_texts, name="list_reply_texts"),
    path("reply-texts/propose/", reply_texts.propose_reply_text, name="propose_reply_text"),
    path(
        "reply-texts/<ref:ref>/approve/",
        reply_texts.approve_reply_text,
        name="approve_reply_text",
    ),
    path("reply-texts/<ref:ref>/end/", reply_texts.end_reply_text, name="end_reply_text"),
    path("pages/", pages.list_pages, name="list_pages"),
    path("pages/<ref:ref>/", pages.show_version, name="show_version"),
    path("pages/<ref:ref>/check/", pages.check_page, name="check_page"),
    path("pages/<ref:ref>/sign/", pages.sign_translation, name="sign_translation"),
    path("pages/<ref:ref>/recall/", pages.recall_version, name="recall_version"),
    path("pages/<ref:ref>/withdraw/", pages.withdraw_page, name="withdraw_page"),
    path("links/", links.list_links, name="list_links"),
    path("links/keep/", links.keep_old_address, name="keep_old_address"),
    path("links/<ref:ref>/remove/", links.remove_old_address, name="remove_old_address"),
    path("help-services/", help_services.list_help_services, name="list_help_services"),
    path("help-services/<slug:code>/verify/", help_services.verify_service, name="verify_service"),
    path("help-services/<slug:code>/change/", help_services.change_service, name="change_service"),
    path("local-services/", help_services.list_local_services, name="list_local_services"),
    path("local-services/add/", help_services.add_local_service, name="add_local_service"),
    path(
        "local-services/<ref:ref>/change/",
        help_services.change_local_service,
        name="change_local_service",
    ),
    path(
        "local-services/<ref:ref>/verify/",
        help_services.verify_local_service,
        name="verify_local_service",
    ),
    path("policies/", overseeing.show_policies, name="show_policies"),
    path(
        "record-of-processing/",
        overseeing.show_record_of_processing,
        name="show_record_of_processing",
    ),
    path("teams/", appointing.list_teams, name="list_teams"),
    path("teams/<slug:unit>/appoint/", appointing.appoint_member, name="appoint_member"),
    path(
        "teams/<slug:unit>/members/<ref:ref>/end/",
        appointing.end_membership,
        name="end_membership",
    ),
    path("offices/", offices.list_offices, name="list_offices"),
    path("offices/appoint/", offices.appoint_to_office, name="appoint_to_office"),
    path("offices/<ref:ref>/end/", offices.end_office, name="end_office"),
    path("my-roles/", offices.show_own_offices, name="show_own_offices"),
    path("accounts/", overseeing.list_accounts, name="list_accounts"),
]
