from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from fristed.accounts import checks
from fristed.ui import reasons

WORDS = {
    "inactive": _("kontoen er avsluttet"),
    "not_yourself": _("det gjelder bare din egen innlogging"),
    "yourself": _("en annen må gjøre det for deg"),
    "not_administrator": _("bare en administrator kan gjøre det"),
}


class AccountsConfig(AppConfig):
    name = "fristed.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(checks.check_sample_sign_in, Tags.security, deploy=True)
        reasons.add_words(WORDS)
