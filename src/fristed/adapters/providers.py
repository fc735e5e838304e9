"""What we know of an identity provider: where it is, who we are there, and what we ask it for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Provider:
    """
    name            in addresses and settings: "feide"
    label           what people call it
    client          our id there
    key             our private key, as PEM: how we show who we are (private_key_jwt)
    acr             the strengths that will do; the keeper decides on its own
    second_factor   those asked for where she must show one
    asks            what else the first request says
    groups          where it says what somebody is to her employer, or nothing
    """

    name: str
    label: str
    issuer: str
    client: str
    key: str = field(repr=False)
    scope: str = "openid"
    acr: Sequence[str] = ()
    second_factor: Sequence[str] = ()
    asks: Mapping[str, str] = field(default_factory=dict)
    groups: str = ""
