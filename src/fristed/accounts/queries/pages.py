"""What the sign-in pages show."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from fristed.accounts.queries.providing import providers
from fristed.adapters.providers import Provider
from fristed.vault import keeper


def is_keeper_away() -> bool:
    try:
        keeper.call("hello")
    except keeper.KeeperAway:
        return True
    return False


@dataclass(frozen=True)
class Persona:
    """One of the sample people, for the sign-in page of a development installation."""

    persona: str
    name: str
    role: str
    username: str
    about: str
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)


def sample_personas() -> Sequence[Persona]:
    """The sample people of this door; none where sample sign-in is off or not made yet."""
    if not settings.FRISTED_SAMPLE:
        return ()
    path = Path(settings.FRISTED_SAMPLE_SIGNINS)
    rows = json.loads(path.read_text()) if path.exists() else []
    return tuple(
        Persona(
            **{each: row.get(each, "") for each in Persona.__dataclass_fields__ if each != "name"},
            name=row.get("name") or row["persona"].capitalize(),
        )
        for row in rows
        if row["door"] == settings.FRISTED_DOOR
    )


@dataclass(frozen=True)
class SignInPage:
    """is_away       nobody can sign in while the keeper is away
    by_password   whether this door takes a password and a code
    note          what happened a moment ago, in words, or nothing
    providers     where she may sign in instead, each with a name and a label
    personas      the sample people, with one click each
    then          where to go afterwards; an address of this door
    kept          what was typed when the session ran out, sealed, or nothing
    """

    is_away: bool
    by_password: bool
    note: str
    then: str
    kept: str = field(default="", repr=False)
    providers: Sequence[Provider] = ()
    personas: Sequence[Persona] = ()


def sign_in_page(*, then: str, is_away: bool, note: str = "", kept: str = "") -> SignInPage:
    return SignInPage(
        is_away=is_away,
        by_password=settings.FRISTED_SIGN_IN_BY_PASSWORD,
        note=note,
        then=then,
        kept=kept,
        providers=providers(),
        personas=sample_personas(),
    )


@dataclass(frozen=True)
class StepUpPage:
    """was_refused   her provider did not say that she showed a second factor"""

    then: str
    is_away: bool
    providers: Sequence[Provider] = ()
    was_refused: bool = False


@dataclass(frozen=True)
class EnrolPage:
    """secret    the key for the app, in base32; shown this once
    uri       the same as an otpauth address
    picture   the same as a QR code, in a data address
    """

    name: str
    username: str
    is_away: bool
    providers: Sequence[Provider]
    secret: str = field(repr=False)
    uri: str = field(repr=False)
    picture: str = field(repr=False)

    @property
    def secret_in_fours(self) -> str:
        """As people read it aloud and type it; apps leave the spaces out."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


@dataclass(frozen=True)
class OwnPage:
    """note, tone   what happened a moment ago, in words, or nothing"""

    ref: str
    note: str
    tone: str
    is_away: bool
