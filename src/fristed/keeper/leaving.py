"""Leaving: an identity provider says that somebody has left it, in a token of its own.

OpenID Connect Back-Channel Logout 1.0. What verifies who comes in verifies who has left, on the
same keys; a door that believed a token of itself could be made to throw anybody out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from fristed.keeper import assertions, moments, oidc
from fristed.keeper.keeper import Keeper
from fristed.keeper.oidc import MOST_AGE, SKEW, Issuer, Verified
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask

EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
TYPES: Final = frozenset({"logout+jwt", "JWT", None})


async def end_oidc(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Note that a provider's session is over. Without a session named, all of hers end here.

    :raises Refused: `wrong_id_token`, whatever is wrong with it, and when it has been used.
    """
    seen = verified(
        ask.text("logout_token", most=16_000),
        door=assertions.checked_door(ask.name("door")),
        issuers=oidc.read_issuers(keeper.settings.home / oidc.ISSUERS),
        at=at,
    )

    def ended(book: Book) -> None:
        oidc.spend(book, seen, "jti")
        person = oidc.person_of(book, keeper.own, seen) if _says_who(seen) else ""
        ask.asker = person
        sessions = _sessions_of(book, person) if person and "sid" not in seen.claims else []
        for session, expires in sessions:
            assertions.mark_ended(book, session, expires)
        book.note("end_oidc", person=person, sessions=sessions)

    await keeper.register.write(at, ended)
    return {}


def verified(token: str, *, door: str, issuers: Sequence[Issuer], at: datetime) -> Verified:
    """What a logout token says, when all of it holds: signed and for us as an ID token is, lately,
    about leaving, by a session or a person, and no ID token.

    :raises Refused: `wrong_id_token`.
    """
    try:
        issuer, header, claims = oidc.signed(token, door=door, issuers=issuers)
        issued_at = moments.from_seconds(int(claims["iat"]))
        holds = (
            oidc.is_for_us(issuer, claims)
            and header.get("typ") in TYPES
            and isinstance(claims["events"][EVENT], Mapping)
            and "nonce" not in claims
            and isinstance(claims["jti"], str)
            and claims["jti"] != ""
            and any(_is_word(claims.get(name)) for name in ("sid", "sub"))
            and at - MOST_AGE <= issued_at <= at + SKEW
            and at < moments.from_seconds(int(claims.get("exp", claims["iat"] + 120))) + SKEW
        )
    except oidc.BROKEN as fault:
        raise Refused("wrong_id_token") from fault
    if not holds:
        raise Refused("wrong_id_token")
    return Verified(issuer, claims)


def _sessions_of(book: Book, person: str) -> list[tuple[str, int]]:
    rows = book.all("select id, expires from session where person = ? and ended = 0", person)
    return [(str(session), int(expires)) for session, expires in rows]


def _says_who(seen: Verified) -> bool:
    return all(_is_word(seen.claims.get(name)) for name in seen.issuer.subject)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and value != ""
