"""Word codes: four words, forgiven their spelling, and sealed for the keeper to bind."""

import functools
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final, Protocol

from fristed.sealing import hpke, padding
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken

WORDS_IN_CODE: Final = 4
LISTS: Final = {"nb": "nb", "nn": "nb", "en": "en"}  # bokmål and nynorsk share a list
_SPELLED: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_TAG_BYTES: Final = 32
_SEALED_TEXT_BYTES: Final = 192  # every sealed code has one length
MAX_LETTERS: Final = _SEALED_TEXT_BYTES - 4


class Chooser(Protocol):
    def choice(self, seq: Sequence[str], /) -> str: ...


@functools.cache
def words(language: str) -> tuple[str, ...]:
    """The list of a language.

    :raises KeyError: no list for it.
    """
    path = resources.files("fristed.sealing") / "words" / f"{LISTS[language]}.txt"
    return tuple(path.read_text(encoding="utf-8").split())


def new_code(language: str, rng: Chooser | None = None) -> str:
    """Four words, shown once."""
    chooser: Chooser = secrets.SystemRandom() if rng is None else rng
    return " ".join(chooser.choice(words(language)) for _ in range(WORDS_IN_CODE))


def normal_form(typed: str) -> str:
    """Only the letters, in one spelling: case, spaces, marks, æ/ae, ø/oe and å/aa are forgiven."""
    spelled = unicodedata.normalize("NFKC", typed).casefold().translate(_SPELLED)
    bare = unicodedata.normalize("NFKD", spelled)
    return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())


@dataclass(frozen=True)
class Mark:
    """A code's length and digest: enough to recognise it in a text, not to read it."""

    letters: int
    digest: str


def mark_of(code: str, key: str) -> Mark:
    """key   the process's own secret: without it the digest could be guessed at"""
    letters = normal_form(code)
    return Mark(len(letters), _digest(letters.encode(), _keyed(key)).hex())


def contains_marked(text: str, mark: Mark, key: str) -> bool:
    """Whether a text holds the code that the mark was made of."""
    letters, wanted, keyed = normal_form(text).encode(), bytes.fromhex(mark.digest), _keyed(key)
    windows = range(len(letters) - mark.letters + 1) if mark.letters else range(0)
    return any(
        hmac.compare_digest(_digest(letters[at : at + mark.letters], keyed), wanted)
        for at in windows
    )


def _keyed(key: str) -> hashlib.blake2b:
    return hashlib.blake2b(key=key.encode()[:64], digest_size=32, person=b"code mark")


def _digest(letters: bytes, keyed: hashlib.blake2b) -> bytes:
    """Keyed, and quick: a message is looked through letter by letter, the key worked in once."""
    begun = keyed.copy()
    begun.update(letters)
    return begun.digest()


def code_tag(private_key: bytes, letters: str) -> bytes:
    """Shows that whoever bound the code had the file's private half, as only its maker does."""
    return hmac.new(private_key, context("code", letters), hashlib.sha256).digest()


def seal_code(*, keeper_public: bytes, file: str, private_key: bytes, code: str) -> bytes:
    """Seal a code for the keeper, who binds it to the file now or when it is back.

    :raises ValueError: too long to be a code.
    """
    letters = normal_form(code)
    tag = code_tag(private_key, letters)
    text = padding.pad_to(_SEALED_TEXT_BYTES, letters.encode()) + tag
    return hpke.seal(keeper_public, context("code", file), text)


def open_code(*, keeper_private: bytes, file: str, sealed: bytes) -> tuple[str, bytes]:
    """The keeper's side: the letters, and the tag to check against the file's private half.

    :raises SealBroken: not sealed to this keeper for this file.
    """
    text = hpke.open_sealed(keeper_private, context("code", file), sealed)
    try:
        return padding.unpad(text[:-_TAG_BYTES]).decode("ascii"), text[-_TAG_BYTES:]
    except UnicodeDecodeError as fault:
        raise SealBroken from fault
