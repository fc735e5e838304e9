from django.apps import AppConfig


class CodelistsConfig(AppConfig):
    name = "fristed.codelists"
    default_auto_field = "django.db.models.BigAutoField"
