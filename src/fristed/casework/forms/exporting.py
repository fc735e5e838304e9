"""What to take out of the house, and why."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import ExportKind, PrintReason
from fristed.casework.forms.fields import offer

MOST: Final = {ExportKind.PAPERS: 20, ExportKind.DATA: 5}
"""Cases in one file: each is opened and counts against the cap; documents are heavy."""


class OrderExport(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Hva vil du ta med?"),
        choices=ExportKind.choices,
        widget=forms.RadioSelect,
        initial=ExportKind.LIST,
    )
    why = forms.ChoiceField(
        label=gettext_lazy("Hva er eksporten til?"),
        help_text=gettext_lazy("Står i tilgangsloggen til hver sak."),
        choices=[("", gettext_lazy("Velg")), *PrintReason.choices],
    )
    cases = forms.MultipleChoiceField(
        label=gettext_lazy("Saker"),
        help_text=gettext_lazy("Opptil 20 til utskrift, 5 som data. Trengs ikke for en liste."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, cases: Sequence[tuple[str, str]], **options: Any) -> None:
        """cases   reference and working name of those she may export"""
        super().__init__(*args, **options)
        offer(self, "cases", cases)

    def clean_cases(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["cases"]
        most = MOST.get(ExportKind(self.cleaned_data.get("kind") or ExportKind.LIST))
        if most and not 0 < len(chosen) <= most:
            raise forms.ValidationError(_("Velg mellom én og %(most)s saker.") % {"most": most})
        return chosen
