"""A short text to a telephone or a mailbox, by SMS over HTTP or by SMTP.

Where they are and what they want comes from the settings. What is answered, and why it failed, is
never kept or told: either may hold the number.
"""

import json
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, Final

import httpx

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
    """An SMTP relay. With a password it is asked to encrypt first, or nothing is sent."""

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, setting: str) -> "MailRelay | None":
        """From a setting in JSON; None where it is empty."""
        return cls(**json.loads(setting)) if setting else None

    def send(self, to: str, text: str) -> None:
        """The text is the subject too: a subject of ours would tell.

        :raises NotSent:
        """
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, text
        message.set_content(text)
        try:
            with smtplib.SMTP(self.host, self.port, timeout=SECONDS) as relay:
                if self.password:
                    relay.starttls()
                    relay.login(self.username, self.password)
                relay.send_message(message)
        except (OSError, smtplib.SMTPException):
            raise NotSent from None


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    if isinstance(template, Mapping):
        return {name: _filled(value, values) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, values) for value in template]
    return values.get(template, template) if isinstance(template, str) else template
