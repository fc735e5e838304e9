"""What is typed about a regional network."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.codelists import queries as codelists
from fristed.guidance.choices import NetworkStatus
from fristed.guidance.forms.roster import day_input


class KeepNetwork(forms.Form):
    status = forms.ChoiceField(
        label=_("Status"),
        help_text=_("Et forslag svarer ingen, og regnes ikke som levert."),
        choices=NetworkStatus.choices,
        widget=forms.RadioSelect,
    )
    counties = forms.MultipleChoiceField(
        label=_("Fylker nettverket svarer først"), widget=forms.CheckboxSelectMultiple
    )
    run_by = forms.ChoiceField(label=_("Drives av"))
    bodies = forms.MultipleChoiceField(
        label=_("Virksomheter som er med"), widget=forms.CheckboxSelectMultiple
    )
    mandate = forms.CharField(
        label=_("Mandat"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, required=False
    )
    mandate_until = forms.DateField(
        label=_("Mandatet gjelder til og med"), widget=day_input(), required=False
    )
    source = forms.CharField(label=_("Hvor står det?"), max_length=200)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies = codelists.choices_for_form("network_body", on)
        self.fields["bodies"].choices = bodies  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["run_by"].choices = bodies  # type: ignore[attr-defined]  # a ChoiceField
        counties = codelists.counties_for_choice(on)
        self.fields["counties"].choices = counties  # type: ignore[attr-defined]  # a ChoiceField
