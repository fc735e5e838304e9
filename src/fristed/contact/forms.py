"""What a young person may type."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.codelists.queries import Groups
from fristed.contact.actions.talking import Attached
from fristed.contact.choices import ANY_ADVISER, Whom
from fristed.contact.rules.writing import MAX_LETTERS
from fristed.kernel.rules import RuleBroken
from fristed.ui.selects import LongSelect
from fristed.vault import intake, scanning


class WithFile(forms.Form):
    """A text, and if she likes, one file."""

    file = intake.WholeFile(
        label=_("Legg ved en fil"),
        help_text=_(
            "Ett bilde, en PDF eller et dokument, opptil 20 MB. Vi tar bort skjulte opplysninger,"
            " som hvor et bilde er tatt. Filen blir liggende på telefonen din."
        ),
        required=False,
        allow_empty_file=True,  # the intake says it in its own words
    )

    def clean_file(self) -> Attached | None:
        sent = self.cleaned_data["file"]
        if sent is None:
            return None
        content: bytes = sent.read()
        try:
            return Attached(
                intake.examine(content, keep_original=False), scanned=scanning.scan(content)
            )
        except RuleBroken as broken:
            raise forms.ValidationError(str(broken)) from broken

    @property
    def written(self) -> dict[str, Any]:
        """What can be kept of it, also where its file was refused."""
        return {"text": self.cleaned_data["text"], "attached": self.cleaned_data.get("file")}


class FirstMessage(WithFile):
    """For whom, one text, a file, and if she likes, to whom. Never a list of names."""

    whom = forms.ChoiceField(
        label=_("Hvem gjelder det?"),
        choices=Whom.choices,
        initial=Whom.MYSELF,
        required=False,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Skriv det du vil si"),
        help_text=_("Du trenger ikke skrive navn, skole eller adresse."),
        max_length=MAX_LETTERS,
        error_messages={"required": _("Skriv noe først.")},
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off", "spellcheck": "false"}),
    )
    to = forms.ChoiceField(
        label=_("Hvem vil du skrive til?"),
        help_text=_(
            "Du kan la være å velge. Da svarer fagteamet. Velger du skole eller kommune, ser bare"
            " de som svarer deg, hva du valgte."
        ),
        required=False,
        widget=LongSelect(attrs={"autocomplete": "off"}),
    )
    once = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    field_order = ("whom", "text", "file", "to", "once")

    def __init__(self, *args: object, to: Groups, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Fagteamet, som svarer hele landet")),
            (ANY_ADVISER, _("En rådgiver, uansett hvor i landet")),
            *to,
        ]
        self.fields["once"].initial = secrets.token_urlsafe(24)


class NeverShownBack(forms.TextInput):
    """What was typed is not drawn again, also where the form is drawn with its errors."""

    def format_value(self, value: object) -> None:
        return None


class Words(forms.Form):
    """The four words. Never filled in again, never shown back."""

    code = forms.CharField(
        label=_("De fire ordene dine"),
        help_text=_("Store og små bokstaver, mellomrom og bindestrek spiller ingen rolle."),
        max_length=120,
        error_messages={"required": _("Skriv de fire ordene.")},
        widget=NeverShownBack(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "autocorrect": "off",
                "spellcheck": "false",
            },
        ),
    )


class Reply(WithFile):
    """One more message in a conversation."""

    text = forms.CharField(
        label=_("Skriv mer"),
        max_length=MAX_LETTERS,
        error_messages={"required": _("Skriv noe først.")},
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
    )
    later = forms.CharField(widget=forms.HiddenInput, max_length=600, required=False)
    field_order = ("text", "file", "later")


class OtherWords(forms.Form):
    """In which language other words shall be."""

    language = forms.ChoiceField(
        label=_("Språk på ordene"), choices=[("nb", "bokmål"), ("nn", "nynorsk"), ("en", "English")]
    )


class AgreedWord(forms.Form):
    """The word agreed in the conversation; empty where none was."""

    word = forms.CharField(
        label=_("Kodeord"),
        help_text=_("Har dere avtalt et ord, skriv det. Ellers lar du feltet stå tomt."),
        max_length=60,
        required=False,
        widget=NeverShownBack(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
