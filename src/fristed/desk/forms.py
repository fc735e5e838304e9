"""What is typed on pages that show several rooms."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_ANSWER = 10_000  # characters


class Answer(forms.Form):
    text = forms.CharField(
        label=_("Svar"),
        help_text=_("Den unge leser svaret neste gang de fire ordene blir brukt."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_ANSWER,
    )
