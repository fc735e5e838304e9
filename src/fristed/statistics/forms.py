"""What an analyst chooses."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
