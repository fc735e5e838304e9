"""What may be typed about a matter before the competence team."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from fristed.casework.choices import Basis, OfferOutcome
from fristed.casework.forms.fields import day_field, offer, offer_unchosen
from fristed.casework.forms.people import maybe
from fristed.codelists import queries as codelists

LONGEST: Final = 8_000  # characters
MOST_MINUTES: Final = 480  # a working day
MOST_KRONER: Final = 1_000_000


def _text(label: Any, help_text: Any = "", rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=LONGEST,
    )


def _law() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Hva slags regler gjelder spørsmålet?"),
        help_text=gettext_lazy("Avgjør hvem som svarer. Uten svar her avgjør hvem som spør."),
        required=False,
    )


def _amount() -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("Beløp det søkes om, i kroner"), min_value=1, max_value=MOST_KRONER
    )


class WhoAnswers(forms.Form):
    """What decides who of the team answers."""

    caller = forms.ChoiceField(label=gettext_lazy("Hvem spør?"))
    law = _law()

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        callers = codelists.choices_for_form("contact_route_competence_team", on)
        offer_unchosen(self, "caller", callers)
        offer(self, "law", maybe("consultation_law", on))


class TakeIn(WhoAnswers):
    concern = forms.ChoiceField(label=gettext_lazy("Hovedbekymring"))
    summary = _text(
        gettext_lazy("Hva gjelder det?"),
        gettext_lazy("Identitet trengs ikke. Skriv aldri en adresse."),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        offer_unchosen(self, "concern", codelists.choices_for_form("concern", on))


class AskTeam(forms.Form):
    concern = forms.ChoiceField(label=gettext_lazy("Hovedbekymring"))
    law = _law()
    summary = _text(
        gettext_lazy("Hva vil du drøfte?"),
        gettext_lazy("Identitet trengs ikke. Skriv aldri en adresse."),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "concern", codelists.choices_for_form("concern", on))
        offer(self, "law", maybe("consultation_law", on))


class ApplyFromCase(forms.Form):
    travellers = _text(gettext_lazy("Hvem skal reise?"), rows=2)
    why = _text(
        gettext_lazy("Hvorfor må reisen betales?"),
        gettext_lazy("Hva faren er, og at ingen andre kan betale."),
        rows=4,
    )
    amount = _amount()


class Reassign(forms.Form):
    member = forms.ChoiceField(label=gettext_lazy("Hvem svarer?"))

    def __init__(self, *args: Any, members: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "member", list(members))


class ShareEntry(forms.Form):
    text = _text(gettext_lazy("Hva deler du?"))
    basis = forms.ChoiceField(label=gettext_lazy("Grunnlag for å dele"), choices=Basis.choices)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutter brukt"),
        min_value=0,
        max_value=MOST_MINUTES,
        initial=30,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or 0


class ShareNote(forms.Form):
    basis = forms.ChoiceField(label=gettext_lazy("Grunnlag for å dele"), choices=Basis.choices)


class WriteNote(forms.Form):
    text = _text(gettext_lazy("Eget notat"))


class AskForHousing(forms.Form):
    over_18 = forms.BooleanField(label=gettext_lazy("Personen er over 18 år"), required=False)
    needs_protection = forms.BooleanField(
        label=gettext_lazy("Personen trenger beskyttelse"), required=False
    )
    wants_help = forms.BooleanField(
        label=gettext_lazy("Personen ønsker selv hjelpen"), required=False
    )
    needs = _text(
        gettext_lazy("Hva trengs?"),
        gettext_lazy("Hvem plassen er til, og hva den må ha. Aldri en adresse eller en kommune."),
        rows=4,
    )


class DecideHousing(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Hva bestemte kommunen?"), choices=OfferOutcome.choices
    )


class ApplyForRefund(forms.Form):
    mission = forms.CharField(label=gettext_lazy("Utenriksstasjon som søker"), max_length=80)
    travellers = forms.CharField(label=gettext_lazy("Hvem skal reise?"), max_length=300)
    amount = _amount()


class DecideRefund(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Avgjørelse"), choices=OfferOutcome.choices)
    granted = forms.IntegerField(
        label=gettext_lazy("Innvilget beløp, i kroner"),
        help_text=gettext_lazy("Null ved avslag."),
        min_value=0,
        max_value=MOST_KRONER,
        initial=0,
    )


class CallMeeting(forms.Form):
    day = day_field(gettext_lazy("Dag"))
    clock = forms.TimeField(
        label=gettext_lazy("Klokken"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        initial="09:00",
    )

    def starts_at(self) -> datetime:
        given = self.cleaned_data
        return datetime.combine(given["day"], given["clock"], timezone.get_default_timezone())


class _Owned(forms.Form):
    """Who does it, by when."""

    def __init__(self, *args: Any, owners: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        none = [] if self.fields["owner"].required else [("", gettext_lazy("Ikke satt ennå"))]
        offer(self, "owner", [*none, *owners])


class Decide(_Owned):
    text = _text(gettext_lazy("Hva ble vedtatt?"), rows=4)
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Hvem gjør det?"),
        help_text=gettext_lazy("Må være satt før møtet avsluttes."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    due_on = day_field(gettext_lazy("Innen"), required=False)


class AssignDecision(_Owned):
    owner = forms.TypedChoiceField(label=gettext_lazy("Hvem gjør det?"), coerce=int)
    due_on = day_field(gettext_lazy("Innen"))
