"""Passkeys (WebAuthn): user verification required, challenges kept here and good once."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from fristed.keeper import admin, assertions
from fristed.keeper.keeper import Keeper, Settings
from fristed.keeper.own import OwnKeys
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.sealing.context import context

CEREMONY_SECONDS: Final = 5 * 60
REGISTER: Final = "register"
SIGN_IN: Final = "sign_in"
METHOD: Final = "passkey"


async def begin_registration(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """What the browser needs to make a passkey for whoever was invited or is freshly signed in."""
    label = ask.text("label", most=64) if ask.has("label") else ""
    signed_in = None if ask.has("invite") else await assertions.staff(keeper, ask, at, strong=True)

    def begin(book: Book) -> Answer:
        invite = None if signed_in else ask.text("invite")
        person = signed_in.person if signed_in else admin.invited(book, ask.text("invite"))
        ask.asker = person
        options, state = _server(keeper.settings).register_begin(
            PublicKeyCredentialUserEntity(
                id=_handle(keeper.own, person), name=label or person, display_name=label or person
            ),
            credentials=[
                PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=row[0])
                for row in book.all("select id from passkey where person = ?", person)
            ],
            resident_key_requirement=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        hashed = None if invite is None else admin.invite_hash(invite)
        return {
            "ceremony": _begin(book, REGISTER, person, state, hashed),
            "options": _as_json(options),
        }

    return await keeper.register.write(at, begin)


async def finish_registration(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    def finish(book: Book) -> Answer:
        person, state, invite = _take(book, REGISTER, ask.text("ceremony"))
        ask.asker = person
        try:
            made = _server(keeper.settings).register_complete(state, _response(ask))
        except Exception as fault:  # the library raises many kinds for what a browser may send
            raise Refused("wrong_passkey") from fault
        credential = made.credential_data
        if credential is None:
            raise Refused("wrong_passkey")
        if invite is not None:
            admin.spend_invite(book, invite)
        book.do(
            "insert or ignore into passkey values (?, ?, ?, ?, ?)",
            *(credential.credential_id, person, bytes(credential), made.counter, book.now),
        )
        book.note("passkey.registered", person=person)
        return {"enrolled": True, "person": person}

    return await keeper.register.write(at, finish)


async def begin(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """A challenge for whoever comes: it names no person, so it tells of none."""
    options, state = _server(keeper.settings).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    ceremony = await keeper.register.write(
        at, lambda book: _begin(book, SIGN_IN, "", state, invite=None)
    )
    return {"ceremony": ceremony, "options": _as_json(options)}


async def finish(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Sign in, or step up when an assertion comes along."""
    signed_in = await assertions.staff(keeper, ask, at) if ask.has("assertion") else None
    door = signed_in.door if signed_in else assertions.checked_door(ask.name("door"))

    def decide(book: Book) -> Answer:
        _, state, _ = _take(book, SIGN_IN, ask.text("ceremony"))
        person = _verified(book, keeper.settings, state, _response(ask))
        ask.asker = person
        if signed_in is None:
            book.note("sign_in", person=person, door=door, method=METHOD)
            begun = assertions.begin_staff(
                book, keeper.own, person=person, door=door, method=METHOD
            )
            return {**begun, "person": person}
        if person != signed_in.person:
            raise Refused("wrong_passkey")
        book.note("step_up", person=person, method=METHOD)
        return assertions.strengthen(keeper.own, signed_in, method=METHOD, at=at)

    return await keeper.register.write(at, decide)


def _verified(
    book: Book, settings: Settings, state: Mapping[str, Any], response: Mapping[str, Any]
) -> str:
    """Whose passkey answered the challenge."""
    try:
        answer = AuthenticationResponse.from_dict(response)
        row = book.one(
            "select person, credential, sign_count from passkey where id = ?", answer.raw_id
        )
        if row is None:
            raise Refused("wrong_passkey")
        person, credential, count = row
        _server(settings).authenticate_complete(
            state, [AttestedCredentialData(credential)], response
        )
    except Refused:
        raise
    except Exception as fault:  # the library raises many kinds for what a browser may send
        raise Refused("wrong_passkey") from fault
    counter = answer.response.authenticator_data.counter
    if (counter or count) and counter <= count:
        book.alarm("passkey_copied", person=person)
        raise Refused("wrong_passkey")
    book.do("update passkey set sign_count = ? where id = ?", counter, answer.raw_id)
    return str(person)


def _begin(
    book: Book, kind: str, person: str, state: Mapping[str, Any], invite: bytes | None
) -> str:
    ceremony = secrets.token_urlsafe(24)
    book.do("delete from ceremony where expires < ?", book.now)
    book.do(
        "insert into ceremony values (?, ?, ?, ?, ?, ?)",
        *(_hash(ceremony), kind, person, json.dumps(state), invite, book.now + CEREMONY_SECONDS),
    )
    return ceremony


def _take(book: Book, kind: str, ceremony: str) -> tuple[str, dict[str, Any], bytes | None]:
    """A ceremony is good once, whatever comes of it."""
    row = book.one(
        "delete from ceremony where hash = ? and kind = ? and expires > ?"
        " returning person, state, invite",
        *(_hash(ceremony), kind, book.now),
    )
    if row is None:
        raise Refused("nothing_begun")
    return row[0], json.loads(row[1]), row[2]


def _server(settings: Settings) -> Fido2Server:
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=settings.rp_id, name="Fristed"),
        verify_origin=lambda origin: origin in settings.origins,
    )


def _response(ask: Ask) -> dict[str, Any]:
    response = ask.raw("response")
    if not isinstance(response, dict):
        raise Refused("malformed")
    return response


def _handle(own: OwnKeys, person: str) -> bytes:
    """What an authenticator keeps of a person: nothing that means anything elsewhere."""
    return own.mac("passkey handle", context(person))


def _hash(ceremony: str) -> bytes:
    return hashlib.sha256(ceremony.encode()).digest()


def _as_json(options: Mapping[str, Any]) -> Any:
    """The library's mappings as plain ones; their bytes are base64url already."""

    def plain(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: plain(value[key]) for key in value if value[key] is not None}
        if isinstance(value, list | tuple):
            return [plain(part) for part in value]
        return value

    return plain(options)
