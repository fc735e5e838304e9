from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fristed.ui import reasons


class CaseworkConfig(AppConfig):
    name = "fristed.casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_responsible": _("bare den som er ansvarlig for saken, kan gjøre dette"),
                "not_caseworker": _("bare rådgivere og spesialutsendinger har saker"),
                "not_creator": _("saken er ikke din"),
                "nothing_missed": _("adressene åpnes bare når en avtalt kontakt uteblir"),
                "case_closed": _("saken er avsluttet"),
                "case_open": _("saken er åpen"),
                "has_access": _("du har tilgang til saken fra før"),
                "not_leader": _("bare en leder av enheten kan se dette"),
                "not_in_team": _("bare medlemmer av Kompetanseteamet kan gjøre dette"),
                "another_agency": _("det tilhører en annen virksomhet i teamet"),
                "another_mission": _("det tilhører en annen utenriksstasjon"),
                "not_envoy": _("bare en spesialutsending søker om dette"),
                "not_yours": _("bare den som bestilte den, kan hente den"),
                "own_emergency": _("en annen må gjennomgå det du selv har åpnet"),
                "reviewed": _("nødåpningen er gjennomgått"),
                "not_data_protection_officer": _("bare personvernombudet ser dette"),
                "missing": _("saken finnes ikke"),
                "another_unit": _("det gjelder en annen enhet"),
                "not_asked": _("bare den som er spurt, kan svare"),
                "answered": _("det er alt svart på"),
                "not_shared": _("saken er ikke delt"),
                "not_shared_with": _("saker deles ikke med deg"),
            }
        )
