"""What is typed on pages that show several rooms."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_ANSWER = 10_000  # characters


class Answer(forms.Form):
    text = forms.CharField(
        label=_("Svar"),
        help_text=_("Hun leser det når hun kommer tilbake med ordene sine."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_ANSWER,
    )
