"""What may be typed when a case is shared, handed over, or something is agreed to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import SHAREABLE, GivenHow, Part, SharePurpose
from fristed.casework.forms.fields import Choices, day_field, offer
from fristed.casework.queries import Choosable, ConsentLine
from fristed.casework.rules.consenting import Statement
from fristed.codelists import queries as codelists
from fristed.kernel.ages import AgeBand
from fristed.organisation.queries import PersonOn
from fristed.ui import wording

LONGEST = 4_000  # characters
FIRST_WORDS = 80  # of an entry, to know it by


class _Asking(forms.Form):
    """Who is asked, and why."""

    to = forms.ChoiceField(label=gettext_lazy("Hvem spør du?"))
    purpose = forms.ChoiceField(
        label=gettext_lazy("Hva skal de gjøre?"),
        help_text=gettext_lazy("Det eneste de ser om saken før de svarer."),
        choices=SharePurpose.choices,
    )

    def __init__(
        self, *args: Any, people: Mapping[str, Sequence[PersonOn]], **options: Any
    ) -> None:
        """people   by the name of their unit"""
        super().__init__(*args, **options)
        self.people = {one.ref: one for team in people.values() for one in team}
        by_unit = [(unit, [(one.ref, one.name) for one in team]) for unit, team in people.items()]
        offer(self, "to", [("", _("Velg")), *by_unit])

    def person(self) -> PersonOn:
        return self.people[self.cleaned_data["to"]]


class OfferShare(_Asking):
    """Parts of a case for a time, as she has agreed to."""

    consent = forms.TypedChoiceField(
        label=gettext_lazy("Hvilket samtykke?"), coerce=int, widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Hva deler du?"),
        widget=forms.CheckboxSelectMultiple,
        initial=[Part.NAME, Part.NOTES],
    )
    until = day_field(gettext_lazy("Til og med"))
    why = forms.CharField(
        label=gettext_lazy("Hva bør de vite?"),
        help_text=gettext_lazy("Leses først når de har sagt ja."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    field_order = ("to", "purpose", "consent", "parts", "until", "why")

    def __init__(self, *args: Any, consents: Sequence[ConsentLine], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "consent", [(line.id, consent_label(line)) for line in consents])
        offer(self, "parts", list(SHAREABLE.items()))


class OfferShareWithoutConsent(_Asking):
    """The same on a legal basis, with the reason in writing."""

    legal_basis = forms.ChoiceField(
        label=gettext_lazy("Hva bygger delingen på?"), widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=gettext_lazy("Hvorfor må dette deles uten at den unge har sagt ja?"),
        help_text=gettext_lazy("Forsegles i saken. Den du spør, leser det når de har sagt ja."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Hva deler du? Velg det minste som trengs."),
        widget=forms.CheckboxSelectMultiple,
    )
    until = day_field(gettext_lazy("Til og med"))
    field_order = ("to", "purpose", "legal_basis", "why", "parts", "until")

    def __init__(self, *args: Any, bases: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "legal_basis", bases)
        offer(self, "parts", list(SHAREABLE.items()))


class OfferHandOver(_Asking):
    """The whole case, with the entries that are chosen."""

    basis = forms.ChoiceField(
        label=gettext_lazy("Hva bygger overføringen på?"), widget=forms.RadioSelect
    )
    entries = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hvilke oppføringer følger med?"),
        help_text=gettext_lazy("De du ikke velger, blir forseglet slik at ingen andre leser dem."),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )
    why = forms.CharField(
        label=gettext_lazy("Hva bør den som overtar, vite?"),
        help_text=gettext_lazy(
            "Leses først når de har sagt ja. Uten samtykke: skriv også hvorfor."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )
    field_order = ("to", "purpose", "basis", "entries", "why")

    def __init__(
        self, *args: Any, bases: Choices, entries: Sequence[Choosable], **options: Any
    ) -> None:
        options["initial"] = {"entries": [one.number for one in entries if one.follows]}
        super().__init__(*args, **options)
        offer(self, "basis", bases)
        offer(self, "entries", [(one.number, _entry_label(one)) for one in entries])


class RecordConsent(forms.Form):
    """What she agreed to, in her own language and at her own age."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Hva har den unge sagt ja til at du deler?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(part, label) for part, label in SHAREABLE.items() if part != Part.NAME],
    )
    words = forms.CharField(
        label=gettext_lazy("Den unges egne ord, eller det som ikke skal deles"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    to_whom = forms.CharField(
        label=gettext_lazy("Med hvem?"),
        help_text=gettext_lazy("For eksempel spesialutsendingen i Islamabad, eller barnevernet."),
        max_length=300,
    )
    language = forms.ChoiceField(label=gettext_lazy("Hvilket språk ble det forklart på?"))
    interpreter = forms.BooleanField(label=gettext_lazy("Med tolk"), required=False)
    age_band = forms.ChoiceField(label=gettext_lazy("Hvor gammel er den unge i dag?"))
    given_how = forms.ChoiceField(
        label=gettext_lazy("Hvordan sa den unge ja?"), choices=GivenHow.choices
    )
    given_on = day_field(gettext_lazy("Når?"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        ages = codelists.choices_for_form("age_band", on)
        offer(self, "age_band", [("", _("Velg")), *_known(ages)])
        offer(self, "language", [*LANGUAGES, ("other", _("et annet språk"))])

    def statement(self) -> Statement:
        given = self.cleaned_data
        return Statement(
            parts=tuple(given["parts"]),
            words=given["words"],
            to_whom=given["to_whom"],
            language=given["language"],
            interpreter=given["interpreter"],
            age_band=given["age_band"],
            given_how=given["given_how"],
        )


LANGUAGES = (
    ("nb", "norsk"),
    ("en", "English"),
    ("ar", "العربية"),
    ("so", "Soomaali"),
    ("ur", "اردو"),
    ("prs", "دری"),
    ("ps", "پښتو"),
    ("ckb", "کوردیی ناوەندی"),
    ("kmr", "Kurmancî"),
    ("tr", "Türkçe"),
    ("ti", "ትግርኛ"),
)


def consent_label(line: ConsentLine) -> str:
    whom = line.statement.to_whom if line.statement else ""
    return _("%(day)s: %(what)s, med %(whom)s") % {
        "day": wording.day(line.given_on),
        "what": line.what,
        "whom": whom,
    }


def _known(ages: Choices) -> list[tuple[Any, Any]]:
    return [(value, label) for value, label in ages if value != AgeBand.UNKNOWN]


def _entry_label(one: Choosable) -> str:
    text = one.text if len(one.text) <= FIRST_WORDS else f"{one.text[:FIRST_WORDS]}…"
    return f"{one.number}. {wording.day(one.happened_on)}, {one.kind}: {text}"
