"""Reason codes of decisions, in words. Each app gives its own when it starts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _

_WORDS: dict[str, str | Promise] = {}


def add_words(words: Mapping[str, str | Promise]) -> None:
    """Called from an app's `ready()`; a code keeps one meaning in the whole house.

    :raises ValueError: another app already gave the code other words.
    """
    for code, sentence in words.items():
        if str(_WORDS.get(code, sentence)) != str(sentence):
            raise ValueError(f"two meanings for the reason code {code}")
        _WORDS[code] = sentence


def explain(code: str) -> str:
    """The code in words. One that nobody explained still gets an honest sentence."""
    if code in _WORDS:
        return str(_WORDS[code])
    return _("du kan ikke gjøre dette nå")


def is_explained(code: str) -> bool:
    return code in _WORDS
