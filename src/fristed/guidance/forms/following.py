"""The three questions afterwards."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.codelists import queries as codelists
from fristed.guidance.choices import Acted


class WhatCame(forms.Form):
    acted = forms.ChoiceField(
        label=_("Gjorde dere noe etter svaret?"), choices=Acted.choices, widget=forms.RadioSelect
    )
    service = forms.ChoiceField(label=_("Hvilken tjeneste hjalp?"), required=False)
    is_unsure = forms.BooleanField(label=_("Jeg er fortsatt usikker"), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        services = [("", _("Ingen, eller vet ikke")), *codelists.choices_for_form("steered_to", on)]
        self.fields["service"].choices = services  # type: ignore[attr-defined]  # a ChoiceField
