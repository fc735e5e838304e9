"""Finding a page by words that may be misspelled. No database extension, no outside service."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_LETTERS = 80
ENOUGH = 0.55  # how alike two words must be
FEW_LETTERS = 3  # shorter words must be exact
SAYS_LITTLE = frozenset({
    "jeg", "eg", "du", "meg", "deg", "er", "en", "et", "ei", "og", "i", "til", "av", "for", "som",
    "med", "det", "den", "de", "om", "har", "ikke", "ikkje", "min", "mitt", "mi", "hva", "kva",
    "the", "a", "an", "to", "of", "and", "is", "my", "how", "what", "do",
})  # fmt: skip
PLAIN = str.maketrans({"å": "a", "ø": "o", "æ": "a", "ä": "a", "ö": "o", "é": "e"})
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Found:
    """How well a page answers: the higher the better."""

    number: int
    score: float


def words_of(text: str) -> list[str]:
    """In one spelling: no capitals, and å as a, so that another keyboard finds it too."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(PLAIN)
    return [word for word in WORD.findall(plain[: MOST_LETTERS * 100]) if word]


def asked_words(query: str) -> list[str]:
    """Those of a question that say something; all of them where none does."""
    words = words_of(query[:MOST_LETTERS])
    return [word for word in words if word not in SAYS_LITTLE] or words


def alike(asked: str, there: str) -> float:
    """1 for the same word, less for part of a compound or a typing error, 0 for another word."""
    if asked == there:
        return 1.0
    if len(asked) <= FEW_LETTERS or len(there) <= FEW_LETTERS:
        return 0.0
    if there.startswith(asked) or asked.startswith(there):
        return 0.9
    if asked in there:
        return 0.8
    shared = len(_pairs(asked) & _pairs(there))
    degree = 2 * shared / (len(_pairs(asked)) + len(_pairs(there)))
    return degree if degree >= ENOUGH else 0.0


def _pairs(word: str) -> set[str]:
    """Neighbouring letters, with the word's ends: two words with one error share most of them."""
    framed = f" {word} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def search(query: str, pages: Mapping[int, Iterable[tuple[float, str]]]) -> tuple[Found, ...]:
    """Pages that answer most of what was asked, best first.

    pages   number -> weighted texts; a title weighs more than what stands below it
    """
    asked = asked_words(query)
    found = []
    for number, texts in pages.items():
        weighted = [(weight, set(words_of(text))) for weight, text in texts]
        best = [
            max(
                (weight * alike(word, one) for weight, words in weighted for one in words),
                default=0,
            )
            for word in asked
        ]
        if asked and sum(score > 0 for score in best) * 2 > len(asked):
            found.append(Found(number, sum(best)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.number)))
