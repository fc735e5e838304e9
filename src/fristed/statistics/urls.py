"""The analysts' pages."""

from django.urls import path

from fristed.statistics.views import (
    comparing,
    drafting,
    looking_ahead,
    registering,
    releasing,
    replying,
)

app_name = "statistics"
urlpatterns = [
    path("", drafting.list_drafts, name="list_drafts"),
    path("new/", drafting.draft_table, name="draft_table"),
    path("replies/", replying.list_replies, name="list_replies"),
    path("replies/new/", replying.keep_reply, name="keep_reply"),
    path("known/", registering.list_known_figures, name="list_known_figures"),
    path("known/new/", registering.note_known_figure, name="note_known_figure"),
    path("season/", looking_ahead.show_season, name="show_season"),
    path("<str:ref>/", drafting.show_draft, name="show_draft"),
    path("<str:ref>/true/", comparing.show_true_counts, name="show_true_counts"),
    path("<str:ref>/release/", releasing.release_draft, name="release_draft"),
    path("<str:ref>/withdraw/", releasing.withdraw_draft, name="withdraw_draft"),
    path("<str:ref>/discard/", drafting.discard_draft, name="discard_draft"),
]
