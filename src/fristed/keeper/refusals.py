"""How the keeper says no: a code for programs, a sentence for people."""

from typing import Final

MESSAGES: Final = {
    "malformed": "Forespørselen er ikke gyldig.",
    "too_large": "Forespørselen er for stor.",
    "unknown_op": "Denne operasjonen finnes ikke.",
    "fault": "Noe gikk galt. Prøv igjen senere.",
    "database_away": "Databasen svarer ikke. Prøv igjen senere.",
    "custody_away": "Nøkkeltjenesten svarer ikke. Prøv igjen senere.",
    "busy": "Det er mange som venter. Prøv igjen om litt.",
    "not_signed_in": "Du må logge inn på nytt.",
    "not_recent": "Bekreft hvem du er på nytt før du gjør dette.",
    "not_allowed": "Du har ikke lov til dette.",
    "wrong_token": "Nøkkelordet er ikke riktig.",
    "unknown_unit": "Enheten er ikke kjent.",
    "unknown_quarter": "Kvartalet kan ikke brukes.",
    "keys_differ": "Nøkler i databasen er byttet ut. Det er meldt fra.",
    "destroyed": "Nøkkelen er destruert. Innholdet kan ikke åpnes.",
    "wrong_code": "Koden er ikke riktig.",
    "used_code": "Koden er allerede brukt. Vent på neste kode.",
    "too_many": "For mange forsøk. Vent fem minutter og prøv igjen.",
    "wrong_invite": "Invitasjonen er brukt eller utløpt.",
    "nothing_begun": "Begynn på nytt: dette er ikke påbegynt, eller det er utløpt.",
    "wrong_passkey": "Adgangsnøkkelen ble ikke godtatt.",
    "wrong_id_token": "Innloggingen fra identitetsleverandøren ble ikke godtatt.",
    "unknown_subject": "Ingen konto her hører til denne innloggingen.",
    "subject_taken": "Denne innloggingen hører til en annen konto.",
    "no_file": "Filen finnes ikke.",
    "file_broken": "Filens nøkkel stemmer ikke med det som er lagret. Det er meldt fra.",
    "no_grant": "Du har ikke tilgang til denne filen.",
    "not_creator": "Bare den som opprettet filen kan få tilgang på dette grunnlaget.",
    "not_in_team": "Du er ikke med i enheten som samtalen er sendt til.",
    "not_held": "Du kan bare gi videre det du selv har tilgang til.",
    "outlives_own": "Tilgangen kan ikke vare lenger enn din egen.",
    "no_end": "Tilgangen må ha en slutt.",
    "too_long": "Tilgangen varer for lenge.",
    "no_reason": "Skriv hvorfor.",
    "must_be_offered": "Dette må den andre selv ta imot.",
    "withdrawn": "Tilbudet er trukket tilbake.",
    "offer_over": "Tilbudet er ute på tid.",
    "needs_second": "Saken er skjermet. En av de navngitte må stå bak dette selv.",
    "not_named": "Du er ikke navngitt for denne saken.",
    "too_few_named": "Navngi minst to andre.",
    "no_custodians": "Det er ikke oppnevnt tre nøkkelforvaltere ennå.",
    "shielded": "Saken er skjermet fra før.",
    "not_shielded": "Saken er ikke skjermet.",
    "bundles_broken": "Disse to delene passer ikke sammen.",
    "holder_still_here": "Den som har saken, arbeider her fremdeles.",
    "last_administrator": "Minst én administrator må være igjen.",
    "unknown_grant": "Tilgangen finnes ikke.",
    "cap_reached": "Du har åpnet 30 ulike filer den siste timen. Lederen din får beskjed.",
    "site_cap": "Det åpnes uvanlig mange filer nå. Bare filer du selv har ansvar for, kan åpnes.",
    "gap": "Det mangler linjer før disse.",
    "head_refused": "Kjeden har blitt kortere eller er endret. Det er meldt fra.",
    "wrong_binding": "Koden kan ikke knyttes til denne filen.",
    "already_bound": "Filen har allerede en annen kode.",
    "code_taken": "Koden er opptatt. Lag en ny.",
    "payload_too_long": "Kodene er for lange til å forsegles.",
    "quarter_not_over": "Kvartalet er ikke over.",
    "file_open": "Minst én fil i kvartalet er ikke avsluttet.",
    "legal_hold": "Minst én fil i kvartalet skal holdes tilbake.",
    "not_expired": "Minst én fil i kvartalet er ikke utløpt.",
    "no_retention_rule": "Minst én type fil mangler en godkjent regel for lagringstid.",
    "nothing_proposed": "Ingen har foreslått dette, eller forslaget er utløpt.",
    "same_person": "En annen leder må bekrefte.",
}


class Refused(Exception):
    """The keeper says no. What was written before it is kept: a failed attempt must not be lost."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = MESSAGES[code]
