"""`{% load ui %}`: what layouts and partials need, and days and numbers in words."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import SafeString

from fristed.kernel.clocks import Town
from fristed.ui import controls, reasons, wording
from fristed.ui.house import HOUSE, House, Place

register = template.Library()


@register.simple_tag
def house() -> House:
    return HOUSE


@register.simple_tag(takes_context=True)
def places(context: template.Context) -> Sequence[tuple[Place, bool]]:
    """Where this person can go, and whether she is there now."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ()
    return [
        (place, place.holds(request.path))
        for place in HOUSE.places(getattr(request, "actor", None))
    ]


@register.simple_tag(takes_context=True)
def this_page_in(context: template.Context, language: str) -> str:
    """This page's address in another language, without its query."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return "/" if language == "nb" else f"/{language}/"
    return translate_url(request.path, language)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own input, select or textarea, dressed for Designsystemet."""
    return controls.control(field)


@register.filter
def kind(field: BoundField) -> str:
    """How the field is drawn: "hidden", "choices", "check", "parts" or "plain"."""
    return controls.kind(field)


@register.filter
def options(field: BoundField) -> Sequence[controls.Option]:
    return controls.options(field)


@register.filter
def faults(field: BoundField) -> Sequence[controls.Fault]:
    return controls.faults(field)


@register.filter
def first_id(field: BoundField) -> str:
    return controls.first_id(field)


@register.filter
def asks(form: object) -> str:
    """What the form says first about what must be filled in: "all", "none", "some" or ""."""
    return controls.asks(form)


@register.filter
def explain(code: str) -> str:
    return reasons.explain(code)


@register.filter
def day(value: date | datetime | None) -> str:
    return wording.day(value) if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    return wording.short_day(value) if value else ""


@register.filter
def days(first: date | datetime, last: date | datetime) -> str:
    return wording.days(first, last)


@register.filter
def weekday(value: date | datetime | None) -> str:
    return wording.weekday(value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    return wording.clock(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return wording.moment(value) if value else ""


@register.filter
def both_clocks(value: datetime | None, town: Town) -> str:
    return wording.both_clocks(value, town) if value else ""


@register.filter
def moment_on_both(value: datetime | None, town: Town) -> str:
    return wording.moment_on_both(value, town) if value else ""


@register.filter
def when(value: date | datetime | None, today: date) -> str:
    return wording.when(value, today) if value else ""


@register.filter
def ago(value: date | datetime | None, today: date) -> str:
    return wording.ago(value, today) if value else ""


@register.filter
def duration(minutes: int | None) -> str:
    return "" if minutes is None else wording.duration(minutes)


@register.filter
def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    return "" if value is None else wording.number(value, decimals)


@register.filter
def percent(value: float | Decimal | None, decimals: int | None = None) -> str:
    return "" if value is None else wording.percent(value, decimals)


@register.filter
def change(value: float | Decimal | None, decimals: int | None = None) -> str:
    return "" if value is None else wording.change(value, decimals)


@register.filter
def tone(level: str | None) -> str:
    """A notice's colour; Django's messages say "error" and "debug"."""
    return {"": "info", "error": "danger", "debug": "neutral"}.get(level or "", level or "info")
