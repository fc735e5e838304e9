"""The three questions of the acute screen."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.guidance.rules.acute import ELSEWHERE, NORWAY, Age, Danger


class Acute(forms.Form):
    where = forms.ChoiceField(label=_("Hvor er den det gjelder?"), initial=NORWAY)
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

    def __init__(self, *args: Any, countries: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["where"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (NORWAY, _("I Norge")),
            *countries,
            (ELSEWHERE, _("I et annet land, eller jeg vet ikke hvor")),
        ]
