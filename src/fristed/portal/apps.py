from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class PortalConfig(AppConfig):
    name = "fristed.portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_editor": _("bare redaktører kan gjøre dette"),
                "own_text": _("noen andre enn den som skrev, må gjøre dette"),
            }
        )
