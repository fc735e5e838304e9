"""What a writer types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 12_000


class NewReport(forms.Form):
    year = forms.TypedChoiceField(label=_("År"), coerce=int)

    def __init__(self, *args: Any, years: range, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(one, one) for one in reversed(years)]  # type: ignore[attr-defined]


class ChapterText(forms.Form):
    nb = forms.CharField(
        label=_("Tekst på bokmål"),
        help_text=_(
            "Blank linje mellom avsnitt. Et tall skrives med kilde, slik: [899 | MR 2023]."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "nb"}),
    )
    nn = forms.CharField(
        label=_("Tekst på nynorsk"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "nn"}),
    )
    tables = forms.MultipleChoiceField(
        label=_("Tabeller som vises etter teksten"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, tables: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tables"].choices = tables  # type: ignore[attr-defined]


class NewComment(forms.Form):
    text = forms.CharField(
        label=_("Hva bør bli bedre?"),
        max_length=1000,
        error_messages={"required": _("Skriv hva som bør bli bedre.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PeriodText(forms.Form):
    """Three questions, none of which must be answered: ten minutes at most."""

    worked = forms.CharField(
        label=_("Hva har du brukt mest tid på?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    changed = forms.CharField(
        label=_("Hva er nytt, eller annerledes enn før?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    needed = forms.CharField(
        label=_("Hva trenger du for å gjøre jobben bedre?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_sure = forms.BooleanField(
        label=_("Ingen kan kjennes igjen i det jeg har skrevet"), required=False
    )

    @property
    def questions(self) -> tuple[tuple[str, Any], ...]:
        return tuple((name, one.label) for name, one in self.fields.items() if name != "is_sure")
