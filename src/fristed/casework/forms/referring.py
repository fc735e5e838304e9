"""What may be typed to a service outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import CheckedHow, OutsideService, SentHow
from fristed.casework.forms.fields import BirthNumber
from fristed.casework.rules.referring import Content
from fristed.casework.rules.reporting import Report
from fristed.codelists import queries as codelists

LONGEST = 12_000  # characters
Choices = Sequence[tuple[Any, Any]]
YES_NO = [("no", gettext_lazy("Nei")), ("yes", gettext_lazy("Ja"))]


def _text(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=LONGEST,
        required=required,
    )


class _Based(forms.Form):
    basis = forms.ChoiceField(label=gettext_lazy("Hva bygger det på?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, bases: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["basis"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = bases


class ReferCase(_Based):
    service = forms.ChoiceField(
        label=gettext_lazy("Hvilken tjeneste?"), choices=OutsideService.choices
    )
    to_whom = forms.CharField(label=gettext_lazy("Hvem der?"), max_length=200)
    what = _text(gettext_lazy("Hva får de vite? Det minste som trengs."), rows=6)
    why = _text(gettext_lazy("Hvorfor, når det er uten samtykke?"), rows=3, required=False)
    family_told = forms.ChoiceField(
        label=gettext_lazy("Får familien vite om det?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        initial="no",
        required=False,
    )
    field_order = ("service", "to_whom", "basis", "what", "why", "family_told")

    def content(self) -> Content:
        given = self.cleaned_data
        return Content(
            to_whom=given["to_whom"],
            what=given["what"],
            why=given["why"],
            family_told=given["family_told"] == "yes",
        )


class TickOffReferral(forms.Form):
    how = forms.ChoiceField(choices=CheckedHow.choices)


class ReportCase(_Based):
    """A report to child welfare: the fields its portal asks for, the parents' first."""

    guardians_informed = forms.ChoiceField(
        label=gettext_lazy("Er foreldrene orientert?"),
        help_text=gettext_lazy(
            "I saker om ære og kontroll skal de ofte ikke vite det. Er du i tvil: nei."
        ),
        choices=YES_NO,
        widget=forms.RadioSelect,
        initial="no",
    )
    guardians_why_not = _text(
        gettext_lazy("Hvorfor er de ikke orientert?"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Må fylles ut når svaret er nei."),
    )
    guardians = forms.CharField(
        label=gettext_lazy("Foreldre eller andre foresatte, ett navn på hver linje"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=400,
    )
    child = forms.CharField(label=gettext_lazy("Barnets navn"), max_length=200)
    fnr = BirthNumber(
        label=gettext_lazy("Fødselsnummer eller D-nummer"),
        help_text=gettext_lazy("Bare hvis du har det og barnevernet trenger det."),
        required=False,
    )
    address = forms.CharField(
        label=gettext_lazy("Adresse"),
        help_text=gettext_lazy("Aldri en sperret adresse."),
        max_length=200,
        required=False,
    )
    child_informed = forms.ChoiceField(
        label=gettext_lazy("Vet barnet at du melder?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        initial="yes",
    )
    child_why_not = _text(gettext_lazy("Hvorfor ikke?"), rows=2, required=False)
    municipality = forms.ChoiceField(label=gettext_lazy("Kommune"))
    district_number = forms.RegexField(
        regex=r"^\d{2}$", label=gettext_lazy("Bydelens nummer, to sifre"), initial="00"
    )
    district_name = forms.CharField(
        label=gettext_lazy("Bydelens navn"), initial=gettext_lazy("Ingen bydel"), max_length=80
    )
    message = _text(gettext_lazy("Hva er du bekymret for?"), rows=7)
    history = _text(gettext_lazy("Hva har skjedd før?"), rows=3, required=False)
    other_views = _text(gettext_lazy("Hva mener andre?"), rows=3, required=False)
    interpreter = forms.BooleanField(label=gettext_lazy("Trenger tolk"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telefonen din"), max_length=20)
    email = forms.EmailField(label=gettext_lazy("E-posten din"))
    why = _text(
        gettext_lazy("Hvorfor meldes det, når det er uten samtykke?"), rows=3, required=False
    )

    def __init__(self, *args: Any, on: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["municipality"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        places = codelists.municipalities_on(on)
        field.choices = [("", _("Velg")), *sorted(((p.code, p.name) for p in places), key=_name)]
        self.names = {place.code: place.name for place in places}
        self.order_fields(["guardians_informed", "guardians_why_not", "guardians", "child"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for who in ("guardians", "child"):
            if given.get(f"{who}_informed") == "no" and not given.get(f"{who}_why_not", "").strip():
                self.add_error(f"{who}_why_not", _("Skriv hvorfor ikke."))
        return given

    def report(self, *, by: str, role: str, agency: str, at: datetime) -> Report:
        given = self.cleaned_data
        informed = given["guardians_informed"] == "yes"
        return Report.model_validate(
            {
                "kommunenummer": given["municipality"],
                "kommunenavn": self.names[given["municipality"]],
                "bydelsnummer": given["district_number"],
                "bydelsnavn": given["district_name"],
                "offentlig_melder": {
                    "personnavn": by,
                    "rolle": role,
                    "telefonnummer": given["phone"],
                    "epost": given["email"],
                    "virksomhet": agency,
                },
                "offentlig_barn": [
                    {
                        "personnavn": given["child"],
                        "fnr": given["fnr"],
                        "adresse": given["address"],
                        "orientert": given["child_informed"] == "yes",
                        "orientert_grunn": given["child_why_not"],
                    }
                ],
                "foresatte": [
                    {
                        "personnavn": name.strip(),
                        "orientert": informed,
                        "orientert_grunn": "" if informed else given["guardians_why_not"],
                    }
                    for name in given["guardians"].splitlines()
                    if name.strip()
                ],
                "melding": {
                    "melding": given["message"],
                    "historie": given["history"],
                    "andre_synspunkter": given["other_views"],
                },
                "behov_for_tolk": given["interpreter"],
                "sendingstidspunkt": at,
                "leveringskanal": "portal",
            }
        )


class SendReferral(forms.Form):
    how = forms.ChoiceField(label=gettext_lazy("Hvordan sendte du?"), choices=SentHow.choices)


class AnswerReferral(forms.Form):
    text = _text(gettext_lazy("Hva svarte de?"))


class SayWhy(forms.Form):
    why = _text(gettext_lazy("Hvorfor?"), rows=3)


def _name(choice: tuple[str, str]) -> str:
    return choice[1].lower().translate(str.maketrans("æøå", "{|}"))
