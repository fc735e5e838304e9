"""Fields that several forms have, asked for in the same way."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from fristed.kernel.traces import is_birth_number

Choices = Sequence[tuple[Any, Any]]
LONGEST: Final = 2_000  # characters
LONGEST_REASON: Final = 4_000  # characters


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def text_field(
    label: Any, help_text: Any = "", *, rows: int = 3, required: bool = False
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=LONGEST,
        required=required,
    )


class BirthNumber(forms.CharField):
    """A fødselsnummer or D-number, right by both control digits; kept as eleven digits. A slip of
    the finger would be about somebody else, or nobody, and never be noticed."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "numeric"}
    )

    def to_python(self, value: Any) -> str:
        digits = re.sub(r"[\s.-]", "", super().to_python(value) or "")
        if digits and not re.fullmatch(r"[0-9]{11}", digits):
            raise forms.ValidationError(_("Skriv elleve sifre."))
        if digits and not is_birth_number(digits):
            raise forms.ValidationError(_("Det er ikke et gyldig nummer. Se over sifrene."))
        return digits


def offer_unchosen(form: forms.Form, name: str, choices: Choices) -> None:
    """The same as `offer`, with nothing chosen beforehand: a choice nobody made is no answer."""
    offer(form, name, [("", _("Velg")), *choices])


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field of choices what can be chosen now."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = choices
