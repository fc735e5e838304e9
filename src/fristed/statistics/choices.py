"""The words statistics branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """How far a draft has come."""

    QUEUED = "queued", _("i kø")
    BUILDING = "building", _("telles nå")
    READY = "ready", _("klar")
    FAILED = "failed", _("ble ikke laget")
    RELEASED = "released", _("frigitt")


class Service(models.TextChoices):
    """Whose cases a table counts. One service in each table: they are never summed."""

    ADVISER = "adviser", _("mangfoldsrådgiverne")
    ENVOY = "envoy", _("spesialutsendingene for integreringssaker")
    GUIDANCE = "guidance", _("veiledningen til fagfolk, alle enheter samlet")
    COMPETENCE_TEAM = "competence_team", _("Kompetanseteamet")
    CONTACT = "contact", _("samtalene med unge på Nora, alle team samlet")


class Measure(models.TextChoices):
    """What a table counts. How, stands in `rules/counting.py`."""

    NEW_CASES = "new_cases", _("nye saker")
    CASES_BEFORE = "new_cases_before", _("nye saker etter kategoriene fra året før")
    ACTIVE_CASES = "active_cases", _("saker som var åpne i løpet av året")
    INQUIRIES = "inquiries", _("henvendelser fra fagfolk")
    STEERED = "steered", _("tjenester den som spurte, fikk vite om")
    AFTERMATH = "aftermath", _("hva den som spurte, sa kom ut av svaret")
    PASSINGS = "passings", _("hvor henvendelser ble sendt videre, og hvorfor")
    ANSWER_TIMES = "answer_times", _("hvor lenge fagfolk ventet på svar")
    HOURS = "hours", _("timer arbeid med saker")
    EFFECT = "effect", _("om unge kom nærmere målet sitt")
    GOALS = "goals", _("om målet var nådd da saken ble avsluttet")
    HELPED_HOME = "helped_home", _("unge som kom hjem fra utlandet, da saken ble avsluttet")
    CONSULTATIONS = "consultations", _("drøftinger")
    REFUNDS = "refunds", _("søknader om refusjon av hjemreise")
    HOUSING = "housing", _("søknader om plass i bo- og støttetilbudet")
    CONVERSATIONS = "conversations", _("samtaler med unge")
    BRIEFS = "briefs", _("landorienteringer som er gitt til tjenester")
    COOPERATION = "cooperation", _("tjenester i samarbeidsplaner")


class Asker(models.TextChoices):
    """Who asks for figures. A kind, never a name."""

    PRESS = "press", _("presse")
    PARLIAMENT = "parliament", _("Stortinget")
    MINISTRY = "ministry", _("et departement")
    RESEARCH = "research", _("forskning")
    OTHER = "other", _("andre")


class Stage(models.TextChoices):
    """How far an overlap exercise has come."""

    PLANNED = "planned", _("planlagt")
    PROPOSED = "proposed", _("venter på en til som starter den")
    STARTED = "started", _("i gang")
    ANSWERED = "answered", _("talt, ikke frigitt")
    RELEASED = "released", _("frigitt")
    STOPPED = "stopped", _("stanset")
    WITHDRAWN = "gone", _("trukket tilbake")


class Side(models.TextChoices):
    """What a table can be broken down by, in the order of its cells."""

    COUNTY = "county", _("fylke")
    CONCERN = "concern", _("hovedbekymring")
    CONCERN_BEFORE = "concern_before", _("hovedbekymring, som året før")
    GENDER = "gender", _("kjønn")
    AGE_BAND = "age_band", _("alder")
    ASKER = "asker_service", _("hvor den som spør, arbeider")
    BECAME = "became", _("hva henvendelsen ble til")
    STEERED = "steered_to", _("hvilken tjeneste svaret viste til")
    ACTED = "acted", _("om den som spurte, gjorde noe")
    WHY = "why", _("hvorfor den ble sendt videre")
    PROMISE = "promise", _("hvor fort svaret var lovet")
    FIGURE = "figure", _("hva som måles")
    OPEN_CONCERN = "open_concern", _("hovedbekymring")
    WORK = "followup_kind", _("hva slags arbeid")
    POINT = "point", _("når det ble målt")
    DIRECTION = "direction", _("hvor det gikk")
    REACHED = "reached", _("om målet var nådd")
    HOME = "home", _("om hun eller han kom hjem")
    CALLER = "caller", _("hvem som tok kontakt")
    DECISION = "outcome", _("hva som ble bestemt")
    ANSWERED = "answered", _("hvor fort hun eller han fikk svar")
    READER = "reader", _("hvem som fikk den")
    PARTNER = "partner", _("hvilken tjeneste som er med")


IN_WORK = frozenset({Status.QUEUED, Status.BUILDING})
EVERYONE = "total"
"""The category that a dimension's other categories sum to."""
