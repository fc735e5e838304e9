from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "fristed.contact"
    default_auto_field = "django.db.models.BigAutoField"
