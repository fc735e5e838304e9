"""What may be typed about who has access: stand-ins, emergencies, exclusions, shields, the log."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.choices import EmergencyGround, ReviewVerdict
from fristed.casework.forms.fields import LONGEST_REASON, day_field, offer, offer_unchosen
from fristed.organisation.queries import PersonOn

REF = r"^\s*sak_[A-Za-z0-9_-]{22}\s*$"


def people_choices(people: Iterable[PersonOn]) -> list[tuple[str, str]]:
    return [(one.ref, one.name) for one in people]


class ExcludePerson(forms.Form):
    person = forms.ChoiceField(label=gettext_lazy("Hvem skal saken stenges for?"))
    reason = forms.CharField(
        label=gettext_lazy("Hvorfor?"),
        help_text=gettext_lazy("Forsegles i saken. Den det gjelder, får ikke vite det."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
    )

    def __init__(self, *args: object, people: Iterable[PersonOn], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's own
        offer_unchosen(self, "person", people_choices(people))


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
        max_length=LONGEST_REASON,
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
        offer(self, "named", people_choices(people))


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
        offer_unchosen(self, "holder", people_choices(people))


class ProposeTakeOver(forms.Form):
    holder = forms.ChoiceField(label=gettext_lazy("Hvem skal ta over saken?"))

    def __init__(self, *args: object, people: Iterable[PersonOn], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's own
        offer_unchosen(self, "holder", people_choices(people))


class TakeOver(forms.Form):
    reference = forms.RegexField(
        regex=REF,
        label=gettext_lazy("Sakens referanse"),
        help_text=gettext_lazy("Lederen har den. Begynner med sak_."),
        error_messages={"invalid": gettext_lazy("Det er ikke en referanse.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class BreakGlass(forms.Form):
    """Whose file, why, and what is about to happen."""

    reference = forms.RegexField(
        regex=REF,
        label=gettext_lazy("Sakens referanse"),
        help_text=gettext_lazy("Begynner med sak_ og står i adressen til saken."),
        error_messages={"invalid": gettext_lazy("Det er ikke en referanse.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Grunnlag"),
        choices=EmergencyGround.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Leses av lederen og personvernombudet."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Hva er i ferd med å skje?"),
        help_text=gettext_lazy("Forsegles i saken. Rådgiveren som har saken, leser det der."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_REASON,
    )


class AppointStandIn(forms.Form):
    colleague = forms.ChoiceField(label=gettext_lazy("Vikar"))
    starts_on = day_field(gettext_lazy("Første dag"))
    ends_on = day_field(gettext_lazy("Siste dag"))

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_unchosen(self, "colleague", colleagues)
