"""What is to be done, by whom and when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.choices import TaskKind
from fristed.casework.forms.fields import LONGEST_REASON, day_field, offer


class AssignTask(forms.Form):
    """Something to do. Only people with access to the case can be chosen."""

    kind = forms.ChoiceField(label=gettext_lazy("Hva"), choices=TaskKind.choices)
    reason = forms.CharField(
        label=gettext_lazy("Hva skal gjøres, og hvorfor?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
    )
    owner = forms.TypedChoiceField(label=gettext_lazy("Hvem"), coerce=int)
    due_on = day_field(gettext_lazy("Frist"))
    remind_on = day_field(
        gettext_lazy("Påminnelse på Min dag"),
        help_text=gettext_lazy("Sier bare at det er en oppgave, ikke hva den gjelder."),
        required=False,
    )

    def __init__(self, *args: Any, owners: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "owner", list(owners))
