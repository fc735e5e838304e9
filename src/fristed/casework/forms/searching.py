"""What is known of a case somebody looks for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import CaseStatus
from fristed.casework.forms.fields import day_field, offer
from fristed.casework.queries import Sought
from fristed.casework.rules import naming
from fristed.codelists import queries as codelists


class SearchCases(forms.Form):
    """What is known of a case. Two fields at least; the rule asks."""

    name = forms.CharField(
        label=gettext_lazy("Arbeidsnavn, eller noe av det"),
        max_length=naming.LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    concern = forms.ChoiceField(label=gettext_lazy("Hovedbekymring"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Åpen eller avsluttet"),
        choices=[("", gettext_lazy("begge")), *CaseStatus.choices],
        required=False,
    )
    started_from = day_field(gettext_lazy("Startet tidligst"), required=False)
    started_to = day_field(gettext_lazy("Startet senest"), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "concern", [("", _("alle")), *codelists.choices_for_form("concern", on)])

    def sought(self) -> Sought:
        return Sought(**self.cleaned_data)
