"""What a message may be."""

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken
from fristed.sealing.codes import Mark, contains_marked

MAX_LETTERS = 8000


def check_message(text: str, *, mark: Mark | None = None, key: str = "") -> None:
    """Check that a message can be kept.

    mark, key   by which the conversation's own code is recognised in it

    :raises RuleBroken: `empty`, `too_long` or `holds_code`.
    """
    if not text.strip():
        raise RuleBroken("empty", _("Skriv noe først."))
    if len(text) > MAX_LETTERS:
        raise RuleBroken(
            "too_long",
            _("Meldingen er for lang. Send den i to deler: først det viktigste, så resten."),
        )
    if mark and contains_marked(text, mark, key):
        raise RuleBroken(
            "holds_code",
            _("Meldingen inneholder de fire ordene dine. Ta dem bort, så ingen andre får dem."),
        )
