from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "fristed.ui"
    label = "ui"
    verbose_name = "Layout, components and stylesheet"
