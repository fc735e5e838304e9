"""What may be typed where a case is held back from destruction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.casework.forms.fields import text_field


class HoldCase(forms.Form):
    why = text_field(
        _("Hvorfor skal saken holdes tilbake?"),
        _("For eksempel at en domstol eller et tilsyn har bedt om den."),
        rows=3,
        required=True,
    )


class LiftHold(forms.Form):
    why = text_field(_("Hvorfor trengs den ikke lenger?"), rows=3, required=True)
    is_sure = forms.BooleanField(
        label=_("Jeg har sjekket med den som ba om at saken ble holdt tilbake.")
    )
