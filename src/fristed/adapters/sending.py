"""A short text to a telephone or a mailbox, by SMS over HTTP or by SMTP.

Where they are and what they want comes from the settings. What is answered, and why it failed, is
never kept or told: either may hold the number.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, Final

import httpx

from fristed.adapters.posting import Place, PostAway, Undeliverable, opened

SECONDS: Final = 10.0


class NotSent(Exception):
    """It cannot be reached, or did not take the message."""


@dataclass(frozen=True)
class SmsGateway:
    """A supplier's address, and the JSON it wants.

    body      "{to}" and "{text}" stand in it as whole values, at any depth
    headers   such as the one it knows the house by
    """

    address: str
    body: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, setting: str) -> "SmsGateway | None":
        """From a setting in JSON; None where it is empty."""
        return cls(**json.loads(setting)) if setting else None

    def send(self, to: str, text: str) -> None:
        """:raises NotSent:"""
        filled = _filled(self.body, {"{to}": to, "{text}": text})
        try:
            answer = httpx.post(
                self.address, json=filled, headers=dict(self.headers), timeout=SECONDS
            )
            answer.raise_for_status()
        except httpx.HTTPError:
            raise NotSent from None


@dataclass(frozen=True)
class MailRelay:
    """A mail server for neutral texts, and the address they come from."""

    place: Place
    sender: str

    @classmethod
    def of(cls, setting: str) -> "MailRelay | None":
        """From a setting in JSON; None where it is empty."""
        if not setting:
            return None
        said = json.loads(setting)
        secret, trust = said.get("password", ""), said.get("trust", "")
        return cls(Place.of(said["address"], password=secret, trust=trust), said["sender"])

    def send(self, to: str, text: str) -> None:
        """The text is the subject too: a subject of ours would tell.

        :raises NotSent:
        """
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, text
        message.set_content(text)
        try:
            with opened(self.place) as post:
                post.send(message, to=to)
        except (PostAway, Undeliverable):
            raise NotSent from None


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    if isinstance(template, Mapping):
        return {name: _filled(value, values) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, values) for value in template]
    return values.get(template, template) if isinstance(template, str) else template
