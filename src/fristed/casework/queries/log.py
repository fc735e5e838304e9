"""A case's own access log, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.accounts import queries as accounts
from fristed.audit import queries as trail
from fristed.audit.choices import Event
from fristed.casework.choices import AddressReason, PrintReason
from fristed.casework.models import Case, Consultation
from fristed.casework.queries.addresses import address_refs
from fristed.gate import Actor, scope

READ: Final = "read"
CHANGED: Final = "changed"
REFUSED: Final = "refused"

Words = Mapping[str, str | Promise]

DONE: Final[Words] = {
    "case.read": gettext_lazy("Leste saken"),
    "case.read_duties": gettext_lazy("Leste vurderingene av plikter"),
    "case.read_access_log": gettext_lazy("Leste tilgangsloggen"),
    "case.start": gettext_lazy("Startet saken"),
    "case.start_from_conversation": gettext_lazy("Startet saken fra en samtale"),
    "case.start_from_inquiry": gettext_lazy("Startet saken fra en henvendelse"),
    "case.update": gettext_lazy("Endret det som er registrert"),
    "case.rename": gettext_lazy("Endret arbeidsnavnet"),
    "case.add_followup": gettext_lazy("Førte en oppfølging"),
    "case.correct_followup": gettext_lazy("Rettet en oppfølging"),
    "case.assign_task": gettext_lazy("Ga en oppgave"),
    "case.finish_task": gettext_lazy("Gjorde ferdig en oppgave"),
    "case.assess_duty": gettext_lazy("Vurderte en plikt"),
    "case.take_duty_step": gettext_lazy("Førte hva som er gjort med en plikt"),
    "case.hold": gettext_lazy("Holdt saken tilbake fra sletting"),
    "case.lift_hold": gettext_lazy("Opphevet at saken holdes tilbake"),
    "case.take_insight": gettext_lazy("Førte et innsynskrav"),
    "case.answer_insight": gettext_lazy("Svarte på et innsynskrav"),
    "case.exclude_person": gettext_lazy("Stengte saken for noen"),
    "case.end_exclusion": gettext_lazy("Opphevet en stenging"),
    "case.shield": gettext_lazy("Skjermet saken"),
    "case.stand_behind": gettext_lazy("Sto bak at noen fikk tilgang"),
    "case.close": gettext_lazy("Avsluttet saken"),
    "case.reopen": gettext_lazy("Åpnet saken igjen"),
    "case.reopen_with_followup": gettext_lazy("Førte noe nytt og åpnet saken igjen"),
    "case.propose_take_over": gettext_lazy("Pekte ut hvem som skal ta over saken"),
    "case.take_over_left": gettext_lazy("Tok over saken etter en som har sluttet"),
    "case.break_glass": gettext_lazy("Nødåpnet saken"),
    "case.ask_match": gettext_lazy("Spurte om noen andre arbeider med samme person"),
    "case.keep_identifier": gettext_lazy("Førte hvem personen er, til tellingen av overlapp"),
    "case.drop_identifier": gettext_lazy("Tok bort hvem personen er"),
    "case.count_overlap": gettext_lazy("Tok saken med i tellingen av overlapp"),
    "case.decide_match": gettext_lazy("Avgjorde om kontakt med en annen rådgiver"),
    "case.contest_entry": gettext_lazy("Førte en innsigelse"),
    "case.export": gettext_lazy("Tok saken med i en eksport"),
    "case.add_document": gettext_lazy("La til et dokument"),
    "case.read_document": gettext_lazy("Åpnet et dokument"),
    "case.remove_document": gettext_lazy("Fjernet et dokument"),
    "case.note_document_scanned": gettext_lazy("Skannet et dokument"),
    "case.offer_share": gettext_lazy("Tilbød å dele saken"),
    "case.offer_share_without_consent": gettext_lazy("Tilbød å dele saken uten samtykke"),
    "case.offer_hand_over": gettext_lazy("Tilbød å overføre saken"),
    "case.accept_share": gettext_lazy("Tok imot delingen"),
    "case.accept_hand_over": gettext_lazy("Overtok saken"),
    "case.lend_to_stand_ins": gettext_lazy("Ga vikaren tilgang"),
    "case.decline_offer": gettext_lazy("Sa nei til tilbudet"),
    "case.withdraw_offer": gettext_lazy("Trakk tilbudet tilbake"),
    "case.end_share": gettext_lazy("Avsluttet delingen"),
    "case.record_consent": gettext_lazy("Førte et samtykke"),
    "case.withdraw_consent": gettext_lazy("Trakk et samtykke"),
    "case.read_who_knows": gettext_lazy("Så hvem som vet hva"),
    "case.decide": gettext_lazy("Bestemte eller foreslo noe"),
    "case.answer_proposal": gettext_lazy("Svarte på et forslag"),
    "case.read_decisions": gettext_lazy("Leste beslutningene"),
    "case.refer": gettext_lazy("Skrev til en tjeneste utenfor"),
    "case.refer_without_consent": gettext_lazy("Skrev til en tjeneste utenfor uten samtykke"),
    "case.read_referral": gettext_lazy("Leste en henvisning"),
    "case.export_report": gettext_lazy("Hentet ut en bekymringsmelding"),
    "case.send_referral": gettext_lazy("Førte at en henvisning er sendt"),
    "case.acknowledge_referral": gettext_lazy("Førte at en henvisning er mottatt"),
    "case.tick_off_referral": gettext_lazy("Gikk gjennom en åpen henvisning"),
    "case.answer_referral": gettext_lazy("Førte svar på en henvisning"),
    "case.stop_family": gettext_lazy("Satte sperre mot å fortelle familien"),
    "case.lift_family_stop": gettext_lazy("Opphevet sperren mot å fortelle familien"),
    "case.ask_to_override": gettext_lazy("Ba om at familien får vite noe likevel"),
    "case.approve_override": gettext_lazy("Var enig i at familien får vite noe likevel"),
    "case.decline_override": gettext_lazy("Var ikke enig i at familien får vite noe"),
    "case.read_override": gettext_lazy("Leste hvorfor familien bør få vite noe"),
    "case.read_cooperation": gettext_lazy("Leste samarbeidsplanen"),
    "case.start_cooperation": gettext_lazy("Laget en samarbeidsplan"),
    "case.end_cooperation": gettext_lazy("Avsluttet samarbeidsplanen"),
    "case.add_part": gettext_lazy("Førte hvem som gjør hva"),
    "case.assign_part": gettext_lazy("Ga noen en del av samarbeidet"),
    "case.call_cooperation": gettext_lazy("Satte opp et samarbeidsmøte"),
    "case.close_cooperation_meeting": gettext_lazy("Avsluttet et samarbeidsmøte"),
    "case.set_goal": gettext_lazy("Satte et mål"),
    "case.end_goal": gettext_lazy("Tok bort et mål"),
    "case.agree_later": gettext_lazy("Førte om den unge kan spørres senere"),
    "case.withdraw_later": gettext_lazy("Førte at den unge ikke skal spørres igjen"),
    "case.scale_goals": gettext_lazy("Førte hvor langt målene er nådd"),
    "case.change_school": gettext_lazy("Endret elevens skole"),
    "case.ask_approval": gettext_lazy("Ba en leder om godkjenning"),
    "case.tell_family": gettext_lazy("Gjorde noe som familien får vite om"),
    "case.add_person": gettext_lazy("La til en person"),
    "case.update_person": gettext_lazy("Endret en person"),
    "case.add_channel": gettext_lazy("La til en måte å nå noen på"),
    "case.update_channel": gettext_lazy("Endret en måte å nå noen på"),
    "case.contact_person": gettext_lazy("Tok kontakt med noen"),
    "case.link": gettext_lazy("Knyttet saken til en annen"),
    "case.end_link": gettext_lazy("Avsluttet forbindelsen til en annen sak"),
    "case.assess_risk": gettext_lazy("Vurderte faren"),
    "case.make_safety_plan": gettext_lazy("Laget en trygghetsplan"),
    "case.print_card": gettext_lazy("Skrev ut kortet til trygghetsplanen"),
    "case.note_travel_talk": gettext_lazy("Førte en samtale om reise"),
    "case.agree_check_in": gettext_lazy("Avtalte når de skal snakkes"),
    "case.settle_check_in": gettext_lazy("Førte om kontakten ble holdt"),
    "case.decide_rung": gettext_lazy("Førte en beslutning om uteblitt kontakt"),
    "case.note_return": gettext_lazy("Førte at personen er tilbake"),
    "case.keep_stay": gettext_lazy("Førte et opphold i utlandet"),
    "case.start_routine": gettext_lazy("Startet en sjekkliste"),
    "case.keep_step": gettext_lazy("Førte et punkt på en sjekkliste"),
    "case.review_emergency": gettext_lazy("Gjennomgikk en nødåpning"),
    "case.print": gettext_lazy("Skrev ut fra saken"),
    "case.print_without_others": gettext_lazy("Skrev ut fra saken uten andre personer"),
    "case.ask_team": gettext_lazy("Spurte Kompetanseteamet"),
    "case.apply_refund": gettext_lazy("Søkte om refusjon av hjemreise"),
    "consultation.take_in": gettext_lazy("Tok imot henvendelsen"),
    "consultation.take_in_inquiry": gettext_lazy("Gjorde en henvendelse til en drøfting"),
    "consultation.take_up": gettext_lazy("Fikk nøkkel som medlem av teamet"),
    "consultation.read": gettext_lazy("Leste drøftingen"),
    "consultation.read_log": gettext_lazy("Leste tilgangsloggen"),
    "consultation.print": gettext_lazy("Skrev ut referat"),
    "consultation.add_entry": gettext_lazy("Delte noe med teamet"),
    "consultation.reassign": gettext_lazy("Lot et annet medlem svare"),
    "consultation.ask_housing": gettext_lazy("Ba om plass i bo- og støttetilbudet"),
    "consultation.note_housing": gettext_lazy("Førte kommunens avgjørelse"),
    "consultation.apply_refund": gettext_lazy("Førte en søknad om refusjon"),
    "consultation.decide_refund": gettext_lazy("Avgjorde en søknad om refusjon"),
    "consultation.close": gettext_lazy("Avsluttet drøftingen"),
    "case.agree_trip": gettext_lazy("Laget en reiseavtale"),
    "case.open_addresses": gettext_lazy("Åpnet adressene på en reise"),
    "case.reach_addresses": gettext_lazy("Tok en nøkkel for en time til adressene på en reise"),
    "case.take_over_addresses": gettext_lazy("Tok over adressene på reisene"),
}
WANTED: Final[Words] = {
    "case.read": gettext_lazy("lese saken"),
    "case.read_duties": gettext_lazy("lese vurderingene av plikter"),
    "case.read_access_log": gettext_lazy("lese tilgangsloggen"),
    "case.update": gettext_lazy("endre det som er registrert"),
    "case.rename": gettext_lazy("endre arbeidsnavnet"),
    "case.add_followup": gettext_lazy("føre en oppfølging"),
    "case.correct_followup": gettext_lazy("rette en oppfølging"),
    "case.assign_task": gettext_lazy("gi en oppgave"),
    "case.finish_task": gettext_lazy("gjøre ferdig en oppgave"),
    "case.assess_duty": gettext_lazy("vurdere en plikt"),
    "case.take_duty_step": gettext_lazy("føre hva som er gjort med en plikt"),
    "case.hold": gettext_lazy("holde saken tilbake fra sletting"),
    "case.lift_hold": gettext_lazy("oppheve at saken holdes tilbake"),
    "case.take_insight": gettext_lazy("føre et innsynskrav"),
    "case.answer_insight": gettext_lazy("svare på et innsynskrav"),
    "case.exclude_person": gettext_lazy("stenge saken for noen"),
    "case.shield": gettext_lazy("skjerme saken"),
    "case.stand_behind": gettext_lazy("stå bak at noen får tilgang"),
    "case.close": gettext_lazy("avslutte saken"),
    "case.reopen": gettext_lazy("åpne saken igjen"),
    "case.reopen_with_followup": gettext_lazy("føre noe nytt i en avsluttet sak"),
    "case.propose_take_over": gettext_lazy("peke ut hvem som skal ta over saken"),
    "case.take_over_left": gettext_lazy("ta over saken"),
    "case.break_glass": gettext_lazy("nødåpne saken"),
    "case.ask_match": gettext_lazy("spørre om noen andre arbeider med samme person"),
    "case.decide_match": gettext_lazy("avgjøre om kontakt med en annen rådgiver"),
    "case.contest_entry": gettext_lazy("føre en innsigelse"),
    "case.export": gettext_lazy("eksportere saken"),
    "case.add_document": gettext_lazy("legge til et dokument"),
    "case.read_document": gettext_lazy("åpne et dokument"),
    "case.remove_document": gettext_lazy("fjerne et dokument"),
    "case.offer_share": gettext_lazy("dele saken"),
    "case.offer_share_without_consent": gettext_lazy("dele saken uten samtykke"),
    "case.offer_hand_over": gettext_lazy("overføre saken"),
    "case.accept_share": gettext_lazy("ta imot delingen"),
    "case.accept_hand_over": gettext_lazy("overta saken"),
    "case.decline_offer": gettext_lazy("svare på tilbudet"),
    "case.withdraw_offer": gettext_lazy("trekke tilbudet"),
    "case.end_share": gettext_lazy("avslutte delingen"),
    "case.record_consent": gettext_lazy("føre et samtykke"),
    "case.withdraw_consent": gettext_lazy("trekke et samtykke"),
    "case.read_who_knows": gettext_lazy("se hvem som vet hva"),
    "case.print": gettext_lazy("skrive ut fra saken"),
    "consultation.read": gettext_lazy("lese drøftingen"),
    "consultation.read_log": gettext_lazy("lese tilgangsloggen"),
    "consultation.update": gettext_lazy("endre drøftingen"),
    "case.open_addresses": gettext_lazy("åpne adressene på en reise"),
    "case.ask_for_addresses": gettext_lazy("åpne adressene på en reise"),
    "case.reach_addresses": gettext_lazy("åpne adressene på en reise"),
}
WHY_NOT: Final[Words] = {
    "not_responsible": gettext_lazy("ikke ansvarlig"),
    "not_caseworker": gettext_lazy("arbeider ikke med saker"),
    "case_closed": gettext_lazy("saken er avsluttet"),
    "case_open": gettext_lazy("saken er åpen"),
    "has_access": gettext_lazy("hadde tilgang fra før"),
    "another_unit": gettext_lazy("en annen enhet"),
    "not_asked": gettext_lazy("ble ikke spurt"),
    "answered": gettext_lazy("det er alt svart"),
    "not_shared": gettext_lazy("saken er ikke delt"),
    "not_in_team": gettext_lazy("ikke medlem av teamet"),
    "another_team": gettext_lazy("et annet team"),
    "nothing_missed": gettext_lazy("ingen kontakt har uteblitt"),
}
OPENED_ADDRESSES: Final = ("case.open_addresses", "case.reach_addresses")
PRINTED: Final = ("case.print", "case.print_without_others")
READING: Final = frozenset(
    {
        "case.export",
        "case.read",
        "case.read_access_log",
        "case.read_duties",
        "case.read_document",
        "case.read_who_knows",
        "case.read_referral",
        "case.read_decisions",
        "case.export_report",
        *PRINTED,
        "case.open_addresses",
        "consultation.read",
        "consultation.read_log",
        "consultation.print",
    }
)


@dataclass(frozen=True)
class LogLine:
    """One thing somebody did with the case, or was refused.

    kind    "read", "changed" or "refused"
    note    that it came to nothing, when it did
    """

    at: datetime
    who: str
    what: str
    kind: str
    note: str


@dataclass(frozen=True)
class AccessLogPage:
    """people   reference and name of everyone in the log, for the filter"""

    ref: str
    lines: tuple[LogLine, ...]
    people: tuple[tuple[str, str], ...]
    total: int


def access_log_page(
    actor: Actor, case: Case, *, now: datetime, what: str = "", who: str = ""
) -> AccessLogPage:
    """The log, newest first, of its journeys' addresses too; only lines of a kind or a person where
    that is asked for."""
    with scope(actor):
        beside = address_refs(case.pk)
    entries = trail.lines_about(case.ref, *beside, now=now)
    names = accounts.names_of({entry.actor for entry in entries})
    shown = [
        _line(entry, names)
        for entry in entries
        if (not what or _kind(entry) == what) and (not who or entry.actor == who)
    ]
    people = sorted(names.items(), key=lambda one: one[1])
    return AccessLogPage(case.ref, tuple(shown), tuple(people), total=len(entries))


def consultation_log_page(consultation: Consultation, *, now: datetime) -> AccessLogPage:
    """The same of the team's shared file. What an agency does in its own is in no log here."""
    entries = trail.lines_about(consultation.ref, now=now)
    names = accounts.names_of({entry.actor for entry in entries})
    lines = tuple(_line(entry, names) for entry in entries)
    return AccessLogPage(consultation.ref, lines, (), total=len(entries))


def _line(entry: trail.TrailLine, names: Mapping[str, str]) -> LogLine:
    return LogLine(
        at=entry.at,
        who=names.get(entry.actor, _("ukjent")),
        what=_what(entry),
        kind=_kind(entry),
        note=_note(entry),
    )


def _what(entry: trail.TrailLine) -> str:
    if entry.event != Event.REFUSED:
        return _with_purpose(str(DONE.get(entry.action, entry.action)), entry)
    return _("Ble nektet å %(what)s: %(why)s") % {
        "what": WANTED.get(entry.action, entry.action),
        "why": WHY_NOT.get(entry.detail, entry.detail),
    }


def _with_purpose(done: str, entry: trail.TrailLine) -> str:
    if entry.action in OPENED_ADDRESSES and entry.detail in AddressReason.values:
        return f"{done}: {AddressReason(entry.detail).label}"
    if entry.action in {*PRINTED, "case.export"} and entry.detail in PrintReason.values:
        return f"{done}: {PrintReason(entry.detail).label}"
    return done


def _kind(entry: trail.TrailLine) -> str:
    if entry.event == Event.REFUSED:
        return REFUSED
    return READ if entry.action in READING else CHANGED


def _note(entry: trail.TrailLine) -> str:
    notes = {
        "failed": _("Ble ikke gjennomført."),
        "cut_off": _("Avbrutt: ble ikke gjennomført."),
        "": _("Pågår."),
    }
    return notes.get(entry.ended, "")
