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
                "conversation_taken": _("en kollega har tatt den"),
                "conversation_not_taken": _("du har ikke tatt den"),
                "no_draft": _("ingen svar venter på å bli lest"),
                "wrote_answer": _("du skrev svaret selv"),
                "offer_over": _("tilbudet er besvart eller trukket tilbake"),
                "no_visit": _("besøket er over"),
            }
        )
