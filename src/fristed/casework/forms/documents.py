"""A document to add."""

from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from fristed.casework.choices import DocumentKind
from fristed.vault.intake import WholeFile

LONGEST_TITLE: Final = 120


class AddDocument(forms.Form):
    file = WholeFile(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy(
            "PDF, JPEG, PNG, ren tekst eller et kontordokument uten makroer. Opptil 20 MB."
        ),
        allow_empty_file=True,  # the intake says it in its own words
    )
    title = forms.CharField(
        label=gettext_lazy("Tittel"),
        help_text=gettext_lazy("Tomt: filens eget navn."),
        max_length=LONGEST_TITLE,
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Hva er det?"),
        choices=DocumentKind.choices,
        initial=DocumentKind.LETTER,
    )
    keep_original = forms.BooleanField(
        label=gettext_lazy("Behold filen nøyaktig som den er"),
        help_text=gettext_lazy(
            "Ellers fjernes det filen forteller om hvem som laget den, hvor og når."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") and not given.get("title"):
            given["title"] = PurePath(given["file"].name or "").stem[:LONGEST_TITLE]
        return given

    def content(self) -> bytes:
        content: bytes = self.cleaned_data["file"].read()
        return content
