from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class StatisticsConfig(AppConfig):
    name = "fristed.statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_analyst": _("bare analytikere kan gjøre dette"),
                "drafted_it": _("en annen analytiker enn du må frigi det du har laget"),
                "not_ready": _("utkastet er ikke ferdig ennå"),
                "not_releasable": _("utkastet ble ikke laget"),
                "audit_failed": _("noen kan kjennes igjen i tabellen"),
                "released": _("tabellen er frigitt"),
                "not_released": _("tabellen er ikke frigitt"),
                "no_ledger": _("tider revideres ikke; trekk tabellen tilbake hvis den er feil"),
                "estimate_not_released": _("anslaget er ikke frigitt"),
                "released_it": _("en annen enn du må trekke tilbake det du har frigitt"),
                "not_planned": _("tellingen er ikke lenger bare planlagt"),
                "not_proposed": _("ingen har bedt om at den starter"),
                "proposed_it": _("en annen enn du må starte det du har bedt om"),
                "not_running": _("tellingen er ikke i gang"),
                "not_answered": _("tallene er ikke kommet"),
                "planned_it": _("en annen enn du må frigi det du har planlagt"),
            }
        )
