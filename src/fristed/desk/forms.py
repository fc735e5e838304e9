"""What is typed on pages that show several rooms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.desk.queries.overseeing import ROLES
from fristed.kernel.roles import Role
from fristed.notices.choices import ReplyKind, Use
from fristed.notices.rules import wording
from fristed.organisation.rules.appointing import OFFICES

LONGEST_ANSWER = 10_000  # characters


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")


class Answer(forms.Form):
    text = forms.CharField(
        label=_("Svar"),
        help_text=_("Den unge leser svaret neste gang de fire ordene blir brukt."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_ANSWER,
    )
    is_safe = forms.BooleanField(
        label=_("Svaret sier ingenting til andre som leser det"),
        help_text=_("Er kodeord avtalt, vises bare slike svar før ordet er skrevet."),
        required=False,
    )


class AgreedWord(forms.Form):
    word = forms.CharField(
        label=_("Avtalt kodeord"),
        help_text=_("Skriv ordet dere er blitt enige om. Det siste gjelder."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class Recall(forms.Form):
    """What was wrong, in the three languages of the house. Names no one."""

    nb = forms.CharField(label=_("Hva var feil? (bokmål)"), max_length=200)
    nn = forms.CharField(label=_("Hva var feil? (nynorsk)"), max_length=200)
    en = forms.CharField(label=_("Hva var feil? (engelsk)"), max_length=200)


class ProposeText(forms.Form):
    """A neutral text in the three languages of the house."""

    use = forms.ChoiceField(
        label=_("Hvor den skal brukes"), choices=Use.choices, widget=forms.RadioSelect
    )
    nb = forms.CharField(label=_("Bokmål"), max_length=wording.LONGEST)
    nn = forms.CharField(label=_("Nynorsk"), max_length=wording.LONGEST)
    en = forms.CharField(label=_("Engelsk"), max_length=wording.LONGEST)

    def words(self) -> dict[str, str]:
        return {language: self.cleaned_data[language] for language in wording.LANGUAGES}


class AppointMember(forms.Form):
    """Whom, who employs her, and from when."""

    username = forms.CharField(
        label=_("Brukernavn"),
        help_text=_("Kontoen må være laget. En administrator gjør det."),
        max_length=64,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    employer = forms.ChoiceField(label=_("Arbeidsgiver"))
    professional_lead = forms.ChoiceField(label=_("Fagansvar"))
    starts_on = forms.DateField(label=_("Første dag"), widget=_day())
    ends_on = forms.DateField(
        label=_("Siste dag"),
        help_text=_("La stå tomt når den ikke er bestemt."),
        required=False,
        widget=_day(),
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("employer", "professional_lead"):
            self.fields[name].choices = agencies  # type: ignore[attr-defined]  # a ChoiceField


class AppointToOffice(AppointMember):
    """Whom, to what, and where. Sent twice: the second time she has seen what it means."""

    role = forms.TypedChoiceField(label=_("Rolle"), coerce=Role, widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=_("Enhet"),
        help_text=_("En leder oppnevnes for enheten hun leder, de andre i direktoratet."),
    )
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ("username", "role", "unit")

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # as above
        self.fields["role"].choices = [  # type: ignore[attr-defined]  # as above
            (role.value, str(ROLES[role]).capitalize()) for role in OFFICES
        ]

    @property
    def hidden_again(self) -> list[tuple[str, str]]:
        """What was typed, to be sent once more with the confirmation."""
        typed = self.data.items()
        return [(name, str(value)) for name, value in typed if name in self.fields]


class EndMembership(forms.Form):
    last_day = forms.DateField(
        label=_("Siste dag"),
        help_text=_("Velg i går for å avslutte med en gang."),
        widget=_day(),
    )


class ProposeReplyText(forms.Form):
    """A ready-made text for answers, in the three languages of the house."""

    kind = forms.ChoiceField(
        label=_("Hva er det?"), choices=ReplyKind.choices, widget=forms.RadioSelect
    )
    keyword = forms.CharField(
        label=_("Stikkord"),
        help_text=_("Ett ord. Skrives etter :: eller ?? når den settes inn."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    nb = forms.CharField(label=_("Bokmål"), max_length=4000, widget=forms.Textarea)
    nn = forms.CharField(label=_("Nynorsk"), max_length=4000, widget=forms.Textarea)
    en = forms.CharField(label=_("Engelsk"), max_length=4000, widget=forms.Textarea)
    law_version = forms.CharField(
        label=_("Utgave av loven"),
        help_text=_("Må fylles ut for en artikkel."),
        max_length=80,
        required=False,
    )
    review_on = forms.DateField(
        label=_("Må ses gjennom senest"),
        help_text=_("Etter den dagen kan den ikke settes inn."),
        widget=_day(),
    )

    def words(self) -> dict[str, str]:
        return {language: self.cleaned_data[language] for language in wording.LANGUAGES}
