"""What is sent to the sender of a mail: that it is here, and where to go on. Never what it said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from fristed.guidance.rules.letters import OUR_MARK

LANGUAGES: Final = ("nb", "nn", "en")
MOST_A_DAY: Final = 5
"""Receipts to one address: whoever writes in another's name cannot have us fill her mailbox."""


@dataclass(frozen=True)
class Sending:
    """What every receipt of the house has.

    sender   the address it comes from
    mark     by which we know our own mail when it comes back
    """

    sender: str
    mark: str = field(repr=False)


def receipt(house: Sending, *, to: str, link: str, reply_id: str, at: datetime) -> EmailMessage:
    """
    link       the page where she signs in, and says that the mail is hers
    reply_id   the identifier of her mail, or nothing
    """
    mail = EmailMessage()
    mail["From"], mail["To"] = house.sender, to
    with override(LANGUAGES[0]):
        mail["Subject"] = _("Vi har fått e-posten din")
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = make_msgid(domain=house.sender.rpartition("@")[2])
    if reply_id:
        mail["In-Reply-To"] = mail["References"] = reply_id
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    mail[OUR_MARK] = house.mark
    mail.set_content("\n\n--\n\n".join(_said(link)))
    return mail


def _said(link: str) -> Iterator[str]:
    for language in LANGUAGES:
        with override(language):
            yield "\n\n".join(
                (
                    _("Vi har fått e-posten din, og har tatt den ut av postkassen."),
                    _("Svaret kommer ikke på e-post, for e-post kan leses av andre. Logg inn her:"),
                    link,
                    _("Skriv aldri navn, fødselsnummer eller adresse i en e-post."),
                    _("Haster det, ring 112 eller 02800."),
                    _("Har du ikke skrevet til oss? Da trenger du ikke gjøre noe."),
                )
            )
