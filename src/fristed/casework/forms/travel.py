"""Journeys, contacts, stays abroad and the steps of a routine."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import AddressReason, CheckInOutcome, Rung
from fristed.casework.forms.fields import day_field, offer, offer_unchosen, text_field
from fristed.casework.forms.people import maybe
from fristed.casework.queries.travel import StayLine, StepLine
from fristed.casework.rules.staying import Stay, Step
from fristed.casework.rules.travel import Agreement, Decision, Meeting, Talk
from fristed.codelists import queries as codelists
from fristed.kernel.clocks import OSLO, NoSuchTime, moment_at
from fristed.organisation import queries as organisation


def _line(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=300, required=required)


class NoteTalk(forms.Form):
    """The questions as a help for the talk: an answer for those that came up, in her words."""

    note = text_field(gettext_lazy("Ellers"))

    def __init__(self, data: Any, *, on: date) -> None:
        super().__init__(data)
        self.codes = codelists.code_list("travel_question", on).codes
        for code in self.codes:
            self.fields[code.value] = _line(str(code.label))
        self.order_fields([code.value for code in self.codes])

    def talk(self) -> Talk:
        given = {code.value: self.cleaned_data[code.value] for code in self.codes}
        return Talk(answers={k: v for k, v in given.items() if v}, note=self.cleaned_data["note"])


class AgreeTrip(forms.Form):
    country = forms.ChoiceField(label=gettext_lazy("Land"))
    leaves_on = day_field(gettext_lazy("Avreise"))
    returns_on = day_field(gettext_lazy("Avtalt hjemreise"))
    company = _line(gettext_lazy("Hvem reiser sammen?"))
    passport = _line(gettext_lazy("Pass"), gettext_lazy("Nummer, gyldig til, og hvem som har det."))
    ticket = _line(gettext_lazy("Billett hjem"), gettext_lazy("Nummer, og hvem som har den."))
    addresses = text_field(
        gettext_lazy("Adresser og kontakter der"),
        gettext_lazy(
            "Forsegles for seg. Kan bare åpnes når en avtalt kontakt uteblir, eller hjemreisen"
            " uteblir."
        ),
        required=True,
    )
    agreed = text_field(gettext_lazy("Hva er vi enige om?"))
    at_day = _line(
        gettext_lazy("Hvem bestemmer hvis ingen har hørt noe på 24 timer?"), required=True
    )
    at_three_days = _line(gettext_lazy("Hvem bestemmer etter 72 timer?"), required=True)

    def __init__(self, data: Any, *, on: date) -> None:
        super().__init__(data)
        offer_unchosen(self, "country", codelists.choices_for_form("country", on))

    def agreement(self) -> Agreement:
        kept = ("country", "company", "passport", "ticket", "agreed", "at_day", "at_three_days")
        return Agreement(**{name: self.cleaned_data[name] for name in kept})


class AgreeCheckIn(forms.Form):
    day = day_field(gettext_lazy("Dag"))
    clock = forms.TimeField(
        label=gettext_lazy("Klokken"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
    )
    town = forms.ChoiceField(label=gettext_lazy("Etter klokken i"))
    how = _line(gettext_lazy("Hvordan?"), gettext_lazy("Hvem tar kontakt, og på hvilken måte."))

    def __init__(self, data: Any, *, on: date, town: str) -> None:
        super().__init__(data, initial={"town": town})
        self.towns = {one.name: one for one in (OSLO, *organisation.towns_abroad(on))}
        offer(self, "town", [(name, name) for name in self.towns])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"day", "clock", "town"} <= given.keys():
            try:
                given["moment"] = moment_at(given["day"], given["clock"], self.towns[given["town"]])
            except NoSuchTime:
                self.add_error("clock", _("Klokken stilles den natten. Velg et annet tidspunkt."))
        return given

    def meeting(self) -> Meeting:
        town = self.towns[self.cleaned_data["town"]]
        moment: datetime = self.cleaned_data["moment"]
        return Meeting(
            due_at=moment.isoformat(timespec="minutes"),
            how=self.cleaned_data["how"],
            town=town.name,
            zone=town.zone,
        )


class SettleCheckIn(forms.Form):
    outcome = forms.ChoiceField(choices=CheckInOutcome.choices)


class DecideRung(forms.Form):
    rung = forms.ChoiceField(label=gettext_lazy("Når"), choices=Rung.choices)
    decided_by = _line(gettext_lazy("Hvem bestemte?"), required=True)
    what = text_field(gettext_lazy("Hva ble bestemt?"), required=True)

    def decision(self) -> Decision:
        given = self.cleaned_data
        return Decision(decided_by=given["decided_by"], what=given["what"])


class OpenAddresses(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Hvorfor åpnes adressene nå?"),
        help_text=gettext_lazy("Står i tilgangsloggen. Skriv resten i en oppføring i saken."),
        choices=AddressReason.choices,
        initial="",
        widget=forms.RadioSelect,
    )


class KeepStay(forms.Form):
    since = day_field(gettext_lazy("Siden"))
    country = forms.ChoiceField(label=gettext_lazy("Hvor er hun eller han nå?"))
    resident_in = forms.ChoiceField(label=gettext_lazy("Hvor bor hun eller han?"), required=False)
    citizenships = forms.MultipleChoiceField(
        label=gettext_lazy("Statsborgerskap"),
        help_text=gettext_lazy("Gjerne flere."),
        widget=forms.SelectMultiple(attrs={"size": "6"}),
        required=False,
    )
    passport_holder = forms.ChoiceField(label=gettext_lazy("Hvem har passet?"))
    return_ticket = _line(gettext_lazy("Billett hjem"))
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Hvorfor er hun eller han der?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    wish = text_field(gettext_lazy("Hva vil hun eller han selv?"))
    is_over = forms.BooleanField(label=gettext_lazy("Oppholdet er over"), required=False)

    def __init__(self, data: Any, *, now: StayLine | None, on: date) -> None:
        self.on = on
        first: dict[str, Any] = {"since": on, "resident_in": "NO", "passport_holder": "unknown"}
        if now is not None:
            first = {name: getattr(now.stay, name) for name in now.stay.__dataclass_fields__}
            first |= {"since": now.since}
        super().__init__(data, initial=first)
        countries = codelists.choices_for_form("country", on)
        offer_unchosen(self, "country", countries)
        offer(self, "resident_in", maybe("country", on))
        offer(self, "citizenships", countries)
        offer(self, "passport_holder", codelists.choices_for_form("passport_holder", on))
        offer(self, "reasons", codelists.choices_for_form("stay_abroad_reason", on))

    def stay(self) -> Stay:
        given = {k: v for k, v in self.cleaned_data.items() if k not in ("since", "is_over")}
        lists = {name: tuple(given[name]) for name in ("citizenships", "reasons")}
        return Stay(**given | lists)

    def ended_on(self) -> date | None:
        return self.on if self.cleaned_data["is_over"] else None


class KeepStep(forms.Form):
    owner = _line(
        gettext_lazy("Hvem gjør det?"), gettext_lazy("En person eller en tjeneste."), required=True
    )
    due_on = day_field(gettext_lazy("Frist"), required=False)
    done_on = day_field(gettext_lazy("Gjort den"), required=False)
    note = text_field(gettext_lazy("Hva skjedde?"))

    def __init__(self, data: Any, *, now: StepLine) -> None:
        first = {"owner": now.step.owner, "note": now.step.note}
        super().__init__(data, initial=first | {"due_on": now.due_on, "done_on": now.done_on})

    def step(self) -> Step:
        return Step(owner=self.cleaned_data["owner"], note=self.cleaned_data["note"])
