"""What may be typed when a leader is asked, and when she answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.choices import Verdict
from fristed.casework.forms.fields import offer, text_field
from fristed.organisation.queries import PersonOn


class AskApproval(forms.Form):
    """The summary is all she gets to see."""

    leader = forms.ChoiceField(label=gettext_lazy("Hvem spør du?"))
    summary = text_field(
        gettext_lazy("Sammendrag til lederen"),
        gettext_lazy(
            "Det lederen trenger for å si ja eller nei. Lederen ser ikke saken. Skriv ikke navn."
        ),
        rows=8,
        required=True,
    )

    def __init__(self, *args: Any, leaders: Sequence[PersonOn], **options: Any) -> None:
        super().__init__(*args, **options)
        self.leaders = {one.ref: one for one in leaders}
        offer(self, "leader", [(one.ref, one.name) for one in leaders])

    def leader_asked(self) -> PersonOn:
        return self.leaders[self.cleaned_data["leader"]]


class AnswerApproval(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("Svaret ditt"),
        choices=[
            (Verdict.APPROVED.value, gettext_lazy("Godkjent")),
            (Verdict.DECLINED.value, gettext_lazy("Ikke godkjent")),
        ],
        widget=forms.RadioSelect,
    )
    reason = text_field(
        gettext_lazy("Begrunnelse"),
        gettext_lazy("Må skrives når det ikke er godkjent. Leses av den som spurte."),
        rows=4,
    )
