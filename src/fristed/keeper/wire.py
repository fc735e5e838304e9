"""The wire: a length and a JSON object each way, every field read by its type."""

import asyncio
import base64
import binascii
import json
import re
import struct
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from fristed.keeper import moments
from fristed.keeper.refusals import Refused

MAX_REQUEST_BYTES: Final = 8 * 1024 * 1024
LENGTH: Final = struct.Struct(">I")
_NAME: Final = re.compile(r"[A-Za-z0-9_.@+-]{1,64}")

Answer = dict[str, object]


class TooLarge(Exception):
    """A request over the limit. The rest of the connection cannot be read."""


async def read_frame(reader: asyncio.StreamReader) -> bytes | None:
    """The next request, or None when the other side is done.

    :raises TooLarge: over the limit; nothing of it was read.
    """
    try:
        (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
        if length > MAX_REQUEST_BYTES:
            raise TooLarge
        return await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError):
        return None


def frame(answer: Mapping[str, object]) -> bytes:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()
    return LENGTH.pack(len(text)) + text


def refusal(code: str) -> Answer:
    refused = Refused(code)
    return {"ok": False, "error": refused.code, "message": refused.message}


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def decode(text: str) -> bytes:
    """:raises ValueError: not base64."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as fault:
        raise ValueError("not base64") from fault


def encode_url(data: bytes) -> str:
    """As tokens have it: base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode_url(text: str) -> bytes:
    """:raises ValueError: not base64url."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return encode(value)
    if isinstance(value, datetime):
        return moments.as_text(value)
    raise TypeError(f"{type(value).__name__} does not travel")


class Ask:
    """One request. A field that is missing or of another type refuses it as malformed.

    asker   who it turned out to be, once an assertion or a code was checked; for the log
    about   the file it is about; for the log
    noted   its refusal is in the log already
    """

    def __init__(self, fields: object) -> None:
        if not isinstance(fields, dict):
            raise Refused("malformed")
        self._fields: dict[str, Any] = fields
        self.asker = ""
        self.about = ""
        self.noted = False

    @classmethod
    def read(cls, frame: bytes) -> "Ask":
        try:
            return cls(json.loads(frame))
        except (ValueError, RecursionError) as fault:
            raise Refused("malformed") from fault

    def has(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def raw(self, name: str) -> Any:
        return self._fields.get(name)

    def text(self, name: str, *, most: int = 200, empty: bool = False) -> str:
        value = self._fields.get(name)
        if not isinstance(value, str) or len(value) > most or not (value or empty):
            raise Refused("malformed")
        try:
            value.encode()
        except UnicodeEncodeError as fault:  # half a surrogate pair
            raise Refused("malformed") from fault
        return value

    def name(self, name: str) -> str:
        """A reference, a person, a unit or another code: letters, digits and a few signs."""
        value = self.text(name, most=64)
        if not _NAME.fullmatch(value):
            raise Refused("malformed")
        return value

    def names(self, name: str, *, most: int) -> list[str]:
        values = self._list(name, most)
        if not all(isinstance(value, str) and _NAME.fullmatch(value) for value in values):
            raise Refused("malformed")
        return [str(value) for value in values]

    def data(self, name: str, *, most: int = 4096, size: int | None = None) -> bytes:
        try:
            data = decode(self.text(name, most=most * 4 // 3 + 4))
        except ValueError as fault:
            raise Refused("malformed") from fault
        if len(data) > most or (size is not None and len(data) != size):
            raise Refused("malformed")
        return data

    def number(self, name: str, *, least: int = 0, most: int = 2**53) -> int:
        value = self._fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Refused("malformed")
        return value

    def flag(self, name: str) -> bool:
        value = self._fields.get(name, False)
        if not isinstance(value, bool):
            raise Refused("malformed")
        return value

    def moment(self, name: str) -> datetime:
        try:
            return moments.from_text(self.text(name, most=40))
        except ValueError as fault:
            raise Refused("malformed") from fault

    def maybe_moment(self, name: str) -> datetime | None:
        return self.moment(name) if self.has(name) else None

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.text(name, most=10))
        except ValueError as fault:
            raise Refused("malformed") from fault

    def maybe_day(self, name: str) -> date | None:
        return self.day(name) if self.has(name) else None

    def many(self, name: str, *, most: int) -> list["Ask"]:
        return [Ask(value) for value in self._list(name, most)]

    def _list(self, name: str, most: int) -> Sequence[object]:
        values = self._fields.get(name)
        if not isinstance(values, list) or len(values) > most:
            raise Refused("malformed")
        return values
