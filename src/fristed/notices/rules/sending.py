"""To whom a neutral text may be sent."""

import re
from typing import Final

import phonenumbers
from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken
from fristed.notices.choices import Channel

MAILBOX: Final = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]{1,180}\.[^\s@,;<>\".]{2,}")


def recipient(channel: str, typed: str) -> str:
    """One number or one mailbox, as the sender wants it.

    :raises RuleBroken: `no_number`, `no_mailbox`.
    """
    if channel == Channel.MAIL:
        if not MAILBOX.fullmatch(typed.strip()):
            raise RuleBroken("no_mailbox", _("Skriv én e-postadresse."))
        return typed.strip()
    try:
        number = phonenumbers.parse(typed, "NO")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise RuleBroken(
            "no_number", _("Skriv ett telefonnummer, med landkode hvis det er utenlandsk.")
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
