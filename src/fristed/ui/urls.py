"""The components, to look at. In development only."""

from django.urls import path

from fristed.ui import views

app_name = "ui"

urlpatterns = [path("", views.show_components, name="show_components")]
