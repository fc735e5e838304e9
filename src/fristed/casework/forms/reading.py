"""Which of a case's timeline and access log is shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import EntryKind
from fristed.casework.forms.fields import day_field, offer
from fristed.casework.queries import Shown


class FilterTimeline(forms.Form):
    """Which entries to show, and whether as it is or as it was. What is not there is left out."""

    vis = forms.ChoiceField(label=gettext_lazy("Vis"), required=False)
    per = day_field(gettext_lazy("Slik saken sto"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        offer(self, "vis", [("", _("alt")), *EntryKind.choices])

    def shown(self) -> Shown:
        self.is_valid()
        given = self.cleaned_data
        day = given.get("per")
        return Shown(given.get("vis") or "", day if day and day < self.today else None)


class FilterLog(forms.Form):
    """Which lines of an access log to show."""

    what = forms.ChoiceField(
        label=gettext_lazy("Vis"),
        required=False,
        choices=[
            ("", gettext_lazy("alt")),
            ("read", gettext_lazy("lesing")),
            ("changed", gettext_lazy("endringer")),
            ("refused", gettext_lazy("nektet tilgang")),
        ],
    )
    who = forms.ChoiceField(label=gettext_lazy("Av"), required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "who", [("", _("alle")), *people])
