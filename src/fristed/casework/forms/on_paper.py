"""Forms to be filled in by hand, drawn from the same fields as those on the screen: a field that
changes, changes the paper."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.actions.bringing_home import STEPS
from fristed.casework.choices import Routine
from fristed.casework.forms.registering import Coded, StartCase
from fristed.casework.forms.safety import AssessRisk, MakePlan
from fristed.casework.forms.sharing import RecordConsent
from fristed.casework.forms.travel import AgreeTrip, KeepStep
from fristed.codelists import queries as codelists

Question = dict[str, Any]
MOST_BOXES: Final = 14
"""A list longer than this is written by hand: nobody reads 350 municipalities on paper."""

SHEETS: Final[Mapping[str, Promise]] = {
    "start": gettext_lazy("Første registrering"),
    "risk": gettext_lazy("Vurdering av fare"),
    "plan": gettext_lazy("Trygghetsplan"),
    "trip": gettext_lazy("Reiseavtale"),
    "absence": gettext_lazy("Borte fra skolen"),
    "consent": gettext_lazy("Samtykke"),
}
LANGUAGES: Final = (("nb", "bokmål"), ("nn", "nynorsk"), ("en", "English"))


class PrintBlank(forms.Form):
    sheets = forms.MultipleChoiceField(
        label=gettext_lazy("Hvilke skjemaer?"),
        choices=list(SHEETS.items()),
        initial=list(SHEETS),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Språk"), choices=LANGUAGES, widget=forms.RadioSelect
    )


def sheets(chosen: Iterable[str], *, on: date) -> list[dict[str, Any]]:
    """The values of `paper/pack.typ`, in the language that is in use."""
    return [{"title": str(SHEETS[key]), "questions": list(_sheet(key, on))} for key in chosen]


def _sheet(key: str, on: date) -> Iterator[Question]:
    if key == "absence":
        return _steps(on)
    made: dict[str, forms.Form] = {
        "start": StartCase(on=on),
        "risk": AssessRisk(None, persons=[("", "")], latest=None, on=on),
        "plan": MakePlan(None, latest=None, on=on),
        "trip": AgreeTrip(None, on=on),
        "consent": RecordConsent(on=on),
    }
    return (_question(field) for field in made[key].fields.values() if not _is_hidden(field))


def _steps(on: date) -> Iterator[Question]:
    """A routine's steps, each with what is written about it."""
    for code in codelists.code_list(STEPS[Routine.ABSENCE], on).codes:
        parts = [_question(field) for field in KeepStep.base_fields.values()]
        yield {**_nothing(str(code.label), str(code.help)), "parts": parts}


def _question(field: forms.Field) -> Question:
    asked = _nothing(str(field.label), str(field.help_text))
    if isinstance(field, forms.BooleanField):
        return {**asked, "label": "", "boxes": [str(field.label)]}
    if isinstance(field, forms.ChoiceField):
        boxes = _boxes(field)
        return {**asked, "boxes": boxes} if boxes else {**asked, "lines": 1}
    if isinstance(field.widget, forms.Textarea):
        return {**asked, "lines": int(field.widget.attrs.get("rows", 6))}
    return {**asked, "lines": 1, "is_short": isinstance(field, forms.DateField | forms.TimeField)}


def _nothing(label: str, help_text: str) -> Question:
    none: Question = {"lines": 0, "boxes": [], "parts": [], "is_short": False}
    return {"label": label, "help": help_text, **none}


def _boxes(field: forms.Field) -> list[str]:
    """What can be ticked; nothing where it is written instead."""
    choices: list[tuple[Any, Any]] = list(getattr(field, "choices", ()))
    grouped = any(isinstance(label, list | tuple) for _value, label in choices)
    if grouped or len(choices) > MOST_BOXES:
        return []
    meanings = {one.label: one.text for one in field.meanings} if isinstance(field, Coded) else {}
    labels = (_in_words(label) for value, label in choices if value)
    return [f"{one}: {meanings[one]}" if one in meanings else one for one in labels]


def _in_words(label: Any) -> str:
    """A label with its meaning under it on the screen, on one line."""
    name, mark, meaning = str(label).partition('<span class="meaning">')
    text = f"{name.strip()}: {meaning}" if mark and strip_tags(meaning) else name
    return strip_tags(text).strip()


def _is_hidden(field: forms.Field) -> bool:
    return bool(field.widget.is_hidden)


def written_on_top() -> list[Question]:
    """What every sheet begins with."""
    return [
        {**_nothing(_("Arbeidsnavn, ikke den unges navn"), ""), "lines": 1},
        {**_nothing(_("Skrevet uten maskin, dag og klokkeslett"), ""), "lines": 1},
    ]
