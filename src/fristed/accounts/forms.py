"""What is typed when signing in and enrolling."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fristed.accounts import queries
from fristed.accounts.choices import Refusal
from fristed.accounts.models import Attempts, User
from fristed.accounts.rules.screen import LONGEST
from fristed.gate import note_refused
from fristed.vault.keeper import KeeperAway

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PATH = r"^/[A-Za-z0-9_/-]*$"
DRAFT_REF = r"^kla_[A-Za-z0-9_-]{22}$"
MOST_FORMS = 20  # of one page
LONGEST_SEALED = 350_000  # characters of Base64: four times the longest text we take
LONGEST_PASSWORD = 256  # characters; a longer one only costs work

NEVER_KEPT = frozenset(
    {
        "csrfmiddlewaretoken",
        "draft",
        "draft_here",
        "code",
        "password",
        "again",
        "response",
        "screen_code",
    }
)

NOT_RIGHT = _(
    "Brukernavn, passord eller kode stemmer ikke. En kode virker bare én gang: "
    "vent til appen viser en ny."
)
TOO_MANY = _("Det er prøvd for mange ganger herfra. Vent ti minutter og prøv igjen.")
AWAY = _("Ingen kan logge inn akkurat nå. Prøv igjen om noen minutter.")
SESSION_ENDED = _("Økten er avsluttet. Logg inn igjen.")
SESSION_ENDED_KEPT = _(
    "Økten er avsluttet. Det du skrev, er ikke lagret, men det er med her. "
    "Logg inn igjen på denne siden, så kan du sende det."
)
SAMPLE_USED_UP = _("Kodene for dette halve minuttet er brukt. Vent litt og prøv igjen.")
ENROLLED = _("Kontoen er tatt i bruk. Logg inn når appen viser en ny kode.")
INVITATION_NOT_TAKEN = _("Invitasjonen stemmer ikke, er brukt eller er utløpt. Be om en ny.")
PASSKEY_NOT_TAKEN = _("Passnøkkelen ble ikke godtatt. Prøv igjen, eller bruk passord og kode.")
PASSKEY_NOT_KEPT = _("Passnøkkelen ble ikke laget. Prøv en gang til.")
PASSKEY_KEPT = _("Passnøkkelen er laget. Neste gang kan du logge inn med den.")
PASSWORD_CHANGED = _("Passordet er byttet. Du er logget ut alle andre steder.")
SCREEN_CODE_KEPT = _("Skjermkoden er lagret. Den trengs når skjermen er skjult.")
SCREEN_CODE_DROPPED = _("Skjermkoden er tatt bort.")
OFFLINE_KEPT = _("Det du skrev uten forbindelse %(at)s, er levert og ligger som kladd i skjemaet.")
OFFLINE_WAITS = _(
    "Noe du skrev uten forbindelse, ligger fortsatt forseglet på denne maskinen. "
    "Det leveres når nøkkelvakten svarer igjen."
)
OFFLINE_BROKEN = _(
    "Noe som ble skrevet uten forbindelse på denne maskinen, kan ikke åpnes: det er endret eller "
    "skadet. Ingenting av det er lagret. Skriv det på nytt."
)
OFFLINE_TOO_OLD = _(
    "Noe du skrev uten forbindelse på denne maskinen, er over 30 dager gammelt. "
    "Det er slettet, som andre kladder."
)
NOT_FINISHED = _("Innloggingen ble ikke fullført. Prøv en gang til.")
NOT_ACCEPTED = _("Innloggingen ble ikke godtatt. Prøv en gang til.")
PROVIDER_AWAY = _("%(provider)s svarer ikke akkurat nå. Prøv igjen om noen minutter.")
PROVIDER_FAULTS = {
    "unknown_subject": _(
        "Ingen konto her hører til denne innloggingen. Be en administrator om en invitasjon."
    ),
    "wrong_invite": INVITATION_NOT_TAKEN,
    "subject_taken": _("Denne innloggingen hører til en annen konto."),
}
CODE_FAULTS = {
    "wrong_code": _("Koden stemmer ikke. Sjekk at det er den appen viser nå."),
    "used_code": _("Koden er brukt. Vent til appen viser en ny."),
    "too_many": _("Det er prøvd for mange ganger. Vent fem minutter og prøv igjen."),
}
PASSWORD_FAULTS = {
    "password_too_short": _("Passordet må ha minst 12 tegn."),
    "password_too_common": _("Dette passordet er blant dem som prøves først. Velg et annet."),
    "password_too_similar": _("Passordet ligner for mye på navnet ditt eller brukernavnet."),
    "password_entirely_numeric": _("Passordet kan ikke være bare tall."),
}


class OnceInput(forms.PasswordInput):
    """Seen while it is typed, and never sent back: what it holds is good once."""

    input_type = "text"


def code_fault(code: str) -> str:
    """What the page says when the keeper refused a code; what it says else is "wrong"."""
    return str(CODE_FAULTS.get(code, CODE_FAULTS["wrong_code"]))


def code_field(label: "StrOrPromise", help_text: "StrOrPromise" = "") -> forms.CharField:
    widget = OnceInput(
        attrs={
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
    )
    return forms.CharField(label=label, help_text=help_text, max_length=64, widget=widget)


def password_field(
    label: "StrOrPromise", *, new: bool, help_text: "StrOrPromise" = ""
) -> forms.CharField:
    kind = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
    )


class SignIn(forms.Form):
    """Both factors at once, so that nothing says which of them was wrong."""

    username = forms.CharField(
        label=_("Brukernavn"),
        max_length=64,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = password_field(_("Passord"), new=False)
    code = code_field(
        _("Engangskode"),
        _("De seks sifrene i autentiseringsappen, eller en av gjenopprettingskodene dine."),
    )

    def __init__(self, *args: Any, address: str, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address, self.at = address, at
        self.proof: queries.Proof | None = None
        self.is_too_many = False

    def clean(self) -> dict[str, Any]:
        """Try it; what fails is in the trail, what was typed is not (C19).

        :raises KeeperAway: nobody can sign in now; the attempt does not count.
        """
        typed = super().clean() or self.cleaned_data
        if self.errors:
            return typed
        username = typed["username"].casefold()
        if not Attempts.objects.take(username, self.address, self.at):
            self.is_too_many = True
            self._refuse(Refusal.TOO_MANY, "", TOO_MANY)
            return typed
        try:
            answer = queries.prove(username, typed["password"], typed["code"])
        except KeeperAway:
            Attempts.objects.give_back(username, self.address, self.at)
            raise
        if isinstance(answer, queries.NoProof):
            self._refuse(answer.reason, answer.who, NOT_RIGHT)
        else:
            self.proof = answer
        return typed

    def _refuse(self, reason: str, who: str, message: "StrOrPromise") -> None:
        note_refused(settings.FRISTED_DOOR, "accounts.sign_in", who=who, reason=str(reason))
        self.add_error(None, message)


class Code(forms.Form):
    """The second factor once more, before something shielded."""

    code = code_field(
        _("Engangskode"),
        _("De seks sifrene i autentiseringsappen. Vent på en ny om du nettopp brukte en."),
    )


class ScreenCode(forms.Form):
    """What brings a covered screen back."""

    screen_code = forms.CharField(
        label=_("Skjermkode"),
        help_text=_("Fire til åtte sifre."),
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class Invitation(forms.Form):
    invitation = forms.CharField(
        label=_("Invitasjon"),
        help_text=_(
            "Koden du fikk av den som opprettet kontoen din. Den virker én gang, i 24 timer."
        ),
        max_length=200,
        widget=OnceInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class NewPassword(forms.Form):
    """A password chosen now, typed twice."""

    password = password_field(
        _("Nytt passord"),
        new=True,
        help_text=_(
            "Minst 12 tegn. Flere ord etter hverandre er lett å huske og vanskelig å gjette."
        ),
    )
    again = password_field(_("Passordet en gang til"), new=True)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        try:
            password_validation.validate_password(password, self.person)
        except ValidationError as faults:
            raise ValidationError(
                [PASSWORD_FAULTS.get(fault.code or "", fault) for fault in faults.error_list]
            ) from None
        return password

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if "password" in typed and typed.get("again") != typed["password"]:
            self.add_error("again", _("De to passordene er ikke like."))
        return typed


class Enrol(NewPassword):
    """The password and the first code from the app."""

    code = code_field(_("Engangskode"), _("De seks sifrene appen viser nå."))


class DraftOf(forms.Form):
    """Which form a draft is of, and which draft of it is written on."""

    place = forms.RegexField(regex=PATH, max_length=200)
    draft = forms.RegexField(regex=DRAFT_REF, required=False)


class FormsOfPage(forms.Form):
    """A page, and the addresses its long forms are sent to."""

    page = forms.RegexField(regex=PATH, max_length=200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        places = self.data.getlist("place") if isinstance(self.data, QueryDict) else []
        asked = [DraftOf({"place": place}) for place in places[:MOST_FORMS]]
        if not all(one.is_valid() for one in asked):
            raise ValidationError("place")
        return given | {"place": [one.cleaned_data["place"] for one in asked]}


class HandIn(forms.Form):
    """What a browser kept sealed, and which draft its page had written on before."""

    note = forms.CharField(max_length=4_000)
    blob = forms.CharField(max_length=LONGEST_SEALED)
    draft = forms.RegexField(regex=DRAFT_REF, required=False)
    version = forms.UUIDField(required=False)

    def clean_version(self) -> str:
        return str(self.cleaned_data["version"] or "")


def typed(sent: QueryDict) -> list[tuple[str, str]]:
    """What is kept of a form: never a token, and nothing that proves who somebody is."""
    return [
        (name, value) for name, values in sent.lists() if name not in NEVER_KEPT for value in values
    ]
