"""What nora answers. Bokmål has no prefix; the two other languages are in the address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from fristed.portal.views.catalogue import show_catalogue, show_feed
from fristed.portal.views.open_data import api as open_data
from fristed.portal.views.starting import show_icon

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fristed.config.urls.every_door")),
    path("favicon.ico", show_icon),
    path("api/pxweb/v2/", open_data.urls),
    path("api/dcat", show_catalogue, name="show_catalogue"),
    path("api/feed", show_feed, name="show_feed"),
    *i18n_patterns(
        path("", include("fristed.portal.urls")),
        path("", include("fristed.contact.urls")),
        prefix_default_language=False,
    ),
]
handler404 = "fristed.portal.views.redirecting.follow_or_miss"
handler500 = "fristed.config.views.failed"
