"""What somebody who came with a code is shown. She may be her, or whoever found her words."""

import hmac
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """Where a visit stands.

    is_opened   the agreed word was given, or none was agreed and she asked
    new_after   answers with a higher number came since she was last here
    own_after   what she wrote with a higher number is of this visit
    is_duress   the other word was given: it looks opened, and nothing of before shows
    """

    is_opened: bool
    new_after: int
    own_after: int
    is_duress: bool = False


def is_shown(seen: Seen, *, number: int, from_youth: bool) -> bool:
    """Earlier content stays closed: only what is new, and what she wrote just now."""
    if seen.is_duress:
        return from_youth and number > seen.own_after
    if seen.is_opened:
        return True
    return number > (seen.own_after if from_youth else seen.new_after)


def is_masked(seen: Seen, *, word_agreed: bool, from_youth: bool, is_safe: bool) -> bool:
    """Once a word is agreed, an answer shows before it only if the adviser called it safe."""
    return word_agreed and not (seen.is_opened or from_youth or is_safe)


def is_the_word(typed: str, agreed: str) -> bool:
    """Any word, or none, where none was agreed: the page is then the same."""
    return not agreed or hmac.compare_digest(_bare(typed), _bare(agreed))


def is_the_duress_word(typed: str, duress: str) -> bool:
    """Never where none was agreed."""
    return bool(duress) and hmac.compare_digest(_bare(typed), _bare(duress))


def evened(shown: str, other: str) -> str:
    """The page, at least as long as the one that could have been shown in its place  [bytes].

    Spaces at the end: a browser shows nothing of them.
    """
    return shown + " " * (len(other.encode()) - len(shown.encode()))


def _bare(word: str) -> bytes:
    """Case, spaces and forms of the same letter are forgiven, in any script."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split()).encode()
