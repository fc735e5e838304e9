"""What may be typed about cooperation around one pupil."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.choices import OutsideService
from fristed.casework.forms.consulting import AssignDecision, Decide
from fristed.casework.forms.fields import day_field, offer, text_field
from fristed.casework.forms.referring import _Based
from fristed.casework.rules.cooperating import Does, Gathering, Purpose
from fristed.casework.rules.writing import MOST_MINUTES

WE = [("", gettext_lazy("Vi selv")), *OutsideService.choices]


def _service() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Hvem gjør det?"),
        help_text=gettext_lazy("En tjeneste utenfor får sin del på sin egen sikre måte."),
        choices=WE,
        required=False,
    )


def _who() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Hvem der?"), max_length=200, required=False)


class StartCooperation(_Based):
    goal = text_field(
        gettext_lazy("Hva vil dere oppnå sammen?"),
        gettext_lazy("Gjerne med den unges egne ord."),
        required=True,
    )
    why = text_field(gettext_lazy("Hvorfor, når det er uten samtykke?"))
    field_order = ("goal", "basis", "why")

    def purpose(self) -> Purpose:
        return Purpose(self.cleaned_data["goal"], self.cleaned_data["why"])


class _Doing(forms.Form):
    def does(self) -> Does:
        return Does(self.cleaned_data["text"], self.cleaned_data["at_service"])


class AddPart(_Doing, AssignDecision):
    """Who does what by when."""

    text = text_field(gettext_lazy("Hva skal gjøres?"), required=True)
    service = _service()
    at_service = _who()
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Hvem hos oss gjør det eller følger det opp?"), coerce=int
    )
    field_order = ("text", "service", "at_service", "owner", "due_on")


class DecideTogether(_Doing, Decide):
    """A decision of a meeting. As in the competence team, who and by when may come later."""

    service = _service()
    at_service = _who()
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Hvem hos oss gjør det eller følger det opp?"),
        help_text=gettext_lazy("Må være satt før møtet avsluttes."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    field_order = ("text", "service", "at_service", "owner", "due_on")


class CallCooperation(forms.Form):
    held_on = day_field(gettext_lazy("Dag"))
    clock = forms.TimeField(
        label=gettext_lazy("Klokken"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
    )
    place = forms.CharField(label=gettext_lazy("Sted"), max_length=200, required=False)
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Hvilke tjenester?"),
        choices=OutsideService.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Hvem av personene i saken?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    others = forms.CharField(label=gettext_lazy("Andre"), max_length=300, required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str, bool]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.family = {ref for ref, _name, is_family in people if is_family}
        offer(self, "people", [(ref, name) for ref, name, _is_family in people])
        if not people:
            del self.fields["people"]

    @property
    def with_family(self) -> bool:
        return bool(self.family & set(self.cleaned_data.get("people", ())))

    def gathering(self) -> Gathering:
        given = self.cleaned_data
        return Gathering(
            clock=given["clock"].strftime("%H.%M"),
            place=given["place"],
            services=tuple(given["services"]),
            people=tuple(given.get("people", ())),
            others=given["others"],
        )

    def day(self) -> date:
        day: date = self.cleaned_data["held_on"]
        return day


class CloseCooperationMeeting(forms.Form):
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutter brukt"),
        min_value=0,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    late_because = forms.CharField(
        label=gettext_lazy("Hvorfor føres det nå?"),
        help_text=gettext_lazy("Bare når det er over to døgn siden."),
        max_length=300,
        required=False,
    )
