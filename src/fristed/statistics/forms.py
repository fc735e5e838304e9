"""What an analyst chooses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.codelists.queries import Words
from fristed.statistics.actions.replying import Answered
from fristed.statistics.choices import Asker, Service


class NewDraft(forms.Form):
    """Whose cases, and which year."""

    service = forms.ChoiceField(
        label=_("Tjeneste"),
        help_text=_("Én tjeneste i hver tabell. Tallene legges aldri sammen."),
        choices=Service.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg tjeneste.")},
    )
    year = forms.TypedChoiceField(
        label=_("År"), coerce=int, error_messages={"required": _("Velg år.")}
    )

    def __init__(self, *args: object, years: range, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (year, str(year)) for year in reversed(years)
        ]


class Withdrawal(forms.Form):
    """Why a table is taken back, as everyone will read it, in the house's three languages."""

    nb = forms.CharField(
        label=_("Begrunnelse på bokmål"),
        help_text=_("Si hva som var galt, uten de gale tallene. Alle kan lese dette."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor, på bokmål.")},
    )
    nn = forms.CharField(
        label=_("Begrunnelse på nynorsk"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor, på nynorsk.")},
    )
    en = forms.CharField(
        label=_("Begrunnelse på engelsk"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor, på engelsk.")},
    )

    def reason(self) -> Words:
        return Words.of(self.cleaned_data)


class NewReply(forms.Form):
    """A question from outside and the answer it is given."""

    asker = forms.ChoiceField(
        label=_("Hvem spør?"),
        choices=Asker.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvem som spør.")},
    )
    asked_on = forms.DateField(label=_("Spurt"), error_messages={"required": _("Velg dato.")})
    question = forms.CharField(
        label=_("Spørsmålet"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv spørsmålet.")},
    )
    table = forms.ChoiceField(
        label=_("Tabellen svaret bygger på"),
        error_messages={"required": _("Velg tabell.")},
    )
    answer = forms.CharField(
        label=_("Svaret"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Skriv svaret.")},
    )

    def __init__(self, *args: object, tables: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["table"].choices = tables  # type: ignore[attr-defined]

    def answered(self) -> Answered:
        return Answered(**self.cleaned_data)
