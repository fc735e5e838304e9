"""The yearly report, at the desk."""

from django.urls import path

from fristed.reporting.views import releasing, telling, writing

app_name = "reporting"
urlpatterns = [
    path("", writing.list_yearly_reports, name="list_yearly_reports"),
    path("new/", writing.start_report, name="start_report"),
    path("periods/", telling.list_periods, name="list_periods"),
    path(
        "periods/<slug:sort>/<slug:unit>/<int:year>/<int:half>/",
        telling.write_period,
        name="write_period",
    ),
    path("periods/<str:ref>/", telling.show_period, name="show_period"),
    path("<str:ref>/", writing.show_report, name="show_report"),
    path("<str:ref>/preview/<str:language>/", releasing.preview_report, name="preview_report"),
    path("<str:ref>/preview/<str:language>.pdf", releasing.print_report, name="print_report"),
    path("<str:ref>/release/", releasing.release_report, name="release_report"),
    path("<str:ref>/<slug:chapter>/", writing.write_chapter, name="write_chapter"),
    path("<str:ref>/<slug:chapter>/comment/", writing.comment_chapter, name="comment_chapter"),
    path("<str:ref>/<slug:chapter>/settle/", writing.settle_comment, name="settle_comment"),
    path("<str:ref>/<slug:chapter>/<int:number>/", writing.show_version, name="show_version"),
]
