"""Whether somebody else works with the same person, and on what ground anybody may ask."""

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.forms.fields import BirthNumber


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

    identifier = BirthNumber(label=gettext_lazy("Fødselsnummer eller D-nummer"))
    is_in_case = forms.BooleanField(
        label=gettext_lazy("Nummeret er kjent i saken, og den andre skal også få beskjed"),
        help_text=gettext_lazy("La være hvis saken er uten navn. Da får bare du svaret."),
        required=False,
    )
