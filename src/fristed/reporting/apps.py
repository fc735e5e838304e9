from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class ReportingConfig(AppConfig):
    name = "fristed.reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_reporting": _("bare analytikere og ledere skriver rapporten"),
                "started_it": _("en annen enn den som begynte på rapporten, må frigi den"),
                "report_released": _("rapporten er frigitt og endres ikke"),
            }
        )
