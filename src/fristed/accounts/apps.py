from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons

WORDS = {
    "inactive": _("kontoen er avsluttet"),
    "not_invited": _("her må en invitasjon til"),
    "another_door": _("kontoen er ikke for denne inngangen"),
    "not_yourself": _("det gjelder bare din egen innlogging"),
    "yourself": _("en annen må gjøre det for deg"),
    "no_unit": _("du hører ikke til noen enhet i dag"),
    "not_administrator": _("bare en administrator kan gjøre det"),
}
SAMPLE_SIGN_IN = Error(
    "FRISTED_SAMPLE is on: anyone who reaches the sign-in page gets in with one click.",
    hint="Set FRISTED_SAMPLE=0. It is for development and demonstrations.",
    id="accounts.E001",
)


class AccountsConfig(AppConfig):
    name = "fristed.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(check_sample_sign_in, Tags.security, deploy=True)
        reasons.add_words(WORDS)


def check_sample_sign_in(**_kwargs: Any) -> Sequence[Error]:
    """`manage.py check --deploy` refuses sign-in with one click."""
    return [SAMPLE_SIGN_IN] if settings.FRISTED_SAMPLE else []
