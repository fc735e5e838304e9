"""Safety plans, and the card that looks like anybody's note.

The card's few words are nouns that say nothing about what it is for. Words marked as drafts were
not seen by a translator yet; the page says so before it is printed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import PlanVariant
from fristed.casework.rules.risk import check_review
from fristed.casework.rules.sealed import Sealed
from fristed.kernel.rules import RuleBroken


@dataclass(frozen=True)
class CardWords:
    """The words of a card in one language."""

    notes: str
    numbers: str
    place: str
    things: str
    steps: str
    signed_off: bool = False  # by a translator


CARDS: Final = {
    "nb": CardWords("Notater", "Numre", "Sted", "Ting", "Rekkefølge", signed_off=True),
    "nn": CardWords("Notat", "Nummer", "Stad", "Ting", "Rekkjefølgje", signed_off=True),
    "en": CardWords("Notes", "Numbers", "Place", "Things", "Steps", signed_off=True),
    "ar": CardWords("ملاحظات", "أرقام", "مكان", "أشياء", "خطوات"),
    "so": CardWords("Xusuus", "Lambarro", "Goob", "Alaabo", "Tallaabooyin"),
    "ur": CardWords("نوٹ", "نمبر", "جگہ", "چیزیں", "قدم"),
    "prs": CardWords("یادداشت", "شماره‌ها", "جای", "چیزها", "قدم‌ها"),
    "ps": CardWords("یادښت", "شمېرې", "ځای", "شیان", "ګامونه"),
    "ckb": CardWords("تێبینی", "ژمارەکان", "شوێن", "شتەکان", "هەنگاوەکان"),
    "kmr": CardWords("Têbînî", "Hejmar", "Cih", "Tişt", "Gav"),
    "tr": CardWords("Notlar", "Numaralar", "Yer", "Eşyalar", "Adımlar"),
    "ti": CardWords("መዘኻኸሪ", "ቁጽርታት", "ቦታ", "ኣቕሑ", "ስጉምትታት"),
}
"""By code of list "plan_language"."""

CARD_LINES: Final = 8


@dataclass(frozen=True)
class Plan(Sealed):
    """What was agreed, made together.

    together       she was there and agrees
    on_her_phone   she herself asked to have it there; else it stays with the adviser
    card_...       what stands on her card, in her language and her words
    """

    variant: str = PlanVariant.STAYING.value
    language: str = "nb"
    together: bool = False
    signs: str = ""
    people: str = ""
    places: str = ""
    steps: str = ""
    agreed: str = ""
    on_her_phone: bool = False
    card_numbers: str = ""
    card_place: str = ""
    card_things: str = ""
    card_steps: str = ""

    @property
    def has_card(self) -> bool:
        return any((self.card_numbers, self.card_place, self.card_things, self.card_steps))


def check_plan(plan: Plan, *, made_on: date, review_on: date) -> None:
    """Check that the plan is hers and will be looked at again, and that its card is small.

    :raises RuleBroken: `not_together`, `card_too_long`; or as `risk.check_review`.
    """
    if not plan.together:
        raise RuleBroken("not_together", _("Lag planen sammen med den unge. Vent til dere kan."))
    for text in (plan.card_numbers, plan.card_place, plan.card_things, plan.card_steps):
        if len(text.splitlines()) > CARD_LINES:
            raise RuleBroken(
                "card_too_long",
                _("Kortet har plass til %(most)s linjer i hver del.") % {"most": CARD_LINES},
            )
    check_review(made_on, review_on)
