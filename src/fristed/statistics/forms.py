"""What an analyst chooses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.codelists.queries import Words
from fristed.statistics.choices import Service


class NewDraft(forms.Form):
    """Whose cases, and which year."""

    service = forms.ChoiceField(
        label=_("Tjeneste"),
        help_text=_("Én tjeneste i hver tabell. Tallene legges aldri sammen."),
        choices=Service.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg tjeneste.")},
    )
    year = forms.TypedChoiceField(
        label=_("År"), coerce=int, error_messages={"required": _("Velg år.")}
    )

    def __init__(self, *args: object, years: range, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (year, str(year)) for year in reversed(years)
        ]


class Withdrawal(forms.Form):
    """Why a table is taken back, as everyone will read it, in the house's three languages."""

    nb = forms.CharField(
        label=_("Begrunnelse på bokmål"),
        help_text=_("Si hva som var galt, uten de gale tallene. Alle kan lese dette."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor, på bokmål.")},
    )
    nn = forms.CharField(
        label=_("Begrunnelse på nynorsk"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor, på nynorsk.")},
    )
    en = forms.CharField(
        label=_("Begrunnelse på engelsk"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor, på engelsk.")},
    )

    def reason(self) -> Words:
        return Words.of(self.cleaned_data)
