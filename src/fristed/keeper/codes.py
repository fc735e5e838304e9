"""Word codes: bound to a file, and given back by whoever returns. Wrong and right cost the same."""

import asyncio
import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fristed.keeper import assertions
from fristed.keeper.custody import Custody
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import CodeRow, FileRow, file_row
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.refs import new_ref
from fristed.sealing import codes, hpke
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken

PEPPER: Final = "pepper"
LEAST_LETTERS: Final = 8
FILE_PREFIX: Final = "sam"  # a conversation's; the file that a wrong code leads to looks the same
NONCE_BYTES: Final = 12


@dataclass(frozen=True, repr=False)
class Peppered:
    """What a stretched code becomes under one version of the pepper."""

    lookup: bytes
    wrap_key: bytes


async def bind(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Bind a sealed code to its file. Again gives the same lookup.

    :raises Refused: `wrong_binding`, unless whoever sealed it had the file's private half.
    """
    async with keeper.bench.binding():
        row = await _row(keeper, ask)
        ask.about = row.ref
        private = await keeper.units.file_private(row, at)
        letters = _letters(keeper, row.ref, ask.data("sealed_code", most=1024), private)
        now, before = await _pepper(keeper, letters, at)
        await _check_free(keeper, row.ref, now, before)
        youth_wrap = _wrapped(now, row.ref, private)
        keeper.bench.remember(now.lookup, row.ref, youth_wrap, at)
        await keeper.register.write(at, lambda book: book.note("code.bind", file=row.ref))
    return {"lookup": now.lookup, "youth_wrap": youth_wrap}


async def give_back(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """An assertion for the code's file; for a wrong code, one of the same shape for no file.

    `lookup` and `youth_wrap` are what the file's row should hold from now on: they change when
    the pepper was rotated since the code was used last.
    """
    letters = codes.normal_form(ask.text("code", most=400, empty=True))[: codes.MAX_LETTERS]
    await keeper.bench.binds_before()
    now, before = await _pepper(keeper, letters, at)
    found = await _found(keeper, now, before, at)
    file, private = found or (new_ref(FILE_PREFIX), os.urandom(hpke.KEY_BYTES))
    youth_wrap = _wrapped(now, file, private)

    def begin(book: Book) -> Answer:
        book.note("code.return", outcome="ok" if found else "unknown", file=file)
        return assertions.begin_youth(book, keeper.own, file=file)

    begun = await keeper.register.write(at, begin)
    return {**begun, "file": file, "lookup": now.lookup, "youth_wrap": youth_wrap}


async def renew(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Other words for the conversation of a visit. The old ones open nothing once its row follows.

    :raises Refused: `not_signed_in`; `no_file`; `code_taken`, and she is given others.
    """
    who = await assertions.someone(keeper, ask, at)
    if not isinstance(who, assertions.Youth):
        raise Refused("not_signed_in")
    ask.about = who.file
    row = (await keeper.records.files([who.file])).get(who.file)
    if row is None:
        raise Refused("no_file")
    private = await keeper.units.file_private(row, at)
    letters = codes.normal_form(ask.text("code", most=400))[: codes.MAX_LETTERS]
    if len(letters) < LEAST_LETTERS:
        raise Refused("wrong_binding")
    now, before = await _pepper(keeper, letters, at)
    if await keeper.records.code_by_lookup((now.lookup, before.lookup)) is not None:
        raise Refused("code_taken")
    keeper.bench.forget(row.ref)
    await keeper.register.write(at, lambda book: book.note("code.renew", file=row.ref))
    return {"lookup": now.lookup, "youth_wrap": _wrapped(now, row.ref, private)}


def newest_two(book: Book) -> tuple[int, int]:
    """The pepper's current version and the one before; the first stands for both."""
    rows = book.all("select version from pepper order by version desc limit 2")
    return rows[0][0], rows[-1][0]


async def _row(keeper: Keeper, ask: Ask) -> FileRow:
    """The file: committed, or as its maker shows it."""
    if isinstance(ask.raw("file"), dict):
        return file_row(Ask(ask.raw("file")))
    ref = ask.name("file")
    rows = await keeper.records.files([ref])
    if ref not in rows:
        raise Refused("no_file")
    return rows[ref]


def _letters(keeper: Keeper, file: str, sealed: bytes, private: bytes) -> str:
    try:
        letters, tag = codes.open_code(
            keeper_private=keeper.own.pair.private, file=file, sealed=sealed
        )
    except SealBroken as fault:
        raise Refused("wrong_binding") from fault
    if len(letters) < LEAST_LETTERS or not hmac.compare_digest(
        tag, codes.code_tag(private, letters)
    ):
        raise Refused("wrong_binding")
    return letters


async def _pepper(keeper: Keeper, letters: str, at: datetime) -> tuple[Peppered, Peppered]:
    """Stretch a code once, then pepper it with both versions: always the same work."""
    stretched = await keeper.bench.stretch(letters, keeper.own.salt)
    versions = await keeper.register.read(at, newest_two)
    return await asyncio.to_thread(_peppered, keeper.custody, stretched, versions)


def _peppered(
    custody: Custody, stretched: bytes, versions: tuple[int, int]
) -> tuple[Peppered, Peppered]:
    now, before = (
        Peppered(
            lookup=custody.hmac(PEPPER, version, b"lookup" + stretched),
            wrap_key=custody.hmac(PEPPER, version, b"wrap" + stretched),
        )
        for version in versions
    )
    return now, before


async def _check_free(keeper: Keeper, file: str, now: Peppered, before: Peppered) -> None:
    """:raises Refused: the file has another code, or another file has this one."""
    lookups = (now.lookup, before.lookup)
    kept = await keeper.records.code_of(file)
    if kept is not None and kept.lookup is not None and kept.lookup not in lookups:
        raise Refused("already_bound")
    taken = await keeper.records.code_by_lookup(lookups)
    if taken is not None and taken.file.ref != file:
        raise Refused("code_taken")


async def _found(
    keeper: Keeper, now: Peppered, before: Peppered, at: datetime
) -> tuple[str, bytes] | None:
    """The file that both the code and the file's own key agree on, with its private half."""
    kept = await _kept(keeper, (now.lookup, before.lookup), at)
    stands_in = _stand_in(keeper)
    row = kept.file if kept else stands_in
    wrap = (kept.youth_wrap if kept else None) or bytes(NONCE_BYTES + 48)
    used = now if kept is None or kept.lookup == now.lookup else before
    try:
        if row is stands_in:
            private = hpke.open_sealed(keeper.own.pair.private, row.bound(), row.wrapped)
        else:
            private = await keeper.units.file_private(row, at)
    except Refused:
        return None
    agrees = _agrees(used, row.ref, wrap, private)
    return (row.ref, private) if agrees and kept else None


async def _kept(keeper: Keeper, lookups: Sequence[bytes], at: datetime) -> CodeRow | None:
    """The code's row, or what was bound so lately that its row may not be there yet."""
    kept = await keeper.records.code_by_lookup(lookups)
    bound = keeper.bench.remembered(lookups, at)
    rows = await keeper.records.files([bound.file if bound else ""])
    if kept is None and bound is not None and bound.file in rows:
        return CodeRow(rows[bound.file], bound.lookup, bound.youth_wrap)
    return kept


def _stand_in(keeper: Keeper) -> FileRow:
    """A file that is not there, for a wrong code to be tried on."""
    pair = hpke.new_pair()
    row = FileRow(new_ref(FILE_PREFIX), "conversation", "", "", "", pair.public, b"")
    sealed = hpke.seal(keeper.own.pair.public, row.bound(), pair.private)
    return FileRow(row.ref, row.kind, row.unit, row.quarter, row.creator, pair.public, sealed)


def _wrapped(peppered: Peppered, file: str, private: bytes) -> bytes:
    """Shows that the code belongs to the file. It holds no key: see decision 0004."""
    nonce = os.urandom(NONCE_BYTES)
    tag = _tag(file, private)
    return nonce + AESGCM(peppered.wrap_key).encrypt(nonce, tag, context("youth", file))


def _agrees(peppered: Peppered, file: str, youth_wrap: bytes, private: bytes) -> bool:
    try:
        tag = AESGCM(peppered.wrap_key).decrypt(
            youth_wrap[:NONCE_BYTES], youth_wrap[NONCE_BYTES:], context("youth", file)
        )
    except (InvalidTag, ValueError):
        return False
    return hmac.compare_digest(tag, _tag(file, private))


def _tag(file: str, private: bytes) -> bytes:
    return hmac.new(private, context("youth", file), hashlib.sha256).digest()
