from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class GuidanceConfig(AppConfig):
    name = "fristed.guidance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_guiding": _("bare de som veileder fagfolk, gjør dette"),
                "not_having_it": _("henvendelsen er hos en annen enhet"),
                "not_a_network": _("enheten er ikke et regionalt nettverk"),
                "not_asker": _("bare den som sendte den, ser dette"),
                "not_professional": _("bare fagfolk sender henvendelser her"),
                "not_taken": _("ta den opp først"),
                "taken_by_another": _("en kollega har tatt den opp"),
                "needs_second_eye": _("en kollega må lese svaret først"),
                "wrote_draft": _("noen andre enn du må lese utkastet"),
                "is_over": _("henvendelsen er avsluttet"),
                "waits_for_colleague": _("en kollega leser den først"),
                "waits_for_nobody": _("den venter ikke på noen"),
                "not_writer": _("bare den som skrev den, sletter den"),
                "said_by_asker": _("den som spurte, har sagt det selv"),
                "not_closed_yet": _("henvendelsen er ikke avsluttet ennå"),
            }
        )
