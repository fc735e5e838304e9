"""The three questions of the acute screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.guidance.rules.acute import Age, Danger, Where


class Acute(forms.Form):
    where = forms.ChoiceField(
        label=_("Hvor er den det gjelder?"),
        choices=[(Where.NORWAY, _("I Norge")), (Where.ABROAD, _("I utlandet"))],
        initial=Where.NORWAY,
        widget=forms.RadioSelect,
    )
    age = forms.ChoiceField(
        label=_("Hvor gammel?"),
        choices=[
            (Age.UNDER_18, _("Under 18 år, eller jeg vet ikke")),
            (Age.OVER_18, _("Over 18 år")),
        ],
        initial=Age.UNDER_18,
        widget=forms.RadioSelect,
    )
    danger = forms.ChoiceField(
        label=_("Når kan det skje noe?"),
        choices=[(Danger.NOW, _("Nå, eller i dag")), (Danger.SOON, _("Snart, de neste dagene"))],
        initial=Danger.NOW,
        widget=forms.RadioSelect,
    )
