"""Whom to ask in another agency."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.guidance.forms.working import choices_of


class AddAgencyContact(forms.Form):
    agency = forms.ChoiceField(label=_("Virksomhet"))
    name = forms.CharField(label=_("Navn"), max_length=80)
    reach = forms.CharField(label=_("Telefon eller e-post på jobb"), max_length=120)
    substitute = forms.CharField(
        label=_("Vikar, og hvordan vikaren nås"), max_length=160, required=False
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].choices = choices_of("agency", on)  # type: ignore[attr-defined]  # a ChoiceField
