"""Who is on duty, and from when to when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")


class KeepTurn(forms.Form):
    person = forms.TypedChoiceField(label=_("Vakt"), coerce=int)
    substitute = forms.TypedChoiceField(
        label=_("Vikar"), coerce=int, empty_value=None, required=False
    )
    starts_on = forms.DateField(label=_("Første dag"), widget=day_input())
    ends_on = forms.DateField(label=_("Siste dag"), widget=day_input())

    anyway = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, members: tuple[tuple[int, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = list(members)  # type: ignore[attr-defined]  # a ChoiceField
        nobody = ("", _("Ingen"))
        self.fields["substitute"].choices = [nobody, *members]  # type: ignore[attr-defined]  # as above
