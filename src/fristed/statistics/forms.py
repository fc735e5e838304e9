"""What an analyst chooses."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from fristed.codelists.queries import Words
from fristed.statistics.actions.exercising import Invited
from fristed.statistics.actions.replying import Answered
from fristed.statistics.choices import Asker, Measure, Service, Side
from fristed.statistics.rules.counting import RULES
from fristed.statistics.rules.register import Outside


class NewDraft(forms.Form):
    """What is counted, whose cases, which year, and what it is broken down by."""

    measure = forms.ChoiceField(
        label=_("Hva skal telles?"),
        choices=Measure.choices,
        initial=Measure.NEW_CASES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva som skal telles.")},
    )
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

    sides = forms.MultipleChoiceField(
        label=_("Del opp etter"),
        help_text=_(
            "Hvert mål har sine egne. Det som ikke passer til målet, blir ikke med. Timer deles "
            "aldri etter fylke."
        ),
        choices=[
            (side.value, side.label)
            for side in dict.fromkeys(
                side
                for rule in RULES.values()
                if len(rule.sides) > 1 and not rule.is_whole
                for side in rule.sides
            )
        ],
        initial=[side.value for side in RULES[Measure.NEW_CASES].sides],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én.")},
    )

    with_each = forms.BooleanField(
        label=_("Lag også en enkel tabell for hver av dem"),
        help_text=_("De er summer av de samme tallene, og kan frigis sammen i ett trinn."),
        required=False,
    )

    def __init__(self, *args: object, years: range, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (year, str(year)) for year in reversed(years)
        ]

    def clean(self) -> dict[str, Any]:
        """A measure that is not divided in several ways, or is of one service, gets what it has."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        rule = RULES.get(cleaned.get("measure", ""))
        if rule and (len(rule.sides) == 1 or rule.is_whole):
            cleaned["sides"] = [side.value for side in rule.sides]
            self.errors.pop("sides", None)
        if rule and len(rule.services) == 1:
            cleaned["service"] = rule.services[0].value
            self.errors.pop("service", None)
        return cleaned


class Release(forms.Form):
    """Which other tables of the same figures are released in the same step."""

    others = forms.MultipleChoiceField(
        label=_("Frigi samtidig"),
        help_text=_("Tabeller av de samme tallene. Alle frigis, eller ingen."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, siblings: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if siblings:
            self.fields["others"].choices = siblings  # type: ignore[attr-defined]
            self.fields["others"].initial = [ref for ref, _sides in siblings]
        else:
            del self.fields["others"]


class Beside(forms.Form):
    """Which two sides to see true and protected beside each other. key: the page's own."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    down = forms.ChoiceField(label=_("Nedover"))
    across = forms.ChoiceField(label=_("Bortover"), required=False)

    def __init__(self, *args: object, sides: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(side, Side(side).label) for side in sides]
        self.fields["down"].choices = choices  # type: ignore[attr-defined]
        self.fields["across"].choices = [*reversed(choices)]  # type: ignore[attr-defined]


class NewKnownFigure(forms.Form):
    """A figure somebody else has published, with where and when."""

    service = forms.ChoiceField(
        label=_("Tjeneste"),
        choices=[(one.value, one.label) for one in RULES[Measure.NEW_CASES].services],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg tjeneste.")},
    )
    year = forms.TypedChoiceField(
        label=_("Året tallet gjelder"), coerce=int, error_messages={"required": _("Velg år.")}
    )
    county = forms.ChoiceField(label=_("Fylke"), required=False)
    concern = forms.ChoiceField(label=_("Hovedbekymring"), required=False)
    value = forms.IntegerField(
        label=_("Tallet"), min_value=0, error_messages={"required": _("Skriv tallet.")}
    )
    source = forms.CharField(
        label=_("Hvor står det?"),
        help_text=_("For eksempel årsrapporten eller svaret til Stortinget, med lenke."),
        max_length=300,
        error_messages={"required": _("Skriv hvor tallet står.")},
    )
    published_on = forms.DateField(
        label=_("Når ble det publisert?"), error_messages={"required": _("Velg dato.")}
    )

    def __init__(
        self,
        *args: object,
        years: range,
        counties: list[tuple[str, str]],
        concerns: list[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        year, county, concern = (self.fields[one] for one in ("year", "county", "concern"))
        year.choices = [(one, str(one)) for one in reversed(years)]  # type: ignore[attr-defined]
        county.choices = [("", _("Hele landet")), *counties]  # type: ignore[attr-defined]
        concern.choices = [("", _("Alle bekymringer")), *concerns]  # type: ignore[attr-defined]

    def outside(self) -> Outside:
        said = self.cleaned_data
        return Outside(
            measure=Measure.NEW_CASES,
            service=said["service"],
            year=said["year"],
            where={side: said[side] for side in ("county", "concern") if said[side]},
            value=said["value"],
            source=said["source"],
            published_on=said["published_on"],
        )


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


class TableWithdrawal(Withdrawal):
    """Why, and which table stands instead, where there is one."""

    replaced_by = forms.ChoiceField(
        label=_("Tabellen som gjelder i stedet"),
        help_text=_("Nora viser vei til den. La feltet stå om det ikke er noen."),
        required=False,
    )

    def __init__(self, *args: object, tables: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [("", _("Ingen")), *tables]
        self.fields["replaced_by"].choices = choices  # type: ignore[attr-defined]


class NewRevision(Withdrawal):
    """When a closed year will be shown anew, and why."""

    due_on = forms.DateField(
        label=_("Dagen revisjonen kommer"),
        help_text=_("Minst fire uker fram. De nye tallene frigis den dagen eller senere."),
        error_messages={"required": _("Velg dagen.")},
    )
    field_order = ("due_on", "nb", "nn", "en")


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


class PlanExercise(forms.Form):
    """A yearly overlap exercise: of which year, why, by which law, with whom."""

    year = forms.TypedChoiceField(
        label=_("Året som telles"), coerce=int, error_messages={"required": _("Velg år.")}
    )
    purpose = forms.CharField(
        label=_("Formål"),
        help_text=_("Alle parter skriver det samme, ord for ord. Det inngår i krypteringen."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Skriv formålet.")},
    )
    legal_basis = forms.CharField(
        label=_("Rettslig grunnlag"),
        help_text=_("Slik en jurist har vurdert det for hver tjeneste. Vis til vurderingen."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv det rettslige grunnlaget.")},
    )
    own = forms.MultipleChoiceField(
        label=_("Våre egne tjenester"),
        choices=[(one.value, one.label) for one in (Service.ADVISER, Service.ENVOY)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    others = forms.CharField(
        label=_("Tjenester utenfor"),
        help_text=_("Én på hver linje. De gjør sin del med safecount og sender filer."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    tallier = forms.CharField(
        label=_("Hvem teller?"),
        help_text=_(
            "En som ikke er med i runden, og som ingen nøkkel har. Står feltet tomt, teller denne "
            "installasjonen selv. Da må de andre stole på den."
        ),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: object, years: range, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (year, str(year)) for year in reversed(years)
        ]

    def clean_purpose(self) -> str:
        """On one line: it stands in commands and in every file."""
        return " ".join(self.cleaned_data["purpose"].split())

    def invited(self) -> list[Invited]:
        own = [Invited(capfirst(str(Service(one).label)), one) for one in self.cleaned_data["own"]]
        lines = (line.strip() for line in self.cleaned_data["others"].splitlines())
        return [*own, *(Invited(line[:120]) for line in lines if line)]


class _Several(forms.FileInput):
    allow_multiple_selected = True


class ReceiveFiles(forms.Form):
    """Files of any step. They say themselves what they are."""

    received = forms.FileField(
        label=_("Filer fra runden"),
        help_text=_(
            "Forpliktelser (.commit), lister (.hop) eller svaret fra den som teller (.band)."
        ),
        widget=_Several(attrs={"multiple": True}),
        error_messages={"required": _("Velg minst én fil.")},
    )

    def given(self) -> dict[str, bytes]:
        return {file.name or "": file.read() for file in self.files.getlist("received")}
