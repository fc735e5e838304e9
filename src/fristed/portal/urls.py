"""Nora's open pages. Harmless addresses: they stay in a browser's history."""

from django.urls import path

from fristed.portal.views import answering, helping, reading, reports, showing, starting

app_name = "portal"
urlpatterns = [
    path("", starting.show_start, name="show_start"),
    path("les", reading.show_pages, name="show_pages"),
    path("les/<int:number>", reading.show_page, name="show_page"),
    path("les/<int:number>.pdf", reading.download_guide, name="download_guide"),
    path("les/<int:number>/<str:language>.pdf", reading.download_guide, name="download_guide_in"),
    path("les/<int:number>/<str:language>", reading.show_page, name="show_page_in"),
    path("hjelp", helping.show_help, name="show_help"),
    path("hjelp/sted", helping.show_help_nearby, name="show_help_nearby"),
    path("hjelp/ute", helping.show_help_abroad, name="show_help_abroad"),
    path("hjelp/steder", helping.show_advisers, name="show_advisers"),
    path("hjelp/steder.json", helping.advisers_as_json, name="advisers_as_json"),
    path("sok", reading.search_pages, name="search_pages"),
    path("svar", answering.answer_page, name="answer_page"),
    path("svar/mer", answering.write_remark, name="write_remark"),
    path("svar/takk", answering.thank_for_remark, name="thank_for_remark"),
    path("om", starting.show_about, name="show_about"),
    path("personvern", starting.show_privacy, name="show_privacy"),
    path("tilgjengelighet", starting.show_accessibility, name="show_accessibility"),
    path("statistikk", showing.show_history, name="show_history"),
    path("statistikk/ingen-teller", showing.show_hidden_population, name="show_hidden_population"),
    path("statistikk/rapport/<str:ref>", reports.show_report, name="show_report"),
    path(
        "statistikk/rapport/<str:ref>/<slug:language>.pdf",
        reports.download_report,
        name="download_report",
    ),
    path("statistikk/<str:ref>", showing.show_table, name="show_table"),
    path("statistikk/<str:ref>/<str:ending>", showing.download_table, name="download_table"),
]
