"""Days, durations and numbers as people write them, in the language of the page."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from babel.dates import format_date, format_interval
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fristed.kernel.clocks import Town, on_both

LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}
THIN_SPACE = "\u202f"  # narrow, and does not break
HARD_SPACE = "\u00a0"
MINUS = "\u2212"


def language() -> str:
    """The page's language; bokmål when nobody has chosen."""
    code = (get_language() or "nb").split("-")[0]
    return code if code in LOCALES else "nb"


def _day_of(value: date | datetime) -> date:
    """A moment's day is the day in Norway, not in UTC."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _written(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=LOCALES[language()])


def day(value: date | datetime) -> str:
    """25. november 2026"""
    return _written(_day_of(value), "d MMMM y" if language() == "en" else "d. MMMM y")


def short_day(value: date | datetime) -> str:
    """25.11.2026, for columns"""
    return _written(_day_of(value), "dd/MM/y" if language() == "en" else "dd.MM.y")


def days(first: date | datetime, last: date | datetime) -> str:
    """25. nov.–4. des. 2026"""
    return format_interval(_day_of(first), _day_of(last), "yMMMd", locale=LOCALES[language()])


def weekday(value: date | datetime) -> str:
    """onsdag 25. november"""
    return _written(_day_of(value), "EEEE d MMMM" if language() == "en" else "EEEE d. MMMM")


def clock(value: datetime) -> str:
    """14.05, on Norway's clock"""
    return _hands(timezone.localtime(value) if timezone.is_aware(value) else value)


def moment(value: datetime) -> str:
    """25. november 2026 kl. 14.05"""
    return _("%(day)s kl. %(clock)s") % {"day": day(value), "clock": clock(value)}


def both_clocks(value: datetime, town: Town) -> str:
    """14.00 Oslo / 17.00 Islamabad; says so when it is another day there"""
    both = on_both(value, town)
    there = f"{_hands(both.there)} {town.name}"
    if both.days_apart:
        other = _("dagen etter") if both.days_apart > 0 else _("dagen før")
        there = f"{there} ({other})"
    return f"{_hands(both.oslo)} Oslo / {there}"


def moment_on_both(value: datetime, town: Town) -> str:
    """25. november 2026 kl. 14.00 Oslo / 17.00 Islamabad; the day is Norway's"""
    return _("%(day)s kl. %(clock)s") % {"day": day(value), "clock": both_clocks(value, town)}


def _hands(local: datetime) -> str:
    return local.strftime("%H:%M" if language() == "en" else "%H.%M")


def when(value: date | datetime, today: date) -> str:
    """i dag, i går, i morgen; a weekday within the coming and the last week; else the day."""
    that = _day_of(value)
    near = {0: _("i dag"), -1: _("i går"), 1: _("i morgen")}
    days = (that - today) // timedelta(days=1)
    if days in near:
        return near[days]
    return weekday(that) if abs(days) < 7 else day(that)


def ago(value: date | datetime, today: date) -> str:
    """i dag, for 3 dager siden, om 2 uker"""
    days = (_day_of(value) - today) // timedelta(days=1)
    if abs(days) <= 1:
        return when(value, today)
    span = _span(abs(days))
    return (_("om %(span)s") if days > 0 else _("for %(span)s siden")) % {"span": span}


def _span(days: int) -> str:
    if days < 14:
        return ngettext("%(count)s dag", "%(count)s dager", days) % {"count": days}
    if days < 60:
        weeks = days // 7
        return ngettext("%(count)s uke", "%(count)s uker", weeks) % {"count": weeks}
    if days < 730:
        months = days * 12 // 365
        return ngettext("%(count)s måned", "%(count)s måneder", months) % {"count": months}
    years = days * 4 // 1461
    return ngettext("%(count)s år", "%(count)s år", years) % {"count": years}


def duration(minutes: int) -> str:
    """2 t 15 min"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s t") % {"hours": number(hours)}
    return _("%(hours)s t %(minutes)s min") % {"hours": number(hours), "minutes": rest}


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """1 137 and 3,4 (with a thin space); in English 1,137 and 3.4.

    decimals   as many as the value has when not said; a float gets one
    """
    if decimals is None:
        decimals = _decimals_of(value)
    thousands, point = (",", ".") if language() == "en" else (THIN_SPACE, ",")
    plain = f"{value:,.{decimals}f}"
    return plain.replace(",", "\0").replace(".", point).replace("\0", thousands).replace("-", MINUS)


def _decimals_of(value: float | Decimal) -> int:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
    return 0 if isinstance(value, int) else 1


def percent(value: float | Decimal, decimals: int | None = None) -> str:
    """3,4 %, with a space that does not break; in English 3.4%"""
    gap = "" if language() == "en" else HARD_SPACE
    return f"{number(value, decimals)}{gap}%"


def change(value: float | Decimal, decimals: int | None = None) -> str:
    """A difference with its sign: +68 or −33"""
    sign = "+" if value > 0 else ""
    return f"{sign}{number(value, decimals)}"
