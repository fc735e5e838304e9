"""What may be typed about who has access: exclusions, reviews, shields and take-overs."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.choices import ReviewVerdict
from fristed.organisation.queries import PersonOn

LONGEST = 4_000  # characters
REF = r"^\s*sak_[A-Za-z0-9_-]{22}\s*$"


def people_choices(people: Iterable[PersonOn]) -> list[tuple[str, str]]:
    return [(one.ref, one.name) for one in people]


class ExcludePerson(forms.Form):
    person = forms.ChoiceField(label=gettext_lazy("Hvem skal saken stenges for?"))
    reason = forms.CharField(
        label=gettext_lazy("Hvorfor?"),
        help_text=gettext_lazy("Forsegles i saken. Den det gjelder, får ikke vite det."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )

    def __init__(self, *args: object, people: Iterable[PersonOn], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's own
        self.fields["person"] = _choice(self.fields["person"], people)


class ReviewEmergency(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("Var nødåpningen riktig?"),
        choices=ReviewVerdict.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Hva bygger du det på?"),
        help_text=gettext_lazy("Forsegles i saken. Rådgiveren leser det der, og ingen andre."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )


class ShieldCase(forms.Form):
    named = forms.MultipleChoiceField(
        label=gettext_lazy("Hvem kan stå bak at andre får tilgang?"),
        help_text=gettext_lazy(
            "Minst to. De kan ikke lese saken, men uten en av dem får ingen nye tilgang."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, people: Iterable[PersonOn], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's own
        field = self.fields["named"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = people_choices(people)


class StandBehind(forms.Form):
    """Whose access to which case she stands behind. Both are typed: nothing is listed."""

    reference = forms.RegexField(
        regex=REF,
        label=gettext_lazy("Sakens referanse"),
        help_text=gettext_lazy("Den som ber deg, har den. Begynner med sak_."),
        error_messages={"invalid": gettext_lazy("Det er ikke en referanse.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    holder = forms.ChoiceField(label=gettext_lazy("Hvem skal få tilgang?"))

    def __init__(self, *args: object, people: Iterable[PersonOn], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's own
        self.fields["holder"] = _choice(self.fields["holder"], people)


class ProposeTakeOver(forms.Form):
    holder = forms.ChoiceField(label=gettext_lazy("Hvem skal ta over saken?"))

    def __init__(self, *args: object, people: Iterable[PersonOn], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's own
        self.fields["holder"] = _choice(self.fields["holder"], people)


class TakeOver(forms.Form):
    reference = forms.RegexField(
        regex=REF,
        label=gettext_lazy("Sakens referanse"),
        help_text=gettext_lazy("Lederen har den. Begynner med sak_."),
        error_messages={"invalid": gettext_lazy("Det er ikke en referanse.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


def _choice(field: forms.Field, people: Iterable[PersonOn]) -> forms.ChoiceField:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = people_choices(people)
    return field
