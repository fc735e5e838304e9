"""Nora's open pages. Harmless addresses: they stay in a browser's history."""

from django.urls import path

from fristed.portal.views import reading, showing, starting

app_name = "portal"
urlpatterns = [
    path("", starting.show_start, name="show_start"),
    path("les", reading.show_pages, name="show_pages"),
    path("les/<int:number>", reading.show_page, name="show_page"),
    path("les/<int:number>/<str:language>", reading.show_page, name="show_page_in"),
    path("om", starting.show_about, name="show_about"),
    path("personvern", starting.show_privacy, name="show_privacy"),
    path("tilgjengelighet", starting.show_accessibility, name="show_accessibility"),
    path("statistikk", showing.show_history, name="show_history"),
    path("statistikk/<str:ref>", showing.show_table, name="show_table"),
    path("statistikk/<str:ref>/csv", showing.download_csv, name="download_csv"),
    path("statistikk/<str:ref>/json", showing.download_json, name="download_json"),
]
