from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class ContactConfig(AppConfig):
    name = "fristed.contact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        reasons.add_words(
            {
                "another_file": _("det gjelder en annen samtale"),
                "no_code": _("samtalen åpnes med de fire ordene"),
                "another_team": _("samtalen er til et annet team"),
                "not_answering": _("bare de som svarer unge, leser samtaler"),
                "closed": _("samtalen er avsluttet"),
                "no_visit": _("besøket er over"),
            }
        )
