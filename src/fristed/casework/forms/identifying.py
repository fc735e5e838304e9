"""Who the young person is. What is typed is sealed, and never shown again."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.rules.identifying import Identity
from fristed.kernel.traces import is_birth_number

_OFF = {"autocomplete": "off", "spellcheck": "false"}


class KeepIdentifier(forms.Form):
    number = forms.RegexField(
        regex=r"^\s*([0-9][\s.-]?){11}\s*$",
        label=gettext_lazy("Fødselsnummer eller D-nummer"),
        help_text=gettext_lazy("La feltet stå tomt hvis personen ikke har noe nummer."),
        error_messages={"invalid": gettext_lazy("Skriv elleve sifre.")},
        widget=forms.TextInput(attrs={**_OFF, "inputmode": "numeric"}),
        required=False,
    )
    first = forms.CharField(
        label=gettext_lazy("Fornavn"),
        max_length=80,
        widget=forms.TextInput(attrs=_OFF),
        required=False,
    )
    last = forms.CharField(
        label=gettext_lazy("Etternavn"),
        max_length=80,
        widget=forms.TextInput(attrs=_OFF),
        required=False,
    )
    born = forms.DateField(label=gettext_lazy("Fødselsdato"), required=False)
    postcode = forms.RegexField(
        regex=r"^\d{4}$",
        label=gettext_lazy("Postnummer"),
        help_text=gettext_lazy("La feltet stå tomt hvis adressen er vernet."),
        error_messages={"invalid": gettext_lazy("Skriv fire sifre.")},
        widget=forms.TextInput(attrs={**_OFF, "inputmode": "numeric"}),
        required=False,
    )

    def clean_number(self) -> str:
        """A slip of the finger would make her somebody else."""
        number: str = self.cleaned_data["number"]
        if number and not is_birth_number(number):
            raise forms.ValidationError(_("Det er ikke et gyldig nummer. Se over sifrene."))
        return "".join(digit for digit in number if digit.isdigit())

    def identity(self) -> Identity:
        said = self.cleaned_data
        born = said["born"].strftime("%Y%m%d") if said["born"] else ""
        return Identity(
            number=said["number"],
            first=said["first"],
            last=said["last"],
            born=born,
            postcode=said["postcode"],
        )
