"""The analysts' pages."""

from django.urls import path

from fristed.statistics.views import (
    comparing,
    drafting,
    exercising,
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
    path("overlaps/", exercising.list_exercises, name="list_exercises"),
    path("overlaps/new/", exercising.plan_exercise, name="plan_exercise"),
    path("overlaps/<str:ref>/", exercising.show_exercise, name="show_exercise"),
    path("overlaps/<str:ref>/impact/", exercising.show_impact, name="show_impact"),
    path("overlaps/<str:ref>/files/<int:number>/", exercising.fetch_package, name="fetch_package"),
    path("overlaps/<str:ref>/propose/", exercising.propose_start, name="propose_start"),
    path("overlaps/<str:ref>/start/", exercising.start_exercise, name="start_exercise"),
    path(
        "overlaps/<str:ref>/destroyed/<int:number>/",
        exercising.note_destroyed,
        name="note_destroyed",
    ),
    path("overlaps/<str:ref>/stop/", exercising.stop_exercise, name="stop_exercise"),
    path("overlaps/<str:ref>/release/", exercising.release_exercise, name="release_exercise"),
    path("overlaps/<str:ref>/withdraw/", exercising.withdraw_exercise, name="withdraw_exercise"),
    path("<str:ref>/", drafting.show_draft, name="show_draft"),
    path("<str:ref>/true/", comparing.show_true_counts, name="show_true_counts"),
    path("<str:ref>/release/", releasing.release_draft, name="release_draft"),
    path("<str:ref>/revise/", releasing.announce_revision, name="announce_revision"),
    path("<str:ref>/withdraw/", releasing.withdraw_draft, name="withdraw_draft"),
    path("<str:ref>/discard/", drafting.discard_draft, name="discard_draft"),
]
