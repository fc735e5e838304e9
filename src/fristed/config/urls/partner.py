"""What the partner door answers."""

from django.urls import URLPattern, URLResolver, include, path

from fristed.accounts import urls as accounts

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fristed.config.urls.every_door")),
    path("", include((accounts.at_partner_door, accounts.app_name))),
    path("", include("fristed.guidance.urls.partner")),
]
handler404 = "fristed.config.views.not_found"
handler500 = "fristed.config.views.failed"
