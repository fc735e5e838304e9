"""What a neutral text may not say. Somebody else reads it first, so it may mean nothing to them."""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

LANGUAGES: Final = ("nb", "nn", "en")
LONGEST: Final = 160  # characters: one message on any phone
TELLING: Final = re.compile(
    r"(råd|hjelp|help|støtt|støtte|support|advis|trygg|safe|fare|dang|sak\b|\bcase|tvang|forced"
    r"|ekteskap|marri|kontroll|control|vold|violen|politi|police|barnevern|ambassad|embass|imdi"
    r"|fristed|nora|skole|school|reise|travel|familie|family|hemmel|secret|bekym|concern|slett"
    r"|delete)",
    re.IGNORECASE,
)
"""Beginnings of words that would tell a reader what it is about. Better one too many."""


def check_neutral(words: Mapping[str, str]) -> None:
    """Check that the text may be read by anybody.

    :raises RuleBroken: `language_missing`, `too_long`, `holds_number` or `telling_word`.
    """
    for language in LANGUAGES:
        text = words.get(language, "").strip()
        if not text:
            raise RuleBroken("language_missing", _("Skriv teksten på alle tre språkene."))
        if len(text) > LONGEST:
            raise RuleBroken(
                "too_long", _("Bruk høyst %(most)s tegn på hvert språk.") % {"most": LONGEST}
            )
        if re.search(r"\d|@|://", text):
            raise RuleBroken(
                "holds_number", _("En nøytral tekst har ingen tall, adresser eller lenker.")
            )
        telling = TELLING.search(text)
        if telling:
            raise RuleBroken(
                "telling_word",
                _("«%(word)s» kan fortelle andre hva det gjelder. Velg et annet ord.")
                % {"word": telling.group()},
            )
