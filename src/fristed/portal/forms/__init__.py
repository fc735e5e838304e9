"""What may be asked of nora's open pages. Sent in a form's body, so no address tells it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Municipality(forms.Form):
    """Where to look for help."""

    place = forms.ChoiceField(
        label=_("Hvilken kommune?"),
        help_text=_("Vi lagrer ikke hva du velger."),
        error_messages={"required": _("Velg en kommune."), "invalid_choice": _("Velg en kommune.")},
        widget=forms.Select(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *args: object, choices: list[tuple[str, list[tuple[str, str]]]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["place"].choices = [("", _("Velg")), *choices]  # type: ignore[attr-defined]
