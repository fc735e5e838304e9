"""What is registered about a case: when it starts, and when it is changed."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.actions.updating import NewSchool
from fristed.casework.forms.fields import Choices, day_field, offer, text_field
from fristed.casework.queries import Registered, needs_on
from fristed.casework.rules import editing, naming
from fristed.casework.rules.profiles import ABROAD, NOT_ASKED, UNKNOWN, Experience, Profile
from fristed.codelists import queries as codelists
from fristed.kernel.ages import AgeBand
from fristed.organisation.queries import SchoolOn

LISTS: Final = (
    "concern",
    "marriage_stage",
    "marriage_form",
    "coercion_experience",
    "not_asked_reason",
    "age_band",
    "gender",
    "person_location",
    "country",
    "contact_route",
    "address_protection",
)
NORWEGIAN_ORDER: Final = str.maketrans("æøå", "{|}")
MONTH: Final = re.compile(r"(?P<month>0?[1-9]|1[0-2])[./ -](?P<year>(19|20)\d\d)")


@dataclass(frozen=True)
class Meaning:
    """What one choice means, by the code list in force."""

    label: str
    text: str


class Coded(forms.ChoiceField):
    """One code of a list, as the list was that day, with what each code means beside it. It may be
    left out."""

    def __init__(self, name: str, *, none: str | Promise = "", **options: Any) -> None:
        self.list_name, self.none = name, none
        super().__init__(required=False, **options)

    def fill(self, on: date) -> None:
        codes = codelists.code_list(self.list_name, on).codes
        self.meanings = tuple(
            Meaning(str(code.label), str(code.help)) for code in codes if code.help
        )
        first: list[tuple[str, Any]] = [("", self.none)] if self.none else []
        self.choices = first + [(code.value, str(code.label)) for code in codes]


class BirthMonth(forms.CharField):
    """A month as people write it; kept as "2010-05"."""

    def prepare_value(self, value: Any) -> Any:
        year, mark, month = str(value or "").partition("-")
        return f"{month}.{year}" if mark and len(year) == 4 else value

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        found = MONTH.fullmatch(text)
        if text and not found:
            raise forms.ValidationError(_("Skriv måned og år, for eksempel 05.2010."))
        return f"{found['year']}-{int(found['month']):02}" if found else ""


class StartCase(forms.Form):
    """First registration: twelve fields, most of them already right."""

    concern = forms.ChoiceField(label=gettext_lazy("Hovedbekymring"), widget=forms.RadioSelect)
    further_concerns = forms.MultipleChoiceField(
        label=gettext_lazy("Andre bekymringer"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    marriage_stage = Coded(
        "marriage_stage",
        label=gettext_lazy("Ekteskap: hvor langt er det kommet?"),
        none=gettext_lazy("Gjelder ikke ekteskap"),
    )
    coercion = Coded(
        "coercion_experience",
        label=gettext_lazy("Personens egen opplevelse av tvang"),
        help_text=gettext_lazy("Hva personen selv sier. Det skal veie tungt."),
        none=gettext_lazy("Ikke ført ennå"),
    )
    not_asked_because = Coded(
        "not_asked_reason",
        label=gettext_lazy("Ikke spurt, fordi"),
        none=gettext_lazy("–"),
    )
    age_band = Coded("age_band", label=gettext_lazy("Alder"), initial=AgeBand.UNKNOWN)
    gender = Coded("gender", label=gettext_lazy("Kjønn"), initial=UNKNOWN)
    school = forms.ChoiceField(label=gettext_lazy("Elevens skole"), required=False)
    municipality = forms.ChoiceField(label=gettext_lazy("Kommune"), required=False)
    location = forms.ChoiceField(
        label=gettext_lazy("Hvor er personen nå?"), initial="norway", required=False
    )
    contact_route = Coded(
        "contact_route",
        label=gettext_lazy("Hvordan kom kontakten?"),
        initial=UNKNOWN,
    )
    address_protection = Coded(
        "address_protection",
        label=gettext_lazy("Vern av adresse"),
        help_text=gettext_lazy("Skriv aldri selve adressen her."),
        none=gettext_lazy("Ikke spurt"),
    )

    def __init__(
        self, *args: Any, on: date, schools: Sequence[SchoolOn] = (), **options: Any
    ) -> None:
        """on       the day whose code lists are in force for the case
        schools  those the adviser serves that day
        """
        super().__init__(*args, **options)
        self.on = on
        _offer_schools(self, schools, on)
        offer(self, "concern", _with_meaning("concern", on))
        offer(self, "further_concerns", codelists.choices_for_form("concern", on))
        offer(self, "municipality", _municipalities(on))
        offer(self, "location", _locations(on))
        for field in self.fields.values():
            if isinstance(field, Coded):
                field.fill(on)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("age_band", "gender", "location", "contact_route"):
            given[name] = given.get(name) or UNKNOWN  # not answered is an answer
        if given.get("coercion") == NOT_ASKED and not given.get("not_asked_because"):
            self.add_error("not_asked_because", _("Velg hvorfor det ikke er spurt."))
        return given

    def profile(self, base: Profile, *, today: date) -> Profile:
        """The profile with what was typed; what the form does not ask stays as it was."""
        given = self.cleaned_data
        location, _mark, country = given["location"].partition(":")
        school, _mark, need = given.get("school", base.school).partition(":")
        asked_again = given["age_band"] != base.age_band or base.age_stated_on is None
        stated_on = given.get("age_stated_on") or (today if asked_again else base.age_stated_on)
        return replace(
            base,
            school=school,
            school_need=need or (base.school_need if school == base.school else ""),
            municipality=given["municipality"],
            age_band=given["age_band"],
            age_stated_on=None if given["age_band"] == AgeBand.UNKNOWN else stated_on,
            gender=given["gender"],
            location=location,
            location_country=country,
            birth_month=given.get("birth_month", base.birth_month),
            country_background=given.get("country_background", base.country_background),
            address_protection=given["address_protection"],
            contact_route=given["contact_route"],
            marriage_stage=given["marriage_stage"],
            marriage_form=given.get("marriage_form", base.marriage_form),
            lists={name: codelists.code_list(name, self.on).version for name in LISTS},
        ).having_said(self._experience(given, base, today))

    def _experience(
        self, given: Mapping[str, Any], base: Profile, today: date
    ) -> Experience | None:
        if not given["coercion"]:
            return None
        because = given["not_asked_because"] if given["coercion"] == NOT_ASKED else ""
        said_on = given.get("coercion_on") or today
        said = Experience(said_on, given["coercion"], because)
        latest = base.experience
        unchanged = latest and (latest.answer, latest.because) == (said.answer, said.because)
        return None if unchanged and not given.get("coercion_on") else said


class UpdateCase(StartCase):
    """All that is registered. Says which version of the case it was made from."""

    school = None  # type: ignore[assignment]  # has its own page; Django's way to leave it out
    birth_month = BirthMonth(
        label=gettext_lazy("Fødselsmåned"),
        help_text=gettext_lazy("For eksempel 05.2010. Da følger alderen av seg selv."),
        required=False,
    )
    marriage_form = Coded(
        "marriage_form",
        label=gettext_lazy("Ekteskap: hva slags?"),
        none=gettext_lazy("Gjelder ikke ekteskap"),
    )
    country_background = Coded(
        "country",
        label=gettext_lazy("Landbakgrunn"),
        none=gettext_lazy("Ikke ført"),
    )
    age_stated_on = day_field(
        gettext_lazy("Alderen ble oppgitt"),
        help_text=gettext_lazy("Tomt: i dag, hvis alderen er ny."),
        required=False,
    )
    coercion_on = day_field(
        gettext_lazy("Opplevelsen ble fortalt"),
        help_text=gettext_lazy("Tomt: i dag, hvis svaret er nytt."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=4_000)

    field_order = (
        "concern",
        "further_concerns",
        "marriage_stage",
        "marriage_form",
        "coercion",
        "not_asked_because",
        "coercion_on",
        "age_band",
        "age_stated_on",
        "birth_month",
    )

    def __init__(self, *args: Any, now: Registered, **options: Any) -> None:
        """now   what is registered at this moment"""
        values = _values(now)
        seen = json.dumps(_as_text(values), ensure_ascii=False)
        first = values | {"version": now.version, "seen": seen}
        super().__init__(*args, on=now.opened_on, initial=first, **options)

    def changed_by_others(self, now: Registered) -> tuple[tuple[str, str, str], ...]:
        """What somebody else saved meanwhile: the field's label, what it was, what it is now.

        The form keeps what was typed, and takes on the new version: saving again overwrites
        knowingly.
        """
        current = _as_text(_values(now))
        try:
            seen = json.loads(self.cleaned_data["seen"])
        except json.JSONDecodeError:
            seen = {}
        differ = editing.differences(seen if isinstance(seen, dict) else {}, current)
        text = json.dumps(current, ensure_ascii=False)
        self.data = _changed(self.data, version=str(now.version), seen=text)
        return tuple(
            (
                str(self.fields[one.field].label),
                self._in_words(one.field, one.was),
                self._in_words(one.field, one.now),
            )
            for one in differ
        )

    def _in_words(self, name: str, value: str) -> str:
        labels = dict(_flat(getattr(self.fields[name], "choices", ())))
        values = value.split(", ") if name == "further_concerns" else [value]
        return ", ".join(str(labels.get(one, one)) for one in values) or _("ingenting")


class RenameCase(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Arbeidsnavn"),
        help_text=gettext_lazy(
            "Noe du kjenner igjen. Ikke den unges navn: lister viser det uten at saken åpnes."
        ),
        max_length=naming.LONGEST,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def take_version(self, version: int) -> None:
        """What was typed stays; saving again overwrites knowingly."""
        self.data = _changed(self.data, version=str(version))


class ChangeSchool(forms.Form):
    """Which school, from which day, and why. Choosing one nearby says why too."""

    school = forms.ChoiceField(label=gettext_lazy("Elevens skole"), required=False)
    since = day_field(gettext_lazy("Fra og med"))
    because = text_field(gettext_lazy("Hvorfor endres skolen?"), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, *args: Any, on: date, schools: Sequence[SchoolOn], now: Registered, **options: Any
    ) -> None:
        options["initial"] = {"since": on, "version": now.version}
        super().__init__(*args, **options)
        _offer_schools(self, schools, on)

    def new_school(self) -> NewSchool:
        given = self.cleaned_data
        school, _mark, need = given["school"].partition(":")
        return NewSchool(school, need, given["since"], given["because"])

    def take_version(self, version: int) -> None:
        """What was typed stays; saving again overwrites knowingly."""
        self.data = _changed(self.data, version=str(version))


def _changed(data: Mapping[str, Any], **values: str) -> QueryDict:
    """A form's data with some values set anew."""
    newer = QueryDict(mutable=True)
    newer.update(data)
    for name, value in values.items():
        newer[name] = value
    return newer


def _values(now: Registered) -> dict[str, Any]:
    profile = now.profile
    said = profile.experience
    country = f":{profile.location_country}" if profile.location_country else ""
    return {
        "concern": now.concern,
        "further_concerns": list(now.further_concerns),
        "marriage_stage": profile.marriage_stage,
        "marriage_form": profile.marriage_form,
        "coercion": said.answer if said else "",
        "not_asked_because": said.because if said else "",
        "age_band": profile.age_band,
        "gender": profile.gender,
        "municipality": profile.municipality,
        "location": f"{profile.location}{country}",
        "contact_route": profile.contact_route or UNKNOWN,
        "address_protection": profile.address_protection,
        "country_background": profile.country_background,
        "birth_month": profile.birth_month,
    }


def _as_text(values: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: ", ".join(sorted(value)) if isinstance(value, list) else value
        for name, value in values.items()
    }


def _offer_schools(form: forms.Form, schools: Sequence[SchoolOn], on: date) -> None:
    """Her own schools; those nearby with a reason each, where the mandate knows of any."""
    if "school" not in form.fields:
        return
    own = [(one.ref, one.name) for one in schools if not one.is_neighbour]
    needs = needs_on(on)
    near = [
        (one.name, [(f"{one.ref}:{need}", f"{one.name}: {why}") for need, why in needs])
        for one in schools
        if one.is_neighbour and needs
    ]
    offer(form, "school", [*own, *near, ("", _("Ikke kjent, eller går ikke på skole"))])


def _with_meaning(name: str, on: date) -> Choices:
    """Each choice with its definition right under it, for what must be read to be answered."""
    return [
        (
            code.value,
            format_html('{} <span class="meaning">{}</span>', code.label, code.help or ""),
        )
        for code in codelists.code_list(name, on).codes
    ]


def _municipalities(on: date) -> Choices:
    """By county, each as people in Norway sort names."""
    return [
        ("", _("Ikke kjent")),
        *(
            (
                county.name,
                [
                    (one.code, one.name)
                    for one in sorted(
                        codelists.municipalities_on(on, county.code),
                        key=lambda one: one.name.lower().translate(NORWEGIAN_ORDER),
                    )
                ],
            )
            for county in codelists.counties_on(on)
        ),
    ]


def _locations(on: date) -> Choices:
    """In Norway, on the way, not known; or which country."""
    places = codelists.choices_for_form("person_location", on)
    countries = [
        (f"{ABROAD}:{code}", label) for code, label in codelists.choices_for_form("country", on)
    ]
    countries = [(code, label) for code, label in countries if code != f"{ABROAD}:NO"]
    abroad = [(value, label) for value, label in places if value == ABROAD]
    here = [(value, label) for value, label in places if value != ABROAD]
    return [*here, (_("I et annet land"), [*abroad, *countries])]


def _flat(choices: Iterable[Any]) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for value, label in choices:
        flat += label if isinstance(label, list | tuple) else [(value, label)]
    return flat
