"""What an editor types about a page that is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Recall(forms.Form):
    """What was wrong, in the three languages of the house. Names no one."""

    nb = forms.CharField(label=_("Hva var feil? (bokmål)"), max_length=200)
    nn = forms.CharField(label=_("Hva var feil? (nynorsk)"), max_length=200)
    en = forms.CharField(label=_("Hva var feil? (engelsk)"), max_length=200)
    everywhere = forms.BooleanField(
        label=_("På alle språk"),
        help_text=_("Det som er galt, er som regel oversatt også."),
        initial=True,
        required=False,
    )
