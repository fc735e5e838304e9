"""A list of hundreds to choose from."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    """Drawn as text: a template for each option takes longer than the rest of the page."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None
    ) -> SafeString:
        chosen = str(value or "")
        drawn = format_html_join("", "{}", ((_drawn(one, chosen),) for one in self.choices))
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})})),
            drawn,
        )


def _drawn(choice: tuple[Any, Any], chosen: str) -> SafeString:
    value, label = choice
    if isinstance(label, list | tuple):
        return format_html('<optgroup label="{}">{}</optgroup>', value, _options(label, chosen))
    return _options([choice], chosen)


def _options(choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, SafeString(" selected") if str(value) == chosen else "", label)
            for value, label in choices
        ),
    )
