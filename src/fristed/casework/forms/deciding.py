"""What may be typed about a decision."""

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.choices import Area, Verdict


class Decide(forms.Form):
    area = forms.ChoiceField(
        label=gettext_lazy("Hva gjelder det?"),
        help_text=gettext_lazy("Er det den andre sidens område, blir det et forslag til dem."),
        choices=Area.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Hva er bestemt eller foreslått?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )


class AnswerProposal(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.choices)
