"""What nora answers."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
handler404 = "fristed.config.views.not_found"
handler500 = "fristed.config.views.failed"
