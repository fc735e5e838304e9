"""What may be asked of nora's open pages. Sent in a form's body, so no address tells it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.portal.choices import Answer
from fristed.portal.rules.search import MOST_LETTERS


class Search(forms.Form):
    """What to read about."""

    query = forms.CharField(
        label=_("Søk"),
        max_length=MOST_LETTERS,
        error_messages={"required": _("Skriv et ord å søke etter.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class Found(forms.Form):
    """Whether a page helped. Chosen, never typed: what is not collected cannot leak."""

    page = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Fant du det du lette etter?"),
        choices=[one for one in Answer.choices if one[0] != Answer.NO_RESULT],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg et svar.")},
    )


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
