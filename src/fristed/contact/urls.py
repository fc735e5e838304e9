"""Nora's contact pages. Neutral addresses: they stay in a browser's history."""

from django.urls import path

from fristed.contact.views import leaving, returning, writing

app_name = "contact"
urlpatterns = [
    path("a/for", writing.before_writing, name="before_writing"),
    path("a/ny", writing.write_first_message, name="write_first_message"),
    path("a/dine", writing.show_new_words, name="show_new_words"),
    path("a/inn", returning.return_with_code, name="return_with_code"),
    path("a/vent", returning.wait_for_turn, name="wait_for_turn"),
    path("a/les", returning.show_own_conversation, name="show_own_conversation"),
    path("a/ord", returning.renew_words, name="renew_words"),
    path("a/slutt", leaving.close_visit, name="close_visit"),
    path("a/bort", leaving.close_for_good, name="close_for_good"),
    path("ut", leaving.leave, name="leave"),
]
