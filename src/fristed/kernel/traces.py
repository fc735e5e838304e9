"""What in a text points at somebody: one way of finding it, for forms, mail, answers and print.

    spans = find(text, known)          # where, and what kind
    masked(text, known)                # the text with each of them covered

No list of persons is used. Numbers are known by their control digits, the rest by how names,
schools and addresses are written in bokmål, nynorsk and English; what the house has of schools and
places is passed in. It finds too much rather than too little: a person looks at what is covered.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

import phonenumbers

from safecount.failures import InputError
from safecount.identifiers import identity_number


class Kind(StrEnum):
    NAME = "name"
    BIRTH_NUMBER = "birth_number"  # fødselsnummer or D-number
    NUMBER = "number"  # another long number: of an account, a passport, a mistyped birth number
    PHONE = "phone"
    MAIL = "mail"
    ACCOUNT = "account"  # @somebody
    ADDRESS = "address"
    SCHOOL = "school"
    PLACE = "place"
    COUNTRY = "country"


@dataclass(frozen=True)
class Span:
    """Letters of the text from `start` until before `end`."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Known:
    """What the house knows of names. Everything is as people write it.

    names      whole names of persons: each part of them is found, however it is written
    kept       what may stand: the name of the one a text is about, a country many come from, a
               number everybody may call
    schools    names of schools
    places     municipalities and other places
    countries  those so few come from that the country says who it is
    """

    names: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


FOLDER: Final = Path(__file__).with_name("trace_words")
NOBODY: Final = Known()
EVERY_KIND: Final = frozenset(Kind)
MARK: Final = "█████"
"""Of one length, so that it tells nothing of what is under it."""
SHORTEST_PHONE: Final = 8  # digits; a shorter one belongs to a service that everybody may call


def _words(name: str) -> frozenset[str]:
    """Small letters, between spaces; a line that begins with # says what they are."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


GIVEN_NAMES: Final = _words("given_names")
PLAIN: Final = _words("plain")
WORDS_TOO: Final = _words("words_too")

WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ENDS_SENTENCE: Final = frozenset('.!?…:;•«"“#|\n')
PARTICLES: Final = _words("particles")
ARTICLE: Final = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az)-(?=[^\W\d_])")  # al-Hosseini
TITLE: Final = re.compile(r"\b(?:dr|mr|mrs|ms|hr|fr)\.$", re.IGNORECASE)
GENITIVE: Final = re.compile(r"(?:['’]s|['’]|s)$")

MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ACCOUNT: Final = re.compile(r"(?<![\w@])@[\w.]{2,}\w")
ELEVEN: Final = re.compile(r"(?<!\d)(?:\d[ .-]?){10}\d(?!\d)")
LONG_NUMBER: Final = re.compile(r"(?<![\w.,])[A-Z]{0,3}(?:\d[ .-]?){7,}\d(?!\d)")
COUNTED: Final = re.compile(
    r"(?:\d{1,2}[./-]){2}(?:19|20)?\d\d|(?:19|20)\d\d-\d\d?-\d\d?"  # days
    r"|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d"  # years
    r"|\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d"  # hours
    r"|\bkr\.? ?[\d ]+\d|\d[\d ]* (?:kr|kroner|mill)"  # money
)
"""Numbers that count or measure something, and stand for nobody."""
_STREETS: Final = (
    "gata|gate|gaten|veien|vegen|vei|veg|allé|alleen|bakken|bakke|svingen|stien|kroken|torget|tunet"
    "|haugen|stubben|grenda"
)
_CAPITAL: Final = r"[A-ZÆØÅÁČĐŊŠŦŽ][^\W\d_]+"
STREET: Final = re.compile(
    rf"\b(?:[^\W\d_]{{2,}}(?i:{_STREETS})|(?:{_CAPITAL}[ ]){{1,3}}(?:{_STREETS}|plass))"
    r"[ ]\d{1,3}[ ]?[a-zA-Z]?\b"
    rf"|\b\d{{1,4}}[a-zA-Z]?,?[ ](?:{_CAPITAL}[ ]){{1,3}}(?i:street|road|avenue|lane|drive|st|rd)\b"
    r"|\b(?i:house|flat|apartment|street|block)(?i:[ ]no\.?)?[ ]\d+[a-zA-Z]?\b",
)
POSTCODE: Final = re.compile(rf"\b\d{{4}}[ ]{_CAPITAL}(?:[ ]{_CAPITAL})?")
BEFORE_A_YEAR: Final = re.compile(
    r"\b(?:i|fra|frå|siden|sidan|til|året|år|av|in|since|from|until|of|januar|februar|mars|april|mai"
    r"|juni|juli|august|september|oktober|november|desember|january|february|march|may|june|july"
    r"|october|december)[ ]$",
    re.IGNORECASE,
)
SCHOOL: Final = re.compile(
    rf"\b(?:{_CAPITAL}(?:[ ]{_CAPITAL}){{0,2}}[ ](?:(?:videregående|vidaregåande)(?:[ ]sk[ou]le)?"
    r"|vgs|(?:barne-[ ]og[ ])?(?:ungdoms|barne|folkehøg|folkehøy|grunn|språk)?sk[ou]len?"
    r"|v[oa]ksenopplæring|(?:(?:High|Secondary|Primary|Middle|International)[ ])?School)\b"
    r"|[A-ZÆØÅ][^\W\d_]{2,}(?:skole|skule)n?\b)",
)
NAMED: Final = re.compile(
    r"\b(?P<who>[^\W\d_]+)(?:[ ](?:min|mi|mitt|mine))?"
    r"[ ](?:heter|heiter|kalles|kallast|hette|heitte)"
    r"[ ](?P<name>[^\W\d_]+(?:['’-][^\W\d_]+)*)"
    r"|\b(?:my|his|her)[ ]name[ ]is[ ](?P<name_en>[^\W\d_]+)"
    r"|\b(?:navn|namn|name|kontaktperson|kontakt):[ ](?P<name_line>[^\W\d_]+)"
    r"|\b(?:navnet|namnet)(?:[ ](?:mitt|hans|hennes|hennar))?[ ]er[ ](?P<name_is>[^\W\d_]+)",
    re.IGNORECASE,
)
NAME_GROUPS: Final = ("name", "name_en", "name_line", "name_is")
THINGS: Final = _words("things")

INSTITUTION: Final = re.compile(
    r"(?:skolen|skulen|kommunen?|tjenesten|tenesta|vesenet|senteret|sentret|etaten|direktoratet"
    r"|departementet|politiet|vernet|verket|loven|lova|legen|kontoret|forskriften|forskrifta)s?$",
    re.IGNORECASE,
)
WITHIN: Final = re.compile(r"\b(?:i|in)[ ]$", re.IGNORECASE)
VERBS: Final = re.compile(r"(?:te|de|et)$")


def find(text: str, known: Known = NOBODY) -> tuple[Span, ...]:
    """Everything that points at somebody, in the order of the text; no letter is in two of them."""
    found: list[Span] = []
    taken = bytearray(len(text))
    for finder in FINDERS:
        for span in finder(text, known):
            is_kept = text[span.start : span.end] in known.kept
            if not is_kept and not any(taken[span.start : span.end]):
                found.append(span)
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return tuple(sorted(found, key=lambda span: span.start))


@dataclass(frozen=True)
class Found:
    """Something in a text that may say who somebody is."""

    kind: Kind
    text: str


def found(
    text: str, known: Known = NOBODY, *, kinds: Collection[Kind] = EVERY_KIND
) -> tuple[Found, ...]:
    """What its writer is shown, in order."""
    return tuple(
        Found(span.kind, text[span.start : span.end])
        for span in find(text, known)
        if span.kind in kinds
    )


def masked(
    text: str,
    known: Known = NOBODY,
    *,
    kinds: Collection[Kind] = EVERY_KIND,
    words: Mapping[Kind, str] | None = None,
) -> str:
    """The text with every trace of these kinds covered, by a mark or by the word for its kind."""
    out: list[str] = []
    at = 0
    for span in find(text, known):
        if span.kind in kinds:
            out += (text[at : span.start], words[span.kind] if words else MARK)
            at = span.end
    return "".join((*out, text[at:]))


def is_birth_number(text: str) -> bool:
    """Whether it is a fødselsnummer or D-number, by both control digits, however it is spaced."""
    try:
        identity_number(re.sub(r"[ .-]", "", text), rules_2032=True)
    except InputError:
        return False
    return True


Finder = Callable[[str, Known], Iterator[Span]]


def _mail(text: str, known: Known) -> Iterator[Span]:
    yield from _matches(MAIL, text, Kind.MAIL)
    yield from _matches(ACCOUNT, text, Kind.ACCOUNT)


def _birth_numbers(text: str, known: Known) -> Iterator[Span]:
    for match in ELEVEN.finditer(text):
        if is_birth_number(match.group()):
            yield Span(*match.span(), Kind.BIRTH_NUMBER)


def _numbers(text: str, known: Known) -> Iterator[Span]:
    counted = [match.span() for match in COUNTED.finditer(text)]
    phones = [
        Span(match.start, match.end, Kind.PHONE)
        for match in phonenumbers.PhoneNumberMatcher(text, "NO")
        if len(str(match.number.national_number)) >= SHORTEST_PHONE
    ]
    for span in (*phones, *_matches(LONG_NUMBER, text, Kind.NUMBER)):
        if not any(span.start < end and start < span.end for start, end in counted):
            yield span


def _addresses(text: str, known: Known) -> Iterator[Span]:
    yield from _matches(STREET, text, Kind.ADDRESS)
    for match in POSTCODE.finditer(text):
        is_year = match.group()[:2] in ("19", "20") and BEFORE_A_YEAR.search(text[: match.start()])
        if not is_year:
            yield Span(*match.span(), Kind.ADDRESS)


def _schools(text: str, known: Known) -> Iterator[Span]:
    yield from _listed(text, known.schools, Kind.SCHOOL)
    for match in SCHOOL.finditer(text):
        first = WORD.match(match.group())
        is_plain = first is not None and first.group().casefold() in PLAIN
        if not is_plain:
            yield Span(*match.span(), Kind.SCHOOL)


def _known_names(text: str, known: Known) -> Iterator[Span]:
    """The parts of the names passed in; those that may stand are left to nobody."""
    parts = _parts(known.names) - _parts(known.kept)
    for word in WORD.finditer(text):
        bare = _bare(word.group(), parts)
        if bare in parts and not _is_another_word(bare, text, word.start()):
            yield Span(*word.span(), Kind.NAME)


def _places(text: str, known: Known) -> Iterator[Span]:
    yield from _listed(text, known.places, Kind.PLACE)
    yield from _listed(text, known.countries, Kind.COUNTRY)


def _said_names(text: str, known: Known) -> Iterator[Span]:
    """What somebody is said to be called, also by one who writes without capitals."""
    kept = _parts(known.kept)
    for match in NAMED.finditer(text):
        name = next(group for group in NAME_GROUPS if match.group(group))
        word = match.group(name).casefold()
        if (match.group("who") or "").casefold() not in THINGS and word not in PLAIN | kept:
            yield Span(*match.span(name), Kind.NAME)


def _written_names(text: str, known: Known) -> Iterator[Span]:
    """Words written as names: a capital inside a sentence, or a given name anywhere."""
    kept = _parts(known.kept)
    words = list(WORD.finditer(text))
    in_small = {word.group() for word in words if word.group().islower()}
    at = 0
    while at < len(words):
        here = words[at]
        is_first = _starts_sentence(text, here.start())
        last = _last_of_name(text, words, at, kept, in_small)
        begins = is_first and last > at and _may_begin(here.group(), kept, in_small)
        if begins or _is_name(here.group(), kept, in_small, is_first=is_first):
            is_place = WITHIN.search(text[max(0, here.start() - 5) : here.start()])
            is_given = _bare(here.group(), GIVEN_NAMES) in GIVEN_NAMES
            kind = Kind.PLACE if is_place and not is_given else Kind.NAME
            yield Span(here.start(), words[last].end(), kind)
            at = last
        at += 1


FINDERS: Final[tuple[Finder, ...]] = (
    _mail,
    _birth_numbers,
    _numbers,
    _addresses,
    _schools,
    _known_names,
    _places,
    _written_names,
    _said_names,
)


def _is_name(
    word: str, kept: Collection[str], in_small: Collection[str], *, is_first: bool
) -> bool:
    """Whether the word is a name as it stands there."""
    bare = _bare(word, GIVEN_NAMES)
    if {bare, word.casefold()} & set(kept):
        return False
    if bare in GIVEN_NAMES and not (bare in WORDS_TOO and (is_first or word.islower())):
        return True
    is_written_as_one = not is_first or ARTICLE.match(word) is not None
    return is_written_as_one and _is_capital(word) and not _is_plain(word, in_small)


def _may_begin(word: str, kept: Collection[str], in_small: Collection[str]) -> bool:
    """Whether the first word of a sentence may be the first part of the name after it."""
    return (
        _is_capital(word)
        and not _is_plain(word, in_small)
        and word.casefold() not in kept
        and not VERBS.search(word)
    )


def _last_of_name(
    text: str,
    words: list[re.Match[str]],
    at: int,
    kept: Collection[str],
    in_small: Collection[str],
) -> int:
    """The number of the last word of the name that begins with word `at`."""
    last = at
    for there in range(at + 1, len(words)):
        between = text[words[there - 1].end() : words[there].start()]
        word = words[there].group()
        if between != " ":
            break
        if _is_capital(word) and _is_name(word, kept, in_small, is_first=False):
            last = there
        elif word not in PARTICLES:
            break
    return last


def _is_capital(word: str) -> bool:
    word = ARTICLE.sub("", word)
    return word[0].isupper() and not word.isupper() and len(word) > 1


def _is_plain(word: str, in_small: Collection[str]) -> bool:
    """A word that names nobody: in the list, an institution, or also written without a capital."""
    small = word.casefold()
    return (
        small in PLAIN
        or GENITIVE.sub("", small) in PLAIN
        or small in in_small
        or INSTITUTION.search(word) is not None
    )


def _bare(word: str, among: Collection[str]) -> str:
    """In small letters, without the genitive where only then it is among these."""
    small = word.casefold()
    return small if small in among else GENITIVE.sub("", small)


def _parts(names: Collection[str]) -> frozenset[str]:
    return frozenset(
        part.group().casefold()
        for name in names
        for part in WORD.finditer(name)
        if len(part.group()) > 1 and part.group().casefold() not in PARTICLES
    )


def _is_another_word(bare: str, text: str, at: int) -> bool:
    """Whether the word found there is more likely the ordinary word than the name."""
    return bare in WORDS_TOO and (text[at].islower() or _starts_sentence(text, at))


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 20) : at].rstrip(" \t-–*»”)’(")
    return not TITLE.search(before) and (not before or before[-1] in ENDS_SENTENCE)


def _listed(text: str, names: frozenset[str], kind: Kind) -> Iterator[Span]:
    """Names of a list: with a capital, or in small letters where it is no other word too."""
    if not names:
        return
    for match in _any_of(names).finditer(text):
        bare = _bare(match.group(), WORDS_TOO)
        if not _is_another_word(bare, text, match.start()):
            yield Span(*match.span(), kind)


@lru_cache(maxsize=8)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?:['’]?s)?(?!\w)", re.IGNORECASE)


def _matches(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(*match.span(), kind)
