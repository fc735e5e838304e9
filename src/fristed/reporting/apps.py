from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class ReportingConfig(AppConfig):
    name = "fristed.reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_led": _("bare den som leder enheten"),
                "not_own_unit": _("bare om ditt eget arbeid, i en enhet du er med i"),
                "period_not_sent": _("rapporten er ikke sendt"),
                "not_reporting": _("bare analytikere og ledere skriver rapporten"),
                "started_it": _("en annen enn den som begynte på rapporten, må frigi den"),
                "report_released": _("rapporten er frigitt og endres ikke"),
            }
        )
