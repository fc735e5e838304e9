"""What to take out of the house, and why."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import ExportKind, PrintReason
from fristed.casework.forms.fields import offer

MOST_PAPERS: Final = 20  # each case is opened and counts against the cap


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
        label=gettext_lazy("Saker som skrives ut"),
        help_text=gettext_lazy("Opptil 20. Trengs ikke for en liste."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, cases: Sequence[tuple[str, str]], **options: Any) -> None:
        """cases   reference and working name of those she may export"""
        super().__init__(*args, **options)
        offer(self, "cases", cases)

    def clean_cases(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["cases"]
        if self.cleaned_data.get("kind") == ExportKind.PAPERS and not (
            0 < len(chosen) <= MOST_PAPERS
        ):
            raise forms.ValidationError(_("Velg mellom én og 20 saker."))
        return chosen
