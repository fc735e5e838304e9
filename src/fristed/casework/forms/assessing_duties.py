"""What is ticked of a duty's criteria, and what is signed beside it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.actions.assessing_duties import Facts, Step
from fristed.casework.choices import DutyStepKind
from fristed.casework.forms.fields import day_field
from fristed.casework.rules import duties
from fristed.codelists.queries import DutyOn
from fristed.kernel.rules import RuleBroken


class DutyQuestions(forms.Form):
    """The criteria of a duty as questions. All may be left open: not answered is not known."""

    prefix = "q"

    def __init__(self, *args: Any, duty: DutyOn, **options: Any) -> None:
        super().__init__(*args, **options)
        self.duty = duty
        for question in duty.questions:
            kind = forms.MultipleChoiceField if question.many else forms.ChoiceField
            widget = forms.CheckboxSelectMultiple if question.many else forms.RadioSelect
            self.fields[question.code] = kind(
                label=str(question.question),
                help_text=str(question.help or ""),
                choices=[(one.value, str(one.label)) for one in question.answers],
                widget=widget,
                required=False,
            )

    def ticked(self) -> dict[str, tuple[str, ...]]:
        given = self.cleaned_data
        return {
            code: tuple(value) if isinstance(value, list) else (value,) if value else ()
            for code, value in given.items()
        }


class DutyStepForm(forms.Form):
    """What is done about it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hva er gjort?"),
        choices=DutyStepKind.choices,
        widget=forms.RadioSelect,
    )
    step_words = forms.CharField(
        label=gettext_lazy("Til hvem, hvordan, eller hvorfor ikke"),
        help_text=gettext_lazy("Må skrives når du har meldt, avverget eller ikke gir det videre."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=duties.LONGEST,
        required=False,
    )

    def step(self) -> Step:
        given = self.cleaned_data
        return Step(DutyStepKind(given["kind"]), given["step_words"])


class SignDuty(DutyStepForm):
    """What is signed beside the criteria: when she learned of it, and what she does now."""

    insight_on = day_field(gettext_lazy("Når fikk du vite det? Dag"))
    insight_clock = forms.TimeField(
        label=gettext_lazy("Klokken"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
    )
    words = forms.CharField(
        label=gettext_lazy("Begrunnelse med egne ord"),
        help_text=gettext_lazy("Det du bygger på, og det du er i tvil om."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=duties.LONGEST,
        required=False,
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Hva er det nødvendig å gi videre?"),
        help_text=gettext_lazy("Det minste som trengs."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("Jeg står for denne vurderingen. Den kan ikke endres etterpå.")
    )
    field_order = (
        "insight_on",
        "insight_clock",
        "words",
        "parts",
        "kind",
        "step_words",
        "confirmed",
    )

    def __init__(self, *args: Any, duty: DutyOn, now: datetime, **options: Any) -> None:
        local = timezone.localtime(now)
        first = {"insight_on": local.date(), "insight_clock": local.strftime("%H:%M")}
        super().__init__(*args, **{"initial": first} | options)
        self.fields["kind"].label = _("Hva gjør du nå?")
        first_steps = [kind for kind in DutyStepKind if kind != DutyStepKind.ACKNOWLEDGED]
        _choices(self, "kind").choices = [(kind.value, kind.label) for kind in first_steps]
        if duty.parts:
            _choices(self, "parts").choices = [(one.value, str(one.label)) for one in duty.parts]
        else:
            del self.fields["parts"]

    def facts(self, ticked: duties.Ticked) -> Facts:
        given = self.cleaned_data
        insight_at = datetime.combine(
            given["insight_on"], given["insight_clock"], timezone.get_default_timezone()
        )
        return Facts(ticked, insight_at, tuple(given.get("parts", ())), given["words"])


def field_of_duty(broken: RuleBroken) -> str | None:
    return {"words_missing": "step_words", "not_known_yet": "insight_on"}.get(broken.code, "kind")


def _choices(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    return field
