"""What is typed in the studio, and what a text must be before others read it."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks import StreamBlockValidationError

from fristed.editorial.choices import Answer
from fristed.editorial.rules.bodies import blocks_of
from fristed.organisation.queries import faults_of_calls
from fristed.portal.choices import HOUSE, Audience, PageKind
from fristed.portal.queries.pages import norwegian_blocks
from fristed.portal.rules import readability
from fristed.portal.rules.blocks import is_held_back
from fristed.portal.rules.readability import Fault

SENDING: Final = "action-submit"
"""The button that sends a text to be checked. A draft may be saved however it is."""
WORDS: Final = {
    "paragraph": _("Her står %(figure)s ord på rad. Del det opp: høyst %(most)s i hvert avsnitt."),
    "sentence": _("En setning har %(figure)s ord. Del den: høyst %(most)s i hver."),
    "word": _("Bytt ut «%(text)s» med et ord folk bruker når de snakker."),
    "lix": _(
        "Teksten er for tung for unge (LIX %(figure)s, høyst %(most)s). "
        "Bruk kortere ord og kortere setninger."
    ),
}
MOST: Final = {
    "paragraph": readability.MOST_WORDS_IN_A_PARAGRAPH,
    "sentence": readability.MOST_WORDS_IN_A_SENTENCE,
    "lix": readability.MOST_LIX,
}


class ArticleForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail has no types
    """Saved however it is; sent to be checked only when a tired sixteen-year-old can read it."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        if SENDING in self.data and not self.errors:
            self._check_readable(said)
        return said

    def _check_readable(self, said: dict[str, Any]) -> None:
        blocks = [block.paragraphs for block in blocks_of(said["body"].get_prep_value())]
        if not any(blocks):
            self.add_error("body", _("Skriv minst ett avsnitt."))
        for name in ("title", "lead"):
            for words in self._faults([said[name]]):
                self.add_error(name, words)
        wrong = {
            at: ValidationError(f) for at, one in enumerate(blocks) if (f := self._faults(one))
        }
        if self.instance.language not in HOUSE:
            self._check_follows(len(blocks))
        within = [said["title"], said["lead"], *(text for texts in blocks for text in texts)]
        whole = [*self._too_heavy(within), *faults_of_calls(within, on=timezone.localdate())]
        if wrong or whole:
            fault = StreamBlockValidationError(block_errors=wrong, non_block_errors=whole)
            self.add_error("body", fault)

    def _check_follows(self, count: int) -> None:
        """A translation is sent when it says what the Norwegian says, block by block."""
        norwegian = norwegian_blocks(self.instance.page_id)
        if count != len(norwegian):
            many = {"norwegian": len(norwegian), "here": count}
            self.add_error(
                "body", _("Den norske teksten har %(norwegian)s deler, denne har %(here)s.") % many
            )
        elif is_held_back(self.instance.made_from, norwegian):
            self.add_error(None, _("Den norske teksten er endret. Gå gjennom endringene først."))

    def _faults(self, texts: Sequence[str]) -> list[str]:
        found = readability.faults(texts, self.instance.language, for_young=False)
        return [_in_words(fault) for fault in found]

    def _too_heavy(self, texts: Sequence[str]) -> list[str]:
        for_young = Audience.YOUNG in self.instance.page.audiences
        found = readability.faults(texts, self.instance.language, for_young=for_young)
        return [_in_words(fault) for fault in found if fault.code == "lix"]


def _in_words(fault: Fault) -> str:
    about = {"figure": fault.figure, "text": fault.text, "most": MOST.get(fault.code)}
    return str(WORDS[fault.code] % about)


class Checked(forms.Form):
    """What the one who checks answers. Sending back says what to change."""

    answer = forms.ChoiceField(
        label=_("Hva mener du?"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg et svar.")},
    )
    comment = forms.CharField(
        label=_("Til den som skrev"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv ikke noe om en person her."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("answer") == Answer.SEND_BACK and not said.get("comment"):
            self.add_error("comment", _("Skriv hva som må endres."))
        return said


class AboutPage(forms.Form):
    """What is the same about a page in every language."""

    kind = forms.ChoiceField(
        label=_("Under hvilken overskrift står den?"),
        choices=[("", _("Velg")), *PageKind.choices],
        error_messages={"required": _("Velg et svar.")},
    )
    audiences = forms.MultipleChoiceField(
        label=_("Hvem er den for?"),
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én.")},
    )
    consent = forms.CharField(
        label=_("Hvor ligger samtykket?"),
        max_length=80,
        required=False,
        help_text=_(
            "Bare for en historie noen har fortalt. Skriv hvor samtykket ligger, ikke hvem det er. "
            "La det stå tomt når historien er satt sammen av flere."
        ),
    )


class NewPage(AboutPage):
    """A page nobody has written yet."""

    title = forms.CharField(
        label=_("Tittel på bokmål"),
        max_length=80,
        error_messages={"required": _("Skriv en tittel.")},
    )
    field_order = ("title",)


class Followed(forms.Form):
    """Which blocks of a translation say what the Norwegian says today."""

    gone_through = forms.MultipleChoiceField(
        label=_("Hva har du gått gjennom?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én.")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gone_through"].choices = choices  # type: ignore[attr-defined]


class NewLanguage(forms.Form):
    """Which language to begin a translation in."""

    language = forms.ChoiceField(label=_("Språk"), error_messages={"required": _("Velg et språk.")})

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Velg")), *choices]  # type: ignore[attr-defined]
