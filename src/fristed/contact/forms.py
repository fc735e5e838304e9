"""What a young person may type."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.contact.choices import Whom
from fristed.contact.rules.writing import MAX_LETTERS


class FirstMessage(forms.Form):
    """For whom, one text, and if she likes, where she is."""

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
    county = forms.ChoiceField(
        label=_("Hvor er du?"),
        help_text=_("Da kommer meldingen til de som jobber nærmest deg. Du kan la være å svare."),
        required=False,
    )
    once = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(
        self,
        *args: object,
        counties: list[tuple[str, str]],
        abroad: list[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["county"].choices = [  # type: ignore[attr-defined]
            ("", _("Vil ikke si")),
            (_("I Norge"), counties),
            (_("I utlandet: ambassaden i"), abroad),
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


class Reply(forms.Form):
    """One more message in a conversation."""

    text = forms.CharField(
        label=_("Skriv mer"),
        max_length=MAX_LETTERS,
        error_messages={"required": _("Skriv noe først.")},
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
    )
    later = forms.CharField(widget=forms.HiddenInput, max_length=600, required=False)


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
