"""What is typed about a network's meetings."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fristed.guidance.choices import MeetingPlace
from fristed.guidance.forms.roster import day_input
from fristed.guidance.forms.working import fresh, text_field
from fristed.guidance.rules.calendars import Busy, Sort

LASTS: Final = (30, 45, 60, 90, 120, 180)  # [minutes]
MOST_POINTS: Final = 20
NO_NAMES: Final = _("Skriv om samarbeidet. Ingen navn, og ingen i en sak.")


class CallNetworkMeeting(forms.Form):
    day = forms.DateField(label=_("Dag"), widget=day_input())
    clock = forms.TimeField(
        label=_("Klokken"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        initial="09:00",
    )
    minutes = forms.TypedChoiceField(
        label=_("Varighet"),
        coerce=int,
        choices=[(lasts, f"{lasts} min") for lasts in LASTS],
        initial=60,
    )
    place = forms.ChoiceField(label=_("Hvor?"), choices=MeetingPlace.choices)
    agenda = text_field(_("Dagsorden"), _("Ett punkt på hver linje, uten navn."), rows=6)
    anyway = forms.BooleanField(widget=fresh(), required=False)

    def clean_agenda(self) -> list[str]:
        points = [line.strip() for line in self.cleaned_data["agenda"].splitlines()]
        points = [line for line in points if line]
        if len(points) > MOST_POINTS or any(len(line) > 200 for line in points):
            raise forms.ValidationError(_("Høyst tjue punkter, hvert på høyst 200 tegn."))
        return points

    def starts_at(self) -> datetime:
        given = self.cleaned_data
        return datetime.combine(given["day"], given["clock"], timezone.get_default_timezone())

    def takes(self, unit: str) -> Busy:
        """Whose time it takes is not said yet."""
        starts_at = self.starts_at()
        ends_at = starts_at + timedelta(minutes=self.cleaned_data["minutes"])
        return Busy("", 0, Sort.MEETING, unit, "", starts_at, ends_at)


class WriteNetworkMinutes(forms.Form):
    """What was agreed about a point; and, where somebody is to do something, who and by when."""

    agreed = text_field(_("Hva ble dere enige om?"), NO_NAMES, rows=5)
    what = forms.CharField(label=_("Oppgave"), max_length=200, required=False)
    owner = forms.TypedChoiceField(
        label=_("Hvem gjør det?"), coerce=int, empty_value=None, required=False
    )
    due_on = forms.DateField(label=_("Innen"), widget=day_input(), required=False)

    def __init__(self, *args: Any, members: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [("", _("Ingen")), *members]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        task = [given.get(name) for name in ("what", "owner", "due_on")]
        if any(task) and not all(task):
            raise forms.ValidationError(
                _now("En oppgave trenger hva som skal gjøres, hvem som gjør det, og en frist.")
            )
        return given


class AddToArticle(forms.Form):
    text = text_field(_("Slik er det hos oss"), NO_NAMES, rows=6)
    review_on = forms.DateField(label=_("Se på det igjen"), widget=day_input())

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["review_on"].initial = on + timedelta(days=180)
        self.on = on

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= self.on:
            raise forms.ValidationError(_("Velg en dag fram i tid."))
        return day
