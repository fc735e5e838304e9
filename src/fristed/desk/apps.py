from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "fristed.desk"
