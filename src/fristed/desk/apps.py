from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class DeskConfig(AppConfig):
    name = "fristed.desk"

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_keeping_texts": _("bare de som har saker eller veileder, kan gjøre dette"),
                "text_not_in_use": _("teksten er ikke i bruk"),
                "not_sending": _("meldingen er alt sendt, eller sendes av en annen"),
                "text_not_waiting": _("teksten er alt avgjort"),
                "rule_not_waiting": _("regelen er alt avgjort"),
                "proposed_it_herself": _("en annen leder enn den som foreslo, må signere"),
                "wrote_it_herself": _("noen andre enn du må godkjenne teksten"),
            }
        )
