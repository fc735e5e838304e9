"""Whether a text can be read by a tired sixteen-year-old on a small phone.

LIX: words a sentence, plus the share of words with more than six letters (Björnsson 1968).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_WORDS_IN_A_PARAGRAPH = 35
MOST_WORDS_IN_A_SENTENCE = 25
MOST_LIX = 35
LONG_WORD_LETTERS = 7
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?:؟۔።፧]+(?:\s|$|[»”])")  # of each script nora is written in
BANNED = {
    "nb": (
        "vennligst",
        "ivareta",
        "iverksette",
        "herunder",
        "vedrørende",
        "i henhold til",
        "foreligge",
    ),
    "nn": (
        "venlegst",
        "ivareta",
        "iverksetje",
        "herunder",
        "vedkomande",
        "i samsvar med",
        "føreligg",
    ),
    "en": ("please note", "pursuant", "hereby", "regarding", "utilise", "in accordance with"),
}


@dataclass(frozen=True)
class Fault:
    """What an editor is told. code: paragraph, sentence, lix or word"""

    code: str
    text: str
    figure: int = 0


def words(text: str) -> list[str]:
    return WORD.findall(text)


def count(text: str) -> int:
    """Words as a reader meets them: numbers count too."""
    return len(text.split())


def sentences(text: str) -> list[str]:
    return [one for one in SENTENCE.split(text) if words(one)]


def lix(paragraphs: Iterable[str]) -> int:
    """The readability figure of all the paragraphs together; 0 for none."""
    said = [sentence for text in paragraphs for sentence in sentences(text)]
    read = [word for sentence in said for word in words(sentence)]
    if not read:
        return 0
    long = sum(len(word) >= LONG_WORD_LETTERS for word in read)
    return round(len(read) / len(said) + 100 * long / len(read))


def faults(paragraphs: Sequence[str], language: str, *, for_young: bool) -> tuple[Fault, ...]:
    """Everything that stops a text from being published; LIX only where the young read."""
    found = [
        Fault("paragraph", text, count(text))
        for text in paragraphs
        if count(text) > MOST_WORDS_IN_A_PARAGRAPH
    ]
    found += [
        Fault("sentence", sentence.strip(), count(sentence))
        for text in paragraphs
        for sentence in sentences(text)
        if count(sentence) > MOST_WORDS_IN_A_SENTENCE
    ]
    found += [
        Fault("word", banned)
        for banned in BANNED.get(language, ())
        if any(re.search(rf"\b{re.escape(banned)}\b", text.lower()) for text in paragraphs)
    ]
    if for_young and language in {"nb", "nn"} and (figure := lix(paragraphs)) > MOST_LIX:
        found.append(Fault("lix", "", figure))
    return tuple(found)
