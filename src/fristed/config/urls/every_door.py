"""What every door answers, whatever else it does."""

from django.urls import URLPattern, URLResolver, include, path

from fristed.config.views import keep_violation

urlpatterns: list[URLPattern | URLResolver] = [
    path("csp-report", keep_violation, name="keep_violation"),
    path("components/", include("fristed.ui.urls")),
]
