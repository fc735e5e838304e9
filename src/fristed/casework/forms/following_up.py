"""What may be written in the timeline."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from fristed.casework.actions.following_up import Written
from fristed.casework.forms.fields import LONGEST_REASON, day_field, offer
from fristed.casework.queries import TimelineEntry
from fristed.casework.rules import writing
from fristed.codelists import queries as codelists


class FollowUpEntry(forms.Form):
    """An entry of the timeline."""

    text = forms.CharField(
        label=gettext_lazy("Hva skjedde?"),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=writing.LONGEST_NOTE,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Type"))
    happened_on = day_field(gettext_lazy("Dag"))
    happened_clock = forms.TimeField(
        label=gettext_lazy("Klokken"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutter brukt"),
        min_value=0,
        max_value=writing.MOST_MINUTES,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    late_because = forms.CharField(
        label=gettext_lazy("Hvorfor føres det nå?"),
        help_text=gettext_lazy("Bare når det er over to døgn siden."),
        max_length=300,
        required=False,
    )
    on_paper_at = forms.DateTimeField(
        label=gettext_lazy("Først skrevet"),
        help_text=gettext_lazy("Bare når det ble skrevet på papir eller uten forbindelse."),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "data-written-at": ""}, format="%Y-%m-%dT%H:%M"
        ),
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, is_short: bool = False, **options: Any) -> None:
        """is_short   as it stands in the case itself, without what is hardly ever needed"""
        local = timezone.localtime(now)
        first = {
            "happened_on": local.date(),
            "happened_clock": local.strftime("%H:%M"),
            "kind": "conversation",
        }
        options["initial"] = first | options.get("initial", {})
        super().__init__(*args, **options)
        self.now = now
        if is_short:
            hidden = forms.HiddenInput({"data-written-at": ""})
            self.fields["on_paper_at"].widget = hidden  # filled from a draft without connection
        offer(self, "kind", codelists.choices_for_form("followup_kind", local.date()))

    def written(self) -> Written:
        given = self.cleaned_data
        happened = datetime.combine(
            given["happened_on"], given["happened_clock"], timezone.get_default_timezone()
        )
        return Written(
            kind=given["kind"],
            happened_at=happened,
            written_at=self.now,
            minutes=given["minutes"],
            text=given["text"],
            late_because=given["late_because"],
            on_paper_at=given["on_paper_at"],
        )


def first_of(wrong: TimelineEntry | None) -> dict[str, Any]:
    """What a correction starts from: the entry as it was written."""
    if wrong is None:
        return {}
    return {
        "kind": wrong.kind_code,
        "happened_on": wrong.happened_on,
        "happened_clock": timezone.localtime(wrong.happened_at).strftime("%H:%M")
        if wrong.happened_at
        else None,
        "minutes": wrong.minutes,
        "text": wrong.text,
        "late_because": wrong.late_because,
        "on_paper_at": wrong.on_paper_at,
    }


class ContestEntry(forms.Form):
    """What the person it concerns says is wrong."""

    text = forms.CharField(
        label=gettext_lazy("Hva er feil, med ordene til den det gjelder?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_REASON,
    )
    said_on = day_field(gettext_lazy("Sagt den"))
