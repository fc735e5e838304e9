"""A judgement of danger, and a safety plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import FactorState, PlanVariant
from fristed.casework.forms.fields import LONGEST, day_field, offer, text_field
from fristed.casework.forms.people import maybe
from fristed.casework.rules.plans import Plan
from fristed.casework.rules.risk import Assessment
from fristed.codelists import queries as codelists

FIRST_REVIEW = timedelta(days=28)


class AssessRisk(forms.Form):
    """One question for each circumstance, all starting at "not known", then free words."""

    actors = forms.MultipleChoiceField(
        label=gettext_lazy("Hvem kommer faren fra?"),
        help_text=gettext_lazy("Gjerne flere. De du har ført under Personer."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reasoning = forms.CharField(
        label=gettext_lazy("Din vurdering"),
        help_text=gettext_lazy("Hva er faren, hvor nær er den, og hvorfor tror du det?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
    )
    scenarios = text_field(
        gettext_lazy("Hva kan skje?"), gettext_lazy("Det verste, det mest sannsynlige, det beste.")
    )
    measures = text_field(gettext_lazy("Hva gjør vi, og hvem gjør det?"))
    tool = forms.ChoiceField(
        label=gettext_lazy("Har noen med opplæring brukt et verktøy?"),
        help_text=gettext_lazy(
            "Bare resultatet. Spørsmålene i verktøyet er beskyttet. Har ingen hos dere opplæring,"
            " kan du spørre politiet."
        ),
        required=False,
    )
    tool_level = forms.ChoiceField(label=gettext_lazy("Nivå"), required=False)
    tool_on = day_field(gettext_lazy("Brukt den"), required=False)
    tool_by = forms.CharField(label=gettext_lazy("Brukt av"), max_length=120, required=False)
    tool_attachment = forms.CharField(
        label=gettext_lazy("Vedlegg"),
        help_text=gettext_lazy("Hvilket dokument i saken resultatet ligger i."),
        max_length=120,
        required=False,
    )
    review_on = day_field(gettext_lazy("Se på det igjen"), required=True)

    def __init__(
        self, data: Any, *, persons: Sequence[tuple[str, str]], latest: Assessment | None, on: date
    ) -> None:
        factors = {f"factor_{k}": v for k, v in (latest.factors if latest else {}).items()}
        super().__init__(data, initial={"review_on": on + FIRST_REVIEW, **factors})
        self.codes = codelists.code_list("risk_factor", on).codes
        for code in self.codes:
            self.fields[f"factor_{code.value}"] = forms.ChoiceField(
                label=str(code.label),
                choices=FactorState.choices,
                initial=FactorState.UNKNOWN,
                required=False,
            )
        self.order_fields([f"factor_{code.value}" for code in self.codes])
        offer(self, "actors", list(persons))
        if not persons:
            del self.fields["actors"]
        offer(self, "tool", [("", _("Nei")), *codelists.choices_for_form("risk_tool", on)])
        offer(self, "tool_level", maybe("risk_level", on))

    def assessment(self) -> Assessment:
        given = dict(self.cleaned_data)
        given.pop("review_on")
        factors = {
            code.value: given.pop(f"factor_{code.value}") or FactorState.UNKNOWN.value
            for code in self.codes
        }
        return Assessment(**given | {"factors": factors, "actors": tuple(given.get("actors", ()))})


class MakePlan(forms.Form):
    """Made together, in her words."""

    variant = forms.ChoiceField(
        label=gettext_lazy("Planen gjelder"), choices=PlanVariant.choices, widget=forms.RadioSelect
    )
    together = forms.BooleanField(
        label=gettext_lazy("Vi har laget den sammen, og den unge er enig"),
        error_messages={
            "required": gettext_lazy("Lag planen sammen med den unge. Vent til dere kan.")
        },
    )
    signs = text_field(gettext_lazy("Hvordan merker du at det blir farlig?"))
    people = text_field(gettext_lazy("Hvem stoler du på, og hva vet de?"))
    places = text_field(gettext_lazy("Hvor kan du gå?"))
    steps = text_field(gettext_lazy("Hva gjør du først, og så?"))
    agreed = text_field(gettext_lazy("Hva har vi avtalt, og hvilke ord bruker vi?"))
    language = forms.ChoiceField(
        label=gettext_lazy("Språk på kortet"),
        help_text=gettext_lazy("Kortet ser ut som et vanlig notat. Skriv det dere er enige om."),
    )
    card_numbers = text_field(gettext_lazy("På kortet: numre"), rows=2)
    card_place = text_field(gettext_lazy("På kortet: sted"), rows=2)
    card_things = text_field(gettext_lazy("På kortet: ting å ta med"), rows=2)
    card_steps = text_field(gettext_lazy("På kortet: rekkefølge"), rows=2)
    on_her_phone = forms.BooleanField(
        label=gettext_lazy("Den unge har selv bedt om å ha det på telefonen"), required=False
    )
    review_on = day_field(gettext_lazy("Se på planen igjen"), required=True)

    def __init__(self, data: Any, *, latest: Plan | None, on: date) -> None:
        kept = (
            {name: getattr(latest, name) for name in latest.__dataclass_fields__} if latest else {}
        )
        first = kept | {"together": False, "review_on": on + FIRST_REVIEW}
        super().__init__(data, initial={"variant": PlanVariant.STAYING, "language": "nb"} | first)
        offer(self, "language", codelists.choices_for_form("plan_language", on))

    def plan(self) -> Plan:
        return Plan(**{k: v for k, v in self.cleaned_data.items() if k != "review_on"})
