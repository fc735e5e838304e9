"""Why a case is closed, and how it went."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.choices import GoalReached
from fristed.casework.forms.fields import LONGEST_REASON, offer_unchosen
from fristed.codelists import queries as codelists


class CloseCase(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Hvorfor avsluttes saken?"))
    outcome = forms.ChoiceField(label=gettext_lazy("Hvordan har det gått?"))
    goal_reached = forms.ChoiceField(
        label=gettext_lazy("Ble målet nådd?"),
        help_text=gettext_lazy("Det den unge selv sier."),
        choices=GoalReached.choices,
        initial=GoalReached.NOT_ASKED,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Hva ble oppnådd, med den unges egne ord?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_unchosen(self, "reason", codelists.choices_for_form("closure_reason", on))
        offer_unchosen(self, "outcome", codelists.choices_for_form("closure_outcome", on))

    def clean_goal_reached(self) -> str:
        return self.cleaned_data["goal_reached"] or GoalReached.NOT_ASKED.value
