"""Recovery codes: ten, each good once, for whoever lost her authenticator."""

import secrets
from typing import Final

from fristed.keeper.own import OwnKeys
from fristed.keeper.register import Book
from fristed.sealing.context import context

COUNT: Final = 10
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
LENGTH: Final = 10  # 49 bits; tried online only, and five at a time


def renew(book: Book, own: OwnKeys, person: str) -> list[str]:
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(COUNT)]
    book.do("delete from recovery where person = ?", person)
    for code in codes:
        book.do(
            "insert into recovery (person, code) values (?, ?)", person, _kept(own, person, code)
        )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def spend(book: Book, own: OwnKeys, person: str, typed: str) -> bool:
    code = "".join(letter for letter in typed.casefold() if letter in LETTERS)
    return bool(
        book.do(
            "update recovery set used = 1 where person = ? and code = ? and used = 0",
            *(person, _kept(own, person, code)),
        )
    )


def _kept(own: OwnKeys, person: str, code: str) -> bytes:
    return own.mac("recovery", context(person, code))
