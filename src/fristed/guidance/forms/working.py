"""What those who work with an inquiry type."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.codelists import queries as codelists
from fristed.guidance.choices import NOBODY, Kind, NoteKind, Urgency
from fristed.guidance.rules.schools import check_school
from fristed.guidance.rules.writing import MOST_LETTERS
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import schools_on

MOST_MINUTES: Final = 480  # a working day


def text_field(label: Any, help_text: Any = "", *, rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=MOST_LETTERS,
    )


def fresh() -> forms.HiddenInput:
    """Of this page alone: a draft puts nothing back in it."""
    return forms.HiddenInput(attrs={"data-fresh": ""})


def choices_of(name: str, on: date) -> list[tuple[str, Any]]:
    return [("", _("Velg")), *codelists.choices_for_form(name, on)]


BESIDE_ANSWER = "note_%s"
"""Names of a note's fields: they stand on the page of the answer, which has a text too."""


class Once(forms.Form):
    """With a token of its own, so that the same form is taken in once."""

    once = forms.CharField(widget=fresh(), max_length=64, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["once"].initial = secrets.token_urlsafe(24)


class AddNote(Once):
    kind = forms.ChoiceField(
        label=_("Hva er det?"),
        choices=NoteKind.choices,
        initial=NoteKind.NOTE,
        widget=forms.RadioSelect,
    )
    text = text_field(_("Notat"), _("Den som spurte, leser aldri dette."), rows=4)
    minutes = forms.IntegerField(
        label=_("Minutter brukt"),
        min_value=0,
        max_value=MOST_MINUTES,
        initial=10,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


class Answer(forms.Form):
    """The team's draft, and what is said when it is sent."""

    text = text_field(
        _("Svar"),
        _("Skriv :: og et stikkord for en ferdig tekst, ?? og et stikkord for en artikkel."),
        rows=10,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    steered_to = forms.MultipleChoiceField(
        label=_("Tjenester svaret viser videre til"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_sure = forms.BooleanField(
        label=_("Jeg har sett hva som kan si hvem noen er, og det skal stå"), required=False
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        services = codelists.choices_for_form("steered_to", on)
        self.fields["steered_to"].choices = services  # type: ignore[attr-defined]  # a ChoiceField


class PassOn(forms.Form):
    """To which unit. Only those the page offers."""

    unit = forms.ChoiceField(label=_("Send videre til"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]  # a ChoiceField


class NamesSchool(forms.Form):
    """Which school it is for, so that it is seen who has had what."""

    school = forms.ChoiceField(
        label=_("Skole"),
        help_text=_("Bare når det ikke gjelder noen bestemt."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        try:
            check_school(given.get("school", ""), given.get("audience", NOBODY))
        except RuleBroken as broken:
            self.add_error("school", str(broken))
        return given


class SortMail(NamesSchool):
    """What a mail is, and who asks: whoever reads it says so."""

    kind = forms.ChoiceField(label=_("Hva er det?"), choices=Kind.choices)
    urgency = forms.ChoiceField(label=_("Haster det?"), choices=Urgency.choices)
    service = forms.ChoiceField(label=_("Hvor arbeider den som spør?"))
    role = forms.ChoiceField(label=_("Hva arbeider den som spør som?"))
    audience = forms.ChoiceField(label=_("Hvem gjelder det?"))
    county = forms.ChoiceField(label=_("Fylke"))
    field_order = ("kind", "urgency", "service", "role", "audience", "county", "school")

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        fill_codes(self, on)


class LogCall(Once, NamesSchool):
    """Somebody rang. Written down while she talks, without saying who it is about."""

    kind = forms.ChoiceField(label=_("Hva gjelder samtalen?"), choices=Kind.choices)
    urgency = forms.ChoiceField(
        label=_("Haster det?"), choices=Urgency.choices, initial=Urgency.ORDINARY
    )
    service = forms.ChoiceField(label=_("Hvor arbeider den som ringer?"))
    role = forms.ChoiceField(label=_("Hva arbeider den som ringer som?"))
    audience = forms.ChoiceField(label=_("Hvem gjelder det?"))
    county = forms.ChoiceField(
        label=_("Fylke"),
        help_text=_("La det stå tomt når den som ringer, ikke arbeider i et fylke."),
        required=False,
    )
    text = text_field(_("Hva ble spurt om?"), _("Ikke navn, fødselsnummer eller adresse."), rows=5)
    minutes = forms.IntegerField(
        label=_("Minutter brukt"),
        min_value=0,
        max_value=MOST_MINUTES,
        initial=10,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    field_order = (*SortMail.field_order, "text", "minutes")

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        fill_codes(self, on)


def fill_codes(form: forms.Form, on: date) -> None:
    """The code lists of that day, its counties, and the schools in use where one may be named."""
    lists = {"service": "asker_service", "role": "asker_role", "audience": "about_group"}
    for field, name in lists.items():
        form.fields[field].choices = choices_of(name, on)  # type: ignore[attr-defined]  # a ChoiceField
    counties = [("", _("Velg")), *codelists.counties_for_choice(on)]
    form.fields["county"].choices = counties  # type: ignore[attr-defined]  # a ChoiceField
    if isinstance(form, NamesSchool):
        schools = [("", _("Ingen bestemt skole")), *_by_county(on)]
        form.fields["school"].choices = schools  # type: ignore[attr-defined]  # a ChoiceField


def _by_county(on: date) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Under their counties, as people look for them."""
    schools = schools_on(on)
    for code, name in [*codelists.counties_for_choice(on), ("", str(_("Andre")))]:
        if there := [(one.ref, one.name) for one in schools if one.county == code]:
            yield name, there
