"""What the desk answers."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fristed.config.urls.every_door")),
    path("", include("fristed.accounts.urls")),
    path("", include("fristed.desk.urls")),
    path("", include("fristed.casework.urls")),
    path("yearly-reports/", include("fristed.reporting.urls")),
    path("", include("fristed.guidance.urls.desk")),
    path("tables/", include("fristed.statistics.urls")),
]
handler404 = "fristed.config.views.not_found"
handler500 = "fristed.config.views.failed"
