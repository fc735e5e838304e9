"""Whether somebody else works with the same person, and on what ground anybody may ask."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.kernel.traces import is_birth_number


class MatchingGround(forms.Form):
    """Why anybody may ask whether others work with the same person, and by which law."""

    purpose = forms.CharField(
        label=gettext_lazy("Formål"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Rettslig grunnlag"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )


class AskMatch(forms.Form):
    """Who it is about. What is typed goes to the keeper and is kept nowhere."""

    identifier = forms.RegexField(
        regex=r"^\s*([0-9][\s.-]?){11}\s*$",
        label=gettext_lazy("Fødselsnummer eller D-nummer"),
        error_messages={"invalid": gettext_lazy("Skriv elleve sifre.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "numeric"}
        ),
    )
    is_in_case = forms.BooleanField(
        label=gettext_lazy("Nummeret er kjent i saken, og den andre skal også få beskjed"),
        help_text=gettext_lazy("La være hvis saken er uten navn. Da får bare du svaret."),
        required=False,
    )

    def clean_identifier(self) -> str:
        """A slip of the finger would ask about somebody else, or nobody, and never be noticed."""
        identifier: str = self.cleaned_data["identifier"]
        if not is_birth_number(identifier):
            raise forms.ValidationError(_("Det er ikke et gyldig nummer. Se over sifrene."))
        return identifier
