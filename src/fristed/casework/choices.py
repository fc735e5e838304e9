"""Words the code branches on. What is only counted stands in the code lists."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    OPEN = "open", _("åpen")
    CLOSED = "closed", _("avsluttet")


class Service(models.TextChoices):
    """Which service a case is counted under (code list "service"). They are never summed."""

    ADVISER = "adviser"
    ENVOY = "envoy"


class ScalePoint(models.TextChoices):
    """When a goal is scaled."""

    START = "start", _("da det ble satt")
    MONTHS_3 = "months_3", _("etter 3 måneder")
    MONTHS_12 = "months_12", _("etter 12 måneder")


class GoalReached(models.TextChoices):
    """Whether what she wanted was reached, as she says herself when a case is closed."""

    REACHED = "reached", _("nådd")
    PARTLY = "partly", _("delvis nådd")
    NOT_REACHED = "not", _("ikke nådd")
    NOT_ASKED = "not_asked", _("ikke spurt")


class ClosureReason(models.TextChoices):
    """The reasons, of code list "closure_reason", that a rule asks about."""

    LOST_CONTACT = "lost_contact"
    REGISTERED_BY_MISTAKE = "registered_by_mistake"  # such a case is never counted


class TaskKind(models.TextChoices):
    """What is to be done, in a word that may stand outside the file. The rest is sealed."""

    TALK = "talk", _("ta en samtale")
    CALL = "call", _("ringe")
    MEETING = "meeting", _("holde møte")
    WRITE = "write", _("skrive")
    FIND_OUT = "find_out", _("finne ut")
    OTHER = "other", _("noe annet")


class EntryKind(models.TextChoices):
    """What the timeline can be filtered by. A source says which one its entries are of."""

    FOLLOWUPS = "followups", _("oppfølging")
    DECISIONS = "decisions", _("beslutninger")
    DOCUMENTS = "documents", _("dokumenter")
    SHARES = "shares", _("delinger")
    CORRECTIONS = "corrections", _("rettelser")


class EmergencyGround(models.TextChoices):
    """Why a file was opened in an emergency. What exactly happened is sealed in the file."""

    LIFE_OR_HEALTH = "life_or_health", _("fare for liv eller helse")
    LEAVING_COUNTRY = "leaving_country", _("noen er i ferd med å bli tatt ut av landet")
    MARRIAGE = "marriage", _("et ekteskap eller et inngrep er nær")
    ADVISER_AWAY = "adviser_away", _("det haster, og rådgiveren kan ikke nås")


class PrintReason(models.TextChoices):
    """Why a case is put on paper. Stands on every page of it and in the access log."""

    MEETING = "meeting", _("møte om saken")
    TO_PERSON = "to_person", _("utlevert til den saken gjelder")
    TO_SERVICE = "to_service", _("utlevert til en tjeneste")
    TO_FAMILY = "to_family", _("brev til foreldre eller andre i familien")
    COURT = "court", _("krav fra politi eller domstol")
    ARCHIVE = "archive", _("arkiv")
    ANOTHER_SYSTEM = "system", _("flytting til et annet system")


class AddressReason(models.TextChoices):
    """Why addresses abroad are opened. A code, as all that stands in the trail."""

    MISSED = "missed", _("en avtalt kontakt uteble")
    IN_DANGER = "in_danger", _("vi frykter for henne eller ham")
    TO_BE_MET = "met", _("hun eller han skal hentes eller møtes")
    WRONG = "wrong", _("adressene må rettes")


class DutyOutcome(models.TextChoices):
    """What the criteria say on the facts that were ticked. Never that there is no duty."""

    MET = "met", _("kriteriene er oppfylt på disse opplysningene")
    NOT_MET = "not_met", _("kriteriene er ikke oppfylt på disse opplysningene")
    OPEN = "open", _("det kan ikke sies på disse opplysningene")


class DutyStepKind(models.TextChoices):
    """What was done about a duty that was assessed. Why, how and to whom is sealed."""

    FINDING_OUT = "finding_out", _("finner ut mer")
    WILL_ACT = "will_act", _("skal melde eller avverge")
    REPORTED = "reported", _("har meldt")
    ACKNOWLEDGED = "acknowledged", _("mottaket er bekreftet")
    AVERTED = "averted", _("har avverget på en annen måte")
    NOT_REPORTED = "not_reported", _("gir det ikke videre")


class Basis(models.TextChoices):
    """On what ground an agency puts something into the team's shared file."""

    ANONYMOUS = "anonymous", _("uten identitet")
    CONSENT = "consent", _("samtykke")
    RIGHT_TO_INFORM = "right_to_inform", _("opplysningsrett")
    DUTY = "duty", _("plikt til å melde eller avverge")


class ItemOutcome(models.TextChoices):
    """What a meeting did with a matter on its agenda."""

    WAITING = "waiting", _("ikke behandlet")
    TREATED = "treated", _("behandlet")
    POSTPONED = "postponed", _("utsatt")


class OfferOutcome(models.TextChoices):
    GRANTED = "granted", _("innvilget")
    REFUSED = "refused", _("avslått")


class ExportKind(models.TextChoices):
    LIST = "list", _("liste over egne saker")
    PAPERS = "papers", _("utskrift av valgte saker")
    DATA = "data", _("valgte saker som data, med dokumentene")


class DocumentKind(models.TextChoices):
    """What a document is, in a word that may stand outside the file. Its title is sealed."""

    LETTER = "letter", _("brev")
    REPORT = "report", _("rapport")
    CONSENT = "consent", _("samtykke")
    TOOL_RESULT = "tool_result", _("resultat fra et verktøy")
    TRAVEL = "travel", _("reisedokument")
    PICTURE = "picture", _("bilde")
    OTHER = "other", _("annet")


class PersonRole(models.TextChoices):
    """What somebody means to the young person, as far as anybody knows."""

    SUPPORTS = "supports", _("støtter")
    CONTROLS = "controls", _("kontrollerer")
    BOTH = "both", _("både støtter og kontrollerer")
    UNKNOWN = "unknown", _("ikke kjent")


FAMILY: Final = frozenset(
    {
        "mother",
        "father",
        "step_parent",
        "sister",
        "brother",
        "grandparent",
        "aunt_uncle",
        "cousin",
        "spouse",
        "betrothed",
        "in_law",
    }
)
"""The relations, of code list "person_relation", that "do not tell the family" is about."""


class ChannelKind(models.TextChoices):
    PHONE = "phone", _("telefon")
    SMS = "sms", _("tekstmelding")
    MESSAGE = "message", _("melding i en app")
    EMAIL = "email", _("e-post")
    THROUGH = "through", _("gjennom en annen person")


class VoicemailRule(models.TextChoices):
    NEVER = "never", _("aldri")
    NEUTRAL = "neutral", _("bare en nøytral beskjed")


class ReviewVerdict(models.TextChoices):
    """What somebody else found, afterwards, of an emergency opening."""

    APPROVED = "approved", _("godkjent")
    NOT_APPROVED = "not_approved", _("ikke godkjent")


class FactorState(models.TextChoices):
    """Whether something is so. "Not known" is an answer."""

    UNKNOWN = "unknown", _("ikke kjent")
    NOW = "now", _("nå")
    EARLIER = "earlier", _("før")
    BOTH = "both", _("nå og før")
    NO = "no", _("nei")


class PlanVariant(models.TextChoices):
    """What a safety plan is for."""

    STAYING = "staying", _("å bli der den unge er")
    GOING = "going", _("å reise til utlandet")
    ABROAD = "abroad", _("å være i utlandet")
    RETURNING = "returning", _("å komme hjem")


class CheckInOutcome(models.TextChoices):
    KEPT = "kept", _("vi snakkes som avtalt")
    MISSED = "missed", _("kontakten uteble")


class Rung(models.TextChoices):
    """What follows a missed contact, by the hours since it was agreed."""

    FIRST = "first", _("med en gang")
    DAY = "day", _("etter 24 timer")
    THREE_DAYS = "days3", _("etter 72 timer")


class Routine(models.TextChoices):
    ABSENCE = "absence", _("borte fra skolen")
    HOME = "home", _("hjem fra utlandet")


class Part(models.TextChoices):
    """The parts of a case's file. A key grant names them."""

    NAME = "name"  # the working name; the only part a list of cases opens
    PROFILE = "profile"
    NOTES = "notes"
    TASKS = "tasks"
    EMERGENCY = "emergency"
    DUTIES = "duties"
    ACCESS = "access"  # to whom it is closed, and why
    DOCUMENTS = "documents"
    PEOPLE = "people"
    SAFETY = "safety"
    TRAVEL = "travel"
    ADDRESSES = "addresses"  # the only part of a journey's own file
    CORE = "core"  # all of a consultation's shared file, and of a compartment
    ORGANISATIONS = "organisations"  # of a mission's register
    CONTACT_PERSONS = "contact_persons"  # the rest of it
    COOPERATION = "cooperation"
    GOALS = "goals"
    IDENTIFIER = "identifier"  # for the yearly overlap count; the keeper opens it for nobody
    SHARING = "sharing"  # why something was shared, and what she agreed to


SHAREABLE: Final = {
    Part.NAME: _("arbeidsnavnet"),
    Part.PROFILE: _("det som er registrert"),
    Part.NOTES: _("oppfølgingen"),
    Part.TASKS: _("oppgavene"),
    Part.COOPERATION: _("samarbeidsplanen"),
}
"""Parts that can be shared by themselves. The rest goes only with the whole case."""

KEPT: Final = "kept_"
"""Begins the part that entries are moved to when they are not to follow the case."""


class GroundUse(models.TextChoices):
    """What a recorded purpose and legal basis lets people do."""

    MATCH = "match"  # ask whether others work with the same person
    OVERLAP = "overlap"  # keep who she is, for the yearly overlap count


class ShareKind(models.TextChoices):
    SHARE = "share", _("deling")
    HAND_OVER = "hand_over", _("overføring")


class SharePurpose(models.TextChoices):
    """Why somebody is asked, in a word that may stand outside the file. The rest is sealed."""

    ADVICE = "advice", _("gi råd")
    TOGETHER = "together", _("arbeide sammen om saken")
    ABROAD = "abroad", _("reise til eller opphold i utlandet")
    NEW_PLACE = "new_place", _("ny skole eller nytt sted")
    AWAY = "away", _("den ansvarlige slutter eller er lenge borte")


class Answer(models.TextChoices):
    ACCEPTED = "accepted", _("tatt imot")
    DECLINED = "declined", _("avslått")


class Ending(models.TextChoices):
    """How a share, or the offer of one, came to its end."""

    WITHDRAWN = "withdrawn", _("trukket tilbake før svar")
    ENDED = "ended", _("avsluttet")
    GIVEN_BACK = "given_back", _("gitt tilbake")
    CONSENT = "consent", _("samtykket ble trukket")
    HANDED_OVER = "handed_over", _("saken ble overført")


class GivenHow(models.TextChoices):
    """How she agreed."""

    SPOKEN = "spoken", _("sagt")
    WRITTEN = "written", _("skrevet")
    SIGNED = "signed", _("skrevet under på")
    CODE = "code", _("skrevet i samtalen med kode")


class OutsideService(models.TextChoices):
    """A service without a door here. What it is told goes by its own secure way."""

    CHILD_WELFARE = "child_welfare", _("barnevernet")
    POLICE = "police", _("politiet")
    CRISIS_CENTRE = "crisis_centre", _("krisesenteret")
    HEALTH = "health", _("helsetjenesten")
    NAV = "nav", _("Nav")
    UDI = "udi", _("UDI")
    RED_CROSS = "red_cross", _("Røde Kors")
    PUPIL_SERVICES = "pupil_services", _("skolens elevtjeneste")
    OTHER = "other", _("en annen tjeneste")


class SentHow(models.TextChoices):
    PORTAL = "portal", _("tjenestens egen sikre portal")
    LETTER = "letter", _("brev")
    PHONE = "phone", _("telefon")
    MEETING = "meeting", _("møte")
    BY_HAND = "by_hand", _("levert")


class ApprovalOf(models.TextChoices):
    """What a unit may want a leader's word for."""

    PLAN = "plan", _("trygghetsplan")
    CLOSING = "closing", _("avslutning av en sak")


class Area(models.TextChoices):
    """Whose decision something is, in a case with a lead at home and one abroad."""

    PROFESSIONAL = "professional", _("faglig ledelse, hjemme")
    ABROAD = "abroad", _("personen i utlandet")


class Verdict(models.TextChoices):
    APPROVED = "approved", _("godkjent")
    DECLINED = "declined", _("ikke godkjent")


class BriefReader(models.TextChoices):
    """What sort of service was given a country brief. Counted; never who read it."""

    OURSELVES = "ourselves", _("oss selv")
    CHILD_WELFARE = "child_welfare", _("barnevernet")
    POLICE = "police", _("politiet")
    CRISIS_CENTRE = "crisis_centre", _("krisesenteret")
    HEALTH = "health", _("helsetjenesten")
    NAV = "nav", _("Nav")
    UDI = "udi", _("UDI")
    SCHOOL = "school", _("en skole")
    OTHER = "other", _("en annen tjeneste")


class ContactKind(models.TextChoices):
    ORGANISATION = "organisation", _("organisasjon")
    PERSON = "person", _("person")


class ContactPlace(models.TextChoices):
    HERE = "here", _("her ute")
    NORWAY = "norway", _("i Norge")


class CheckedHow(models.TextChoices):
    """What was found when an open referral was gone through, in the weekly round."""

    ASKED = "asked", _("purret")
    WAITING = "waiting", _("venter fortsatt")
    SENT_AGAIN = "sent_again", _("sendt på nytt")


class WhoAsks(models.TextChoices):
    """Who asks to see the case."""

    HERSELF = "herself", _("den saken gjelder")
    REPRESENTATIVE = "agent", _("en hun eller han har gitt fullmakt")
    GUARDIAN = "guardian", _("en forelder eller verge")
    OTHER = "other", _("noen andre")


class HarmQuestion(models.TextChoices):
    """Our own test, before anything is given out."""

    VIOLENCE = "violence", _("Kan noen bli utsatt for vold, trusler eller press om dette leses?")
    FORCED_TO_SHOW = "forced", _("Kan den som får det, bli presset til å vise det til andre?")
    IN_CONFIDENCE = "confidence", _("Har noen fortalt noe som ikke skal sies at de har fortalt?")
    UNSAFE_PLACE = "place", _("Kan det bli funnet der det skal ligge?")


class Harm(models.TextChoices):
    NO = "no", _("nei")
    YES = "yes", _("ja")
    UNKNOWN = "unknown", _("vet ikke")


class InsightOutcome(models.TextChoices):
    """What somebody who asked to see the case was given."""

    ALL = "all", _("alt, med andre personer skjult")
    PART = "part", _("en del")
    NOTHING = "nothing", _("ikke noe")
