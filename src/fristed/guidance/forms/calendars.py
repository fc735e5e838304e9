"""When somebody is away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.guidance.forms.roster import day_input


class BeAway(forms.Form):
    starts_on = forms.DateField(label=_("Første dag"), widget=day_input())
    ends_on = forms.DateField(label=_("Siste dag"), widget=day_input())
