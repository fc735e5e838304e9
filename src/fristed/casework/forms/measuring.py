"""What may be typed about goals, and how far they are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.actions.measuring import Scaled
from fristed.casework.forms.fields import offer, text_field
from fristed.casework.queries.measuring import GoalLine
from fristed.casework.rules.effect import Aim, Later, Said

IN_PERSON = "in_person"
SCALE = [("", gettext_lazy("Velg")), *((str(one), str(one)) for one in range(11))]


def _scale(label: Any, **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=gettext_lazy("0 er lengst unna, 10 er helt framme. Den unge velger selv."),
        choices=SCALE,
        coerce=int,
        **options,
    )


class SetGoal(forms.Form):
    words = text_field(
        gettext_lazy("Hva vil den unge oppnå?"),
        gettext_lazy("Med egne ord, så dere begge vet når det er nådd."),
        required=True,
    )
    value = _scale(gettext_lazy("Hvor nær er det i dag?"))

    def aim(self) -> Aim:
        return Aim(self.cleaned_data["words"])


class AgreeLater(forms.Form):
    """Asked once, in plain words: may somebody ask how it went, and how?"""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Vil den unge bli spurt etter 3 og 12 måneder om hvordan det går?"),
        choices=[("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nei"))],
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("På hvilken trygg måte?"),
        help_text=gettext_lazy("Måtene du har ført under Personer som trygge."),
        required=False,
    )
    words = text_field(gettext_lazy("Det den unge sa om det"), rows=2)

    def __init__(self, *args: Any, channels: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "channel", [("", _("Bare når vi møtes")), *channels])

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["agrees"] == "yes")

    def later(self) -> Later:
        channel = self.cleaned_data["channel"] if self.is_yes else ""
        return Later(channel, self.cleaned_data["words"])


class ScaleGoals(forms.Form):
    """One question for each goal it is time for."""

    how = forms.ChoiceField(label=gettext_lazy("Hvordan spurte du?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, due: Sequence[GoalLine], way: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.due = due
        ways = [(way, way)] if way else []
        offer(self, "how", [*ways, (IN_PERSON, _("Vi møttes"))])
        for number, goal in enumerate(due):
            said = goal.words or ""
            self.fields[f"value{number}"] = _scale(
                _("Hvor nær er det nå: %(goal)s") % {"goal": said[:120]}
            )
            self.fields[f"words{number}"] = text_field(_("Det den unge sa"), rows=2)

    @property
    def met(self) -> bool:
        return bool(self.cleaned_data["how"] == IN_PERSON)

    def scaled(self) -> list[Scaled]:
        given = self.cleaned_data
        return [
            Scaled(goal.ref, goal.due, given[f"value{number}"], Said(given[f"words{number}"]))
            for number, goal in enumerate(self.due)
            if goal.due is not None
        ]
