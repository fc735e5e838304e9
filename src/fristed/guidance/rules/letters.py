"""What a mail is, and what is in it. Whoever wrote it may have written anything at all.

Nothing here believes a mail: who sent it, how it is built, how long it is. Whatever is wrong with
it has a name, and what can be read of it is read.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses
from enum import StrEnum
from typing import Any, Final

from fristed.guidance.choices import Channel
from fristed.guidance.rules.writing import MOST_LETTERS

MOST_BYTES: Final = 30 * 1024 * 1024  # of a mail: twenty megabytes of files, as mail carries them
KEPT_OF_TOO_LARGE: Final = 256 * 1024  # bytes: its head and its words, which come first
MOST_PARTS: Final = 100
MOST_FILES: Final = 10
MOST_FILE_BYTES: Final = 20 * 1024 * 1024  # of all of them together
DEEPEST: Final = 5
MOST_HEADER: Final = 1000  # letters
MOST_WORDS: Final = 200_000  # letters that are looked at
ADDRESS: Final = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TAG: Final = re.compile(r"<(/?[A-Za-z!][A-Za-z0-9-]*)[^<>]*>")
UNSEEN: Final = frozenset({"script", "style", "head", "title"})
ENDS_LINE: Final = frozenset({"br", "/p", "/div", "/tr", "/li", "/h1", "/h2", "/h3"})
BLANK_LINES: Final = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")
LISTS: Final = frozenset({"bulk", "junk", "list"})
MACHINES: Final = ("mailer-daemon@", "postmaster@")
OUR_MARK: Final = "X-Fristed-Mark"


class Trouble(StrEnum):
    """What was wrong with a mail, and what came of it."""

    TOO_LARGE = "too_large"  # only its first words were taken in
    MALFORMED = "malformed"  # taken in as the letters it is made of
    LONG = "long"  # the whole text is kept as a file
    TOO_MANY_PARTS = "too_many_parts"
    TOO_DEEP = "too_deep"
    FILES_REFUSED = "files_refused"
    NO_SENDER = "no_sender"  # nobody to send a receipt to
    EMPTY = "empty"


@dataclass(frozen=True)
class Letter:
    """A mail as it is taken in.

    sender     where a receipt may be sent, in small letters; says nothing of who wrote it
    reply_id   its own identifier, for the receipt to point at
    """

    channel: Channel
    is_ours: bool
    sender: str = field(repr=False)
    reply_id: str = field(repr=False)
    text: str = field(repr=False)
    files: tuple[bytes, ...] = field(repr=False)
    troubles: frozenset[Trouble]


@dataclass
class _Found:
    """What a walk through the parts has found until now."""

    words: list[str] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    troubles: set[Trouble] = field(default_factory=set)


def read(raw: bytes, *, is_whole: bool, mark: str) -> Letter:
    """Read a mail.

    is_whole   whether these are all its bytes
    mark       what stands in the header of what this house sends itself
    """
    try:
        letter = _read(raw, mark)
    except Exception:  # noqa: BLE001 - whatever a stranger's mail does to a parser, it is taken in
        letter = _as_letters(raw)
    if is_whole:
        return letter
    lost = {Trouble.TOO_LARGE, *({Trouble.FILES_REFUSED} if letter.files else ())}
    return _with(letter, troubles=letter.troubles | lost, files=())


def identity_of(raw: bytes) -> bytes:
    """What makes two deliveries one mail: its identifier, and all that stands below the header.

    Without an identifier, the header counts too.
    """
    head, _gap, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    named = re.search(rb"^message-id:[ \t\n]*(\S+)", head, re.IGNORECASE | re.MULTILINE)
    return (named[1] if named else head) + b"\n\n" + body


def _read(raw: bytes, mark: str) -> Letter:
    mail = BytesParser(policy=policy.compat32).parsebytes(raw)
    found = _found_in(mail)
    sender = _sender(mail)
    if not sender:
        found.troubles.add(Trouble.NO_SENDER)
    words = [word for word in (_header(mail, "Subject"), *found.words) if word]
    if not found.words and not found.files:
        found.troubles.add(Trouble.EMPTY)
    text, whole = _shortened("\n\n".join(words))
    if whole:
        found.troubles.add(Trouble.LONG)
        found.files.insert(0, whole.encode())
    if found.troubles & {Trouble.TOO_MANY_PARTS, Trouble.TOO_DEEP}:
        found.files.append(raw)  # whoever helps can still find what was not taken apart
    return Letter(
        channel=_channel(mail, sender),
        is_ours=bool(mark) and _header(mail, OUR_MARK) == mark,
        sender=sender,
        reply_id=_identifier(mail),
        text=text or "–",
        files=tuple(found.files),
        troubles=frozenset(found.troubles),
    )


def _as_letters(raw: bytes) -> Letter:
    """A mail that cannot be taken apart: what is written in it, as it stands."""
    text, whole = _shortened(_clean(raw[:MOST_WORDS].decode("utf-8", "replace")))
    return Letter(
        channel=Channel.MAIL,
        is_ours=False,
        sender="",
        reply_id="",
        text=text or "–",
        files=(whole.encode(),) if whole else (),
        troubles=frozenset(
            {Trouble.MALFORMED, Trouble.NO_SENDER, *({Trouble.LONG} if whole else ())}
        ),
    )


def _with(letter: Letter, **changed: Any) -> Letter:
    return Letter(**{**vars(letter), **changed})


def _channel(mail: Message, sender: str) -> Channel:
    """Whether a person wrote it, a person by way of a list, or a machine."""
    precedence = _header(mail, "Precedence").lower()
    is_automatic = (
        _header(mail, "Auto-Submitted").lower().partition(";")[0].strip() not in {"", "no"}
        or precedence in {"auto_reply", "auto-reply"}
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond"))
        or mail.get_content_type() == "multipart/report"
        or _header(mail, "Return-Path") == "<>"
        or sender.startswith(MACHINES)
    )
    if is_automatic:
        return Channel.AUTOMATIC
    return Channel.LIST if precedence in LISTS or "List-Id" in mail else Channel.MAIL


def _found_in(mail: Message) -> _Found:
    """Words and files, of the mail and of mails inside it; without calling itself."""
    found, waiting, seen, size = _Found(), [(mail, 0)], 0, 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if seen > MOST_PARTS:
            found.troubles.add(Trouble.TOO_MANY_PARTS)
            break
        if part.is_multipart():
            inside = list(_inside(part))
            if depth >= DEEPEST and inside:
                found.troubles.add(Trouble.TOO_DEEP)
                continue
            waiting += [(one, depth + 1) for one in reversed(inside)]
        elif _is_words(part):
            found.words.append(_words(part))
        else:
            content = part.get_payload(decode=True)
            content = content if isinstance(content, bytes) else b""
            size += len(content)
            if len(found.files) >= MOST_FILES or size > MOST_FILE_BYTES:
                found.troubles.add(Trouble.FILES_REFUSED)
            elif content:
                found.files.append(content)
    found.words = [word for word in found.words if word]
    return found


def _inside(part: Message) -> Iterator[Message]:
    """Its parts; of several ways to say the same, the plain one."""
    parts = [one for one in part.get_payload() if isinstance(one, Message)]
    if part.get_content_type() == "multipart/alternative":
        plain = [one for one in parts if one.get_content_type() == "text/plain"]
        yield from plain[:1] or parts
    else:
        yield from parts


def _is_words(part: Message) -> bool:
    is_attached = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_maintype() == "text" and not is_attached


def _words(part: Message) -> str:
    content = part.get_payload(decode=True)
    raw = content[: 4 * MOST_WORDS] if isinstance(content, bytes) else b""
    try:
        text = raw.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        text = raw.decode("utf-8", "replace")
    text = text[:MOST_WORDS]
    return _clean(_without_markup(text) if part.get_content_subtype() == "html" else text)


def _without_markup(text: str) -> str:
    """Its words. Read as text and not as a page: nothing in it can be followed."""
    words, unseen = [], ""
    for at, piece in enumerate(TAG.split(text)):
        if at % 2:
            tag = piece.lower()
            if not unseen and tag in UNSEEN:
                unseen = tag
            elif tag == f"/{unseen}":
                unseen = ""
            words.append("\n" if tag in ENDS_LINE else "")
        elif not unseen:
            words.append(piece)
    return html.unescape("".join(words))


def _clean(text: str) -> str:
    return BLANK_LINES.sub("\n\n", CONTROL.sub("", text.replace("\r\n", "\n"))).strip()


def _shortened(text: str) -> tuple[str, str]:
    """As much as one message holds, and the whole where that is more."""
    if len(text) <= MOST_LETTERS:
        return text, ""
    return text[: MOST_LETTERS - 2].rstrip() + " …", text


def _header(mail: Message, name: str) -> str:
    """As people read it, on one line; as it stands where it cannot be read."""
    said = str(mail.get(name, ""))[:MOST_HEADER]
    try:
        pieces = decode_header(said)
        text = "".join(
            piece if isinstance(piece, str) else piece.decode(charset or "utf-8", "replace")
            for piece, charset in pieces
        )
    except (HeaderParseError, LookupError, ValueError):
        text = said
    return " ".join(CONTROL.sub("", text).split())


def _sender(mail: Message) -> str:
    """The one address it says it is from; none where it says several, or nonsense."""
    said = str(mail.get("From", ""))[:MOST_HEADER]
    addresses = {address.lower() for _name, address in getaddresses([said]) if address}
    only = addresses.pop() if len(addresses) == 1 else ""
    return only if ADDRESS.fullmatch(only) else ""


def _identifier(mail: Message) -> str:
    said = str(mail.get("Message-ID", "")).strip()
    return said if re.fullmatch(r"<[\x21-\x3b\x3d\x3f-\x7e]{3,250}>", said) else ""
