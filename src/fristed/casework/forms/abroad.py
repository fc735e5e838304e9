"""What a mission writes of its countries, and whom it can ask there."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.actions.describing_countries import Described
from fristed.casework.choices import BriefReader, ContactKind, ContactPlace
from fristed.casework.forms.fields import Choices, day_field, offer
from fristed.casework.queries.contacts import ContactLine
from fristed.casework.queries.countries import BriefLine, NoteLine
from fristed.casework.rules.abroad import Contact
from fristed.codelists import queries as codelists


def _text(label: Any, help_text: Any = "", *, most: int, rows: int, required: bool = True) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=most,
        required=required,
    )


def _source() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Kilde"),
        help_text=gettext_lazy("Hvor det står, eller hvem som sa det og når."),
        max_length=300,
    )


class _OfCountry(forms.Form):
    country = forms.ChoiceField(label=gettext_lazy("Land"))

    def __init__(self, data: Any, *, countries: Choices, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        offer(self, "country", list(countries))


class WriteNote(_OfCountry):
    topic = forms.ChoiceField(label=gettext_lazy("Hva gjelder det?"))
    text = _text(
        gettext_lazy("Hva bør den som hjelper vite?"),
        gettext_lazy("Om landet, aldri om en person."),
        most=2_000,
        rows=6,
    )
    source = _source()
    review_on = day_field(gettext_lazy("Se på det igjen"), help_text=gettext_lazy("Innen et år."))

    def __init__(
        self, data: Any, *, countries: Choices, now: NoteLine | None, on: date, review_on: date
    ) -> None:
        first: dict[str, Any] = {"review_on": review_on}
        if now is not None:
            first |= {"country": now.country_code, "topic": now.topic_code}
            first |= {"text": now.text, "source": now.source}
        super().__init__(data, countries=countries, initial=first)
        offer(self, "topic", codelists.choices_for_form("country_topic", on))

    def note(self) -> Described:
        given = self.cleaned_data
        return Described(given["country"], given["topic"], given["text"], given["source"])


class ReviewNote(forms.Form):
    review_on = forms.DateField()


class WriteBrief(_OfCountry):
    title = forms.CharField(label=gettext_lazy("Tittel"), max_length=120)
    text = _text(
        gettext_lazy("Tekst"),
        gettext_lazy("Høyst to sider på papir. Om landet, aldri om en person."),
        most=12_000,
        rows=18,
    )
    source = _source()

    def __init__(self, data: Any, *, countries: Choices, now: BriefLine | None) -> None:
        first: dict[str, Any] = {}
        if now is not None:
            first = {"country": now.country_code, "title": now.title}
            first |= {"text": now.text, "source": now.source}
        super().__init__(data, countries=countries, initial=first)

    def brief(self) -> Described:
        given = self.cleaned_data
        return Described(given["country"], given["title"], given["text"], given["source"])


class GiveBrief(forms.Form):
    reader = forms.ChoiceField(
        label=gettext_lazy("Hvem skal lese den?"),
        help_text=gettext_lazy("Telles etter tjeneste. Hvem som leser, lagres ikke."),
        choices=BriefReader.choices,
    )


class KeepContact(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Hva er det?"), choices=ContactKind.choices, widget=forms.RadioSelect
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Hvor?"), choices=ContactPlace.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("Navn"), max_length=120)
    helps_with = _text(gettext_lazy("Hva kan de hjelpe med?"), most=1_000, rows=3, required=False)
    reach = _text(
        gettext_lazy("Hvordan nås de trygt?"),
        gettext_lazy("Nummer eller adresse, og når."),
        most=500,
        rows=2,
        required=False,
    )
    known_from = _text(
        gettext_lazy("Hvem kjenner stasjonen dem fra?"),
        gettext_lazy("Hvem som tipset, og når."),
        most=500,
        rows=2,
    )
    trust = _text(
        gettext_lazy("Hvor langt stoler dere på dem, og hvorfor?"),
        most=1_000,
        rows=3,
        required=False,
    )
    may_know_of_case = forms.BooleanField(
        label=gettext_lazy("Kan få vite at det finnes en sak"),
        help_text=gettext_lazy("Nei, om du ikke har avtalt noe annet. Aldri hvem den gjelder."),
        required=False,
    )

    def __init__(self, data: Any, *, now: ContactLine | None) -> None:
        first: dict[str, Any] = {"kind": ContactKind.ORGANISATION, "place": ContactPlace.HERE}
        if now is not None and now.told is not None:
            first = {name: getattr(now.told, name) for name in now.told.__dataclass_fields__}
            first |= {"may_know_of_case": now.may_know_of_case}
        super().__init__(data, initial=first)
        if now is not None:
            del self.fields["kind"], self.fields["place"]  # what it is does not change

    def contact(self) -> Contact:
        return Contact(**{name: self.cleaned_data[name] for name in Contact.__dataclass_fields__})
