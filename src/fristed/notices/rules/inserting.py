"""Putting ready-made texts into an answer: `::keyword` a text, `??keyword` an article."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

CALLED: Final = re.compile(r"(?P<mark>::|\?\?)(?P<keyword>[^\W\d_][\w-]*)")
KEYWORD: Final = re.compile(r"[^\W\d_][\w-]{1,39}")


@dataclass(frozen=True)
class Insertable:
    """A text in use. last_on: the last day it may be put into an answer."""

    ref: str
    words: str
    last_on: date


@dataclass(frozen=True)
class Inserted:
    """The answer with the texts in it, and which they were."""

    text: str
    refs: tuple[str, ...]


def insert(text: str, there: Mapping[tuple[str, str], Insertable], *, on: date) -> Inserted:
    """Put in what is called for.

    there   (mark, keyword) -> the text

    :raises RuleBroken: `unknown_text`; `expired_text`: its day of review has gone.
    """
    used: list[str] = []

    def words(called: re.Match[str]) -> str:
        found = there.get((called["mark"], called["keyword"].lower()))
        if found is None:
            raise RuleBroken(
                "unknown_text", _("Det finnes ingen tekst som heter %s.") % called.group()
            )
        if found.last_on < on:
            raise RuleBroken(
                "expired_text",
                _("%s må ses gjennom først, og kan ikke settes inn nå.") % called.group(),
            )
        used.append(found.ref)
        return found.words

    return Inserted(CALLED.sub(words, text), tuple(used))


def check_reply(keyword: str, words: Iterable[str], *, law_version: str, is_article: bool) -> None:
    """:raises RuleBroken: `language_missing`, `not_a_keyword`, `no_law_version`."""
    if not all(one.strip() for one in words):
        raise RuleBroken("language_missing", _("Skriv teksten på alle tre språkene."))
    if not KEYWORD.fullmatch(keyword):
        raise RuleBroken("not_a_keyword", _("Stikkordet er ett ord med bokstaver, uten mellomrom."))
    if is_article and not law_version.strip():
        raise RuleBroken("no_law_version", _("Skriv hvilken utgave av loven artikkelen bygger på."))
