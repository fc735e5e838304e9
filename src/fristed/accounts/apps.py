from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fristed.accounts"
    default_auto_field = "django.db.models.BigAutoField"
