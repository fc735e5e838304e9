"""How one form field is drawn: which markup, which classes, what is read aloud with it."""

from dataclasses import dataclass

from django.forms import BaseForm, BoundField, CheckboxInput, Field, MultiWidget
from django.forms.widgets import CheckboxSelectMultiple, RadioSelect, Textarea
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox of several. id: of its input."""

    control: SafeString
    label: str
    id: str


def kind(field: BoundField) -> str:
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, MultiWidget):
        return "parts"
    return "plain"


def control(field: BoundField) -> SafeString:
    attrs: dict[str, str | bool] = {} if field.is_hidden else {"class": _class_of(field)}
    if isinstance(field.field.widget, Textarea) and "rows" not in field.field.widget.attrs:
        attrs["rows"] = "6"
    return field.as_widget(attrs=attrs)


def _class_of(field: BoundField) -> str:
    own = field.field.widget.attrs.get("class", "")
    return f"ds-input {own}".strip()


def options(field: BoundField) -> list[Option]:
    """Radio buttons or checkboxes. Each is read aloud with the errors of the whole question."""
    invalid = {"aria-invalid": "true"} if field.errors else {}
    drawn = []
    for choice in field.subwidgets:
        choice.data["attrs"] = {**choice.data["attrs"], "class": "ds-input", **invalid}
        choice.data["wrap_label"] = False
        drawn.append(Option(choice.tag(), str(choice.choice_label), choice.id_for_label))
    return drawn


@dataclass(frozen=True)
class Fault:
    """What is wrong with an answer. named: the sentence already says which question."""

    text: str
    named: bool


def faults(field: BoundField) -> list[Fault]:
    """The field's errors; one that only says "required" in Django's words says it in ours."""
    unsaid = str(Field.default_error_messages["required"])
    drawn = []
    for error in field.errors.as_data():
        for text in error.messages:
            named = error.code == "required" and text == unsaid
            words = _("«%(label)s» må fylles ut.") % {"label": field.label} if named else text
            drawn.append(Fault(words, named))
    return drawn


def first_id(field: BoundField) -> str:
    """Where a link in the error summary goes: the first control of the question."""
    several = kind(field) in ("choices", "parts")
    return f"{field.auto_id}_0" if several else str(field.id_for_label)


def asks(form: object) -> str:
    """all     every question must be answered; said once, at the top
    none    none must; said once
    some    each question says which it is
    ""      a form of one required question needs no such sentence
    """
    if not isinstance(form, BaseForm):
        return ""
    required = [field.field.required for field in form.visible_fields()]
    if not any(required):
        return "none" if required else ""
    if not all(required):
        return "some"
    return "all" if len(required) > 1 else ""
