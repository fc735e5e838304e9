"""What may be asked of nora's open pages. Sent in a form's body, so no address tells it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.codelists.queries import Groups
from fristed.portal.choices import Answer
from fristed.portal.rules.remarks import MOST_LETTERS
from fristed.portal.rules.search import MOST_LETTERS as MOST_ASKED
from fristed.ui.selects import LongSelect

ANSWERS = [(one.value, one.label) for one in (Answer.FOUND, Answer.NOT_FOUND)]


class Search(forms.Form):
    """What to read about."""

    query = forms.CharField(
        label=_("Søk"),
        max_length=MOST_ASKED,
        error_messages={"required": _("Skriv et ord å søke etter.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class Found(forms.Form):
    """Whether a page helped."""

    page = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Fant du det du lette etter?"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg et svar.")},
    )


class Remark(forms.Form):
    """What she likes to add. Nobody answers it, so it must not be the way to a person."""

    page = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=ANSWERS, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Vil du si litt mer?"),
        help_text=_(
            "Du må ikke. Ikke skriv navn, skole, sted eller noe som kan vise hvem du er, eller"
            " hvordan noen kan nå deg."
        ),
        max_length=MOST_LETTERS,
        error_messages={
            "required": _("Skriv noe først, eller les videre."),
            "max_length": _("Det er litt for langt. Skriv det viktigste, med færre ord."),
        },
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )


class Municipality(forms.Form):
    """Where to look for help."""

    place = forms.ChoiceField(
        label=_("Hvilken kommune?"),
        help_text=_("Vi lagrer ikke hva du velger."),
        error_messages={"required": _("Velg en kommune."), "invalid_choice": _("Velg en kommune.")},
        widget=LongSelect(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: object, choices: Groups, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["place"].choices = [("", _("Velg")), *choices]  # type: ignore[attr-defined]
