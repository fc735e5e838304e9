"""What a professional fills in: six fields, none of them about who somebody is."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.guidance.choices import Urgency
from fristed.guidance.forms.working import NamesSchool, Once, fill_codes, fresh, text_field

OF_COURSE = _("Så ser vi hva skolen har fått før. La det stå tomt når den ikke er i listen.")


class Ask(Once):
    """A concern, a wish for guidance, or a question. Who she is and where, she says but once."""

    urgency = forms.ChoiceField(
        label=_("Haster det?"),
        choices=Urgency.choices,
        initial=Urgency.ORDINARY,
        widget=forms.RadioSelect,
    )
    audience = forms.ChoiceField(label=_("Hvem gjelder det?"))
    text = text_field(
        _("Hva vil du ha hjelp til?"),
        _("Skriv hva som har skjedd og hva du lurer på. Ikke navn, fødselsnummer eller adresse."),
        rows=7,
    )
    service = forms.ChoiceField(label=_("Hvor arbeider du?"))
    role = forms.ChoiceField(label=_("Hva arbeider du som?"))
    county = forms.ChoiceField(label=_("Fylke"))
    checked = forms.BooleanField(widget=fresh(), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        fill_codes(self, on)


class AskForGuidance(NamesSchool, Ask):
    """A wish for guidance. What is about nobody may name the school it is for."""

    field_order = (*Ask.base_fields, "school")


class Course(AskForGuidance):
    """A wish for a course: nothing is about anybody, and nothing is acute."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        del self.fields["urgency"], self.fields["audience"]
        self.fields["school"].help_text = OF_COURSE
        self.fields["text"].label = _(
            "Hva vil dere lære om, hvor mange er dere, og når passer det?"
        )
        self.fields["text"].help_text = _("Ikke navn på elever eller andre.")


class WriteMore(Once):
    text = text_field(_("Skriv mer"), _("Ikke navn, fødselsnummer eller adresse."), rows=5)
    checked = forms.BooleanField(widget=fresh(), required=False)


class AskWithoutName(Ask):
    """From somebody who has not signed in."""

    reply_to = forms.CharField(
        label=_("Hvor kan vi nå deg på jobb?"),
        help_text=_("Telefon eller e-post. Den forsegles, og bare de som svarer, ser den."),
        max_length=120,
    )
