"""The desk's own addresses. Rooms bring theirs."""

from django.urls import path

from fristed.casework import urls as casework  # noqa: F401 - registers the converter `ref`
from fristed.desk.views import conversations, days, neutral_texts, overseeing

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
    path("policies/", overseeing.show_policies, name="show_policies"),
    path(
        "record-of-processing/",
        overseeing.show_record_of_processing,
        name="show_record_of_processing",
    ),
    path("accounts/", overseeing.list_accounts, name="list_accounts"),
]
