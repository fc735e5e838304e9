from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "fristed.casework"
    default_auto_field = "django.db.models.BigAutoField"
