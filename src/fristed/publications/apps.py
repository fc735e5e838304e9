from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "fristed.publications"
    default_auto_field = "django.db.models.BigAutoField"
