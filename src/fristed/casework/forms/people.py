"""Who is part of a case, how each is reached, and cases that belong together."""

from datetime import date
from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import ChannelKind, PersonRole, VoicemailRule
from fristed.casework.forms.fields import LONGEST, offer, offer_unchosen
from fristed.casework.queries import ChannelLine, PersonLine
from fristed.casework.rules.contacting import Channel
from fristed.casework.rules.linking import Link
from fristed.casework.rules.people import Person
from fristed.codelists import queries as codelists
from fristed.kernel.clocks import OSLO
from fristed.notices import queries as notices
from fristed.notices.choices import Use
from fristed.organisation import queries as organisation

DAYS = [
    ("1", gettext_lazy("mandag")),
    ("2", gettext_lazy("tirsdag")),
    ("3", gettext_lazy("onsdag")),
    ("4", gettext_lazy("torsdag")),
    ("5", gettext_lazy("fredag")),
    ("6", gettext_lazy("lørdag")),
    ("7", gettext_lazy("søndag")),
]


class KeepPerson(forms.Form):
    """Somebody who is part of the case. Nothing must be filled in but who it is to the young
    person."""

    relation = forms.ChoiceField(label=gettext_lazy("Hvem er det?"))
    name = forms.CharField(
        label=gettext_lazy("Navn"),
        help_text=gettext_lazy("Eller det du kaller personen. Kan stå tomt."),
        max_length=120,
        required=False,
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Hva betyr personen for den unge?"),
        choices=PersonRole.choices,
        initial=PersonRole.UNKNOWN,
        widget=forms.RadioSelect,
    )
    arenas = forms.MultipleChoiceField(
        label=gettext_lazy("Hvor skjer det?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Trygt språk"), required=False)
    interpreter = forms.CharField(
        label=gettext_lazy("Tolk"),
        help_text=gettext_lazy("Trengs det tolk, og hvem kan ikke være tolk?"),
        max_length=300,
        required=False,
    )
    protection = forms.ChoiceField(label=gettext_lazy("Vern av adresse"), required=False)
    locator = forms.CharField(
        label=gettext_lazy("Hvem kan spørres om adressen"),
        help_text=gettext_lazy("Hvem, og under hvilken referanse. Skriv aldri selve adressen."),
        max_length=300,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Annet"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    is_over = forms.BooleanField(
        label=gettext_lazy("Er ikke lenger en del av saken"), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, data: Any, *, on: date, now: PersonLine | None = None) -> None:
        self.on = on
        super().__init__(data, initial=_first(now))
        if now is None:
            del self.fields["is_over"]
        offer_unchosen(self, "relation", codelists.choices_for_form("person_relation", on))
        offer(self, "arenas", codelists.choices_for_form("arena", on))
        offer(self, "language", maybe("plan_language", on))
        offer(self, "protection", maybe("address_protection", on))

    def person(self) -> Person:
        given = {k: v for k, v in self.cleaned_data.items() if k not in ("is_over", "seen")}
        return Person(**given | {"arenas": tuple(given["arenas"])})

    def ended_on(self) -> date | None:
        return self.on if self.cleaned_data.get("is_over") else None


class KeepChannel(forms.Form):
    """A way to reach somebody. What is not said to be safe is not."""

    kind = forms.ChoiceField(label=gettext_lazy("Måte"), choices=ChannelKind.choices)
    value = forms.CharField(
        label=gettext_lazy("Nummer, konto eller hvem det går gjennom"), max_length=120
    )
    is_safe = forms.BooleanField(
        label=gettext_lazy("Den unge har sagt at dette er trygt"), required=False
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Trygge dager"),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    from_clock = forms.TimeField(
        label=gettext_lazy("Trygt fra"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        required=False,
    )
    to_clock = forms.TimeField(
        label=gettext_lazy("Trygt til"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        required=False,
    )
    town = forms.ChoiceField(
        label=gettext_lazy("Klokken i"), help_text=gettext_lazy("Der personen er.")
    )
    code_word = forms.CharField(
        label=gettext_lazy("Kodeord"),
        help_text=gettext_lazy("Det personen sier først. Uten det snakker dere om noe annet."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    read_by = forms.CharField(
        label=gettext_lazy("Hvem andre kan lese eller høre"), max_length=200, required=False
    )
    voicemail = forms.ChoiceField(
        label=gettext_lazy("Beskjed på telefonsvarer"),
        choices=VoicemailRule.choices,
        initial=VoicemailRule.NEVER,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Annet"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST,
        required=False,
    )
    is_over = forms.BooleanField(label=gettext_lazy("Er ikke i bruk lenger"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, data: Any, *, on: date, now: ChannelLine | None = None) -> None:
        self.on = on
        super().__init__(data, initial=_first_channel(now))
        if now is None:
            del self.fields["is_over"]
        self.towns = {town.name: town for town in (OSLO, *organisation.towns_abroad(on))}
        offer(self, "town", [(name, name) for name in self.towns])

    def clean_value(self) -> str:
        value = str(self.cleaned_data["value"]).strip()
        if self.cleaned_data.get("kind") not in (ChannelKind.PHONE, ChannelKind.SMS):
            return value
        try:
            number = phonenumbers.parse(value, "NO")
        except phonenumbers.NumberParseException as wrong:
            raise forms.ValidationError(_("Det er ikke et telefonnummer.")) from wrong
        if not phonenumbers.is_possible_number(number):
            raise forms.ValidationError(_("Telefonnummeret har feil lengde."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def channel(self) -> Channel:
        given = {k: v for k, v in self.cleaned_data.items() if k not in ("is_over", "seen")}
        clocks = {
            name: given[name].strftime("%H.%M") if given[name] else ""
            for name in ("from_clock", "to_clock")
        }
        return Channel(
            **given
            | clocks
            | {
                "days": tuple(given["days"]),
                "zone": self.towns[given["town"]].zone,
                "voicemail": given["voicemail"] or VoicemailRule.NEVER.value,
            }
        )

    def ended_on(self) -> date | None:
        return self.on if self.cleaned_data.get("is_over") else None


class ContactPerson(forms.Form):
    """What was sent, or said to a machine: from the neutral list and nowhere else."""

    text = forms.ChoiceField(label=gettext_lazy("Teksten"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, person: Person, channel: Channel, **options: Any) -> None:
        super().__init__(*args, **options)
        use = Use.MESSAGE if channel.is_written else Use.VOICEMAIL
        texts = list(notices.texts_in_use(use, person.language))
        if not channel.is_written:
            self.fields["text"].required = False
            self.fields["text"].label = _("Hva skjedde?")
            allowed = channel.voicemail == VoicemailRule.NEUTRAL
            answered = [("", _("Jeg ringte, og sa ikke noe til en telefonsvarer"))]
            texts = [*answered, *(texts if allowed else [])]
        offer(self, "text", texts)


class LinkCase(forms.Form):
    other = forms.RegexField(
        regex=r"^\s*sak_[A-Za-z0-9_-]{22}\s*$",
        label=gettext_lazy("Den andre sakens referanse"),
        help_text=gettext_lazy("Den får du av rådgiveren som har saken."),
        error_messages={"invalid": gettext_lazy("Det er ikke en referanse.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Hvordan hører sakene sammen?"))
    purpose = forms.CharField(
        label=gettext_lazy("Hva skal forbindelsen brukes til?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_unchosen(self, "kind", codelists.choices_for_form("case_link", on))

    def link(self) -> Link:
        return Link(kind=self.cleaned_data["kind"], purpose=self.cleaned_data["purpose"])


def maybe(name: str, on: date) -> list[tuple[str, str]]:
    """A list's choices, and leave to say nothing."""
    return [("", _("Ikke ført")), *codelists.choices_for_form(name, on)]


def _first(now: PersonLine | None) -> dict[str, Any]:
    if now is None:
        return {}
    values = {name: getattr(now.person, name) for name in now.person.__dataclass_fields__}
    return values | {
        "arenas": list(now.person.arenas),
        "is_over": now.ended_on is not None,
        "seen": now.seen,
    }


def _first_channel(now: ChannelLine | None) -> dict[str, Any]:
    if now is None:
        return {"town": OSLO.name}
    values = {name: getattr(now.channel, name) for name in now.channel.__dataclass_fields__}
    return values | {
        "days": list(now.channel.days),
        "from_clock": now.channel.from_clock.replace(".", ":"),
        "to_clock": now.channel.to_clock.replace(".", ":"),
        "is_over": now.ended_on is not None,
        "seen": now.seen,
    }
