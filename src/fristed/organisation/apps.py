from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class OrganisationConfig(AppConfig):
    name = "fristed.organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_ringing": _("bare redaktører og fagteamet kan gjøre dette"),
                "same_number": _("nødnumre endres ikke herfra"),
            }
        )
