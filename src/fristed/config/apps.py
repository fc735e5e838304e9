from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "fristed.config"

    def ready(self) -> None:
        import_module("fristed.config.checks")  # registers them
