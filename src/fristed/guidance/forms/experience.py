"""What is typed about what was learned."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.guidance.choices import Evidence, Verdict
from fristed.guidance.rules.experience import MOST_LETTERS

NOBODY = _("Ingen navn, steder, skoler eller noe annet som sier hvem noen er.")


def _sure() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Ordene som er funnet, sier ikke hvem noen er"),
        help_text=_("Da leser en kollega det før andre ser det."),
        required=False,
    )


class WritePattern(forms.Form):
    text = forms.CharField(
        label=_("Hva går igjen?"),
        help_text=NOBODY,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MOST_LETTERS,
    )
    group = forms.CharField(
        label=_("Hører sammen med (valgfritt)"),
        help_text=_("Velg et navn som finnes, eller skriv et nytt."),
        max_length=80,
        required=False,
    )
    is_sure = _sure()

    def __init__(self, *args: Any, groups: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = groups
        self.fields["group"].widget.attrs["list"] = "groups"


class GroupPattern(forms.Form):
    group = forms.CharField(label=_("Hører sammen med"), max_length=80, required=False)


class WriteMethod(forms.Form):
    title = forms.CharField(label=_("Navn på metoden"), max_length=80)
    aim = forms.CharField(label=_("Hva skal den oppnå?"), max_length=300)
    how = forms.CharField(
        label=_("Slik gjør vi"),
        help_text=NOBODY,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=6000,
    )
    verdict = forms.ChoiceField(
        label=_("Hvordan gikk det?"),
        choices=Verdict.choices,
        initial=Verdict.HELPS,
        widget=forms.RadioSelect,
    )
    evidence = forms.ChoiceField(
        label=_("Hvor sikkert er det?"),
        choices=Evidence.choices,
        initial=Evidence.EXPERIENCE,
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("Hvor står det? (når det er forsket på eller evaluert)"),
        max_length=200,
        required=False,
    )
    review_on = forms.DateField(
        label=_("Ses gjennom innen"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )
    is_sure = _sure()


class CommentOnMethod(forms.Form):
    text = forms.CharField(
        label=_("Hva erfarte du?"),
        help_text=NOBODY,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
    )


class ReviewMethod(forms.Form):
    review_on = forms.DateField(
        label=_("Ses gjennom igjen innen"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )
