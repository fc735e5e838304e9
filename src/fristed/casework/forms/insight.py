"""What may be typed where somebody asks to see a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.casework.choices import Harm, HarmQuestion, InsightOutcome, WhoAsks
from fristed.casework.forms.fields import day_field, text_field
from fristed.casework.rules.insight import Given, Request


class TakeInsight(forms.Form):
    asker = forms.ChoiceField(
        label=_("Hvem ber om innsyn?"), choices=WhoAsks.choices, widget=forms.RadioSelect
    )
    wants = text_field(_("Hva vil de se?"), rows=3, required=True)
    asked_on = day_field(_("Bedt om den"), help_text=_("Fristen er en måned etter denne dagen."))

    def request(self) -> Request:
        return Request(WhoAsks(self.cleaned_data["asker"]), self.cleaned_data["wants"])


class AnswerInsight(forms.Form):
    """The harm test first; then what is given."""

    outcome = forms.ChoiceField(
        label=_("Hva får de se?"), choices=InsightOutcome.choices, widget=forms.RadioSelect
    )
    why = text_field(_("Hva gis ikke ut, og hvorfor?"), _("Trengs ikke når alt gis ut."), rows=4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in HarmQuestion:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label, choices=Harm.choices, widget=forms.RadioSelect
            )
        self.order_fields([*HarmQuestion.values, "outcome", "why"])

    def given(self) -> Given:
        said = self.cleaned_data
        harms = {question: said[question] for question in HarmQuestion.values}
        return Given(InsightOutcome(said["outcome"]), harms, said["why"])
