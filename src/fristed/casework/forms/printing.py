"""What of a case is put on paper, why, and what of it is covered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import PrintReason
from fristed.casework.forms.fields import LONGEST, offer, text_field
from fristed.casework.queries import CoveredPaper, TimelineEntry
from fristed.ui import wording


class PrintCase(forms.Form):
    """What of a case is put on paper, and why. Nothing is chosen beforehand."""

    why = forms.ChoiceField(
        label=gettext_lazy("Hva er utskriften til?"),
        help_text=gettext_lazy("Står på hver side og i tilgangsloggen."),
        choices=[("", gettext_lazy("Velg")), *PrintReason.choices],
    )
    with_registration = forms.BooleanField(
        label=gettext_lazy("Ta med det som er registrert om personen"), required=False
    )
    all_entries = forms.BooleanField(label=gettext_lazy("Ta med alle oppføringene"), required=False)
    entries = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Eller velg oppføringer"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, entries: Sequence[TimelineEntry], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "entries", [(one.number, _label(one)) for one in entries])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("all_entries") or given.get("entries") or given.get("with_registration")):
            self.add_error(None, _("Velg noe å skrive ut."))
        return given

    def numbers(self) -> list[int]:
        """The entries that were chosen; only such as are there."""
        if self.cleaned_data["all_entries"]:
            return [number for number, _label in self.fields["entries"].choices]  # type: ignore[attr-defined]
        return list(self.cleaned_data["entries"])

    def carried(self) -> list[tuple[str, str]]:
        """What was chosen, as hidden fields of the page that comes next."""
        given = self.cleaned_data
        chosen = [("entries", str(number)) for number in given["entries"]]
        ticked = [(name, "on") for name in ("with_registration", "all_entries") if given[name]]
        return [("why", given["why"]), *ticked, *chosen]


def first_of(asked: QueryDict) -> dict[str, Any]:
    """What a link from another page chooses: why, and whether it is all of it."""
    why, is_all = asked.get("why", ""), "all" in asked
    return {
        "why": why if why in PrintReason.values else "",
        "with_registration": is_all,
        "all_entries": is_all,
    }


class Cover(forms.Form):
    """What may stand after all, and what is to be covered as well.

    seen   which paper was shown last; only that one is printed
    """

    stands = forms.MultipleChoiceField(
        label=gettext_lazy("La dette stå likevel"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    more = text_field(
        gettext_lazy("Skjul også"),
        gettext_lazy("Ett navn eller ord på hver linje."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    is_changed = False  # since it was shown last

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        self.sent = sent

    def asked(self) -> tuple[frozenset[str], frozenset[str]]:
        """What may stand, and what is covered too. Asked before anybody knows what is found."""
        lines = self.sent.get("more", "")[:LONGEST].splitlines()
        more = frozenset(line.strip() for line in lines if line.strip())
        return frozenset(self.sent.getlist("stands")), more

    def has_shown(self, paper: CoveredPaper) -> bool:
        return self.sent.get("seen") == paper.digest

    def show(self, paper: CoveredPaper) -> None:
        """Offer what was found in it, and remember that it is the one that is shown."""
        offer(self, "stands", [(word, f"{word} ({kind})") for word, kind in paper.words])
        self.is_changed = bool(self.sent.get("seen"))
        self.data = newer = self.sent.copy()
        newer["seen"] = paper.digest


def _label(entry: TimelineEntry) -> str:
    return f"{entry.number}. {entry.title}, {wording.day(entry.happened_on)}, {entry.author}"
