"""What the studio answers."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fristed.config.urls.every_door")),
    path("", include("fristed.accounts.urls")),
    path("", include("fristed.editorial.urls")),
]
handler404 = "fristed.config.views.not_found"
handler500 = "fristed.config.views.failed"
