"""What came by mail: what was wrong with it, its files, and how the mail servers are."""

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from fristed.gate import Actor, ReadGrant, TextBroken, scope
from fristed.guidance.choices import BY_MAIL, OF_ASKER, Channel, Way
from fristed.guidance.models import Attachment, Claim, Inquiry, Mail, MailServer
from fristed.guidance.rules.letters import Trouble
from fristed.vault import blobs, granting
from fristed.vault.choices import Ground
from fristed.vault.intake import KINDS, Kind

DAYS: Final = 30
SAID: Final = {
    Trouble.TOO_LARGE: _("E-posten var for stor. Bare begynnelsen av teksten er tatt inn."),
    Trouble.MALFORMED: _("E-posten var ødelagt. Den er tatt inn slik den så ut."),
    Trouble.LONG: _("Teksten var lang. Hele teksten ligger som vedlegg."),
    Trouble.TOO_MANY_PARTS: _("E-posten hadde for mange deler. Alt sammen ligger som vedlegg."),
    Trouble.TOO_DEEP: _("E-post inne i e-post i mange lag. Alt sammen ligger som vedlegg."),
    Trouble.FILES_REFUSED: _("Ett eller flere vedlegg er ikke tatt inn."),
    Trouble.NO_SENDER: _("E-posten hadde ingen avsender vi kan skrive til."),
    Trouble.EMPTY: _("E-posten var tom."),
}


@dataclass(frozen=True)
class OpenedAttachment:
    """A file that came with a mail, with its bytes."""

    number: int
    kind: Kind
    content: bytes = field(repr=False)

    @property
    def file_name(self) -> str:
        """Nothing of what it is about."""
        return f"vedlegg-{self.number}.{self.kind.ending}"


@dataclass(frozen=True)
class Server:
    """A mail server as the worker found it. failing_since: empty where it answers."""

    way: Way
    seen_at: datetime | None
    failing_since: datetime | None
    waiting: int


@dataclass(frozen=True)
class Counted:
    what: str
    total: int


@dataclass(frozen=True)
class MailPage:
    """How mail goes: the servers, and what came the last thirty days, by what it was."""

    servers: tuple[Server, ...]
    came: tuple[Counted, ...]
    troubles: tuple[Counted, ...]


def of_mail(inquiry: Inquiry) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What was wrong with the mail it came by, and its files' numbers. Within a scope."""
    if inquiry.channel not in BY_MAIL:
        return (), ()
    row = Mail.objects.filter(inquiry_id=inquiry.pk).first()
    numbers = Attachment.objects.filter(inquiry_id=inquiry.pk).order_by("number")
    said = tuple(str(SAID[Trouble(one)]) for one in row.troubles) if row else ()
    return said, tuple(numbers.values_list("number", flat=True))


@dataclass(frozen=True)
class ClaimLine:
    """Who says that the mail is hers. Her account's id and reference go on to the keeper."""

    name: str
    claimed_at: datetime
    is_believed: bool
    person: tuple[int, str]


def claim_on(actor: Actor, inquiry: Inquiry) -> ClaimLine | None:
    with scope(actor):
        row = (
            Claim.objects.filter(inquiry_id=inquiry.pk)
            .annotate(name=F("person__name"), who=F("person__ref"))
            .first()
        )
    if row is None:
        return None
    return ClaimLine(row.name, row.claimed_at, bool(row.offer), (row.person_id, row.who))


def offered_to(file: str, person: tuple[int, str], at: datetime) -> granting.Wanted:
    """What she is offered who is believed: what was asked and answered, and no note of a team."""
    account, ref = person
    return granting.Wanted(
        file=file,
        holder=ref,
        holder_account=account,
        ground=Ground.SHARE,
        starts_at=at,
        parts=OF_ASKER,
    )


def offered_key(actor: Actor, inquiry: Inquiry) -> granting.Given | None:
    """The offer that waits for her, or none."""
    with scope(actor):
        row = Claim.objects.filter(inquiry_id=inquiry.pk, believed_at__isnull=False).first()
    if row is None or row.believed_at is None or row.mac is None:
        return None
    wanted = offered_to(inquiry.ref, (actor.id, actor.ref), row.believed_at)
    return granting.Given(wanted, row.offer, row.believed_by, bytes(row.mac))


def opened_attachment(
    actor: Actor, inquiry: Inquiry, grant: ReadGrant, number: int
) -> OpenedAttachment | None:
    """None where there is none, or its thirty days are over.

    :raises TextBroken: it is not what was kept.
    """
    with scope(actor):
        row = Attachment.objects.filter(inquiry_id=inquiry.pk, number=number).first()
        chunks = blobs.chunks_of(inquiry.pk, row.ref) if row else []
    if row is None:
        return None
    grant.unlock([row.about])
    about = json.loads(row.about.open(grant))
    try:
        content = blobs.opened(
            chunks,
            key=base64.b64decode(about["key"]),
            file=inquiry.ref,
            ref=row.ref,
            length=about["length"],
        )
    except blobs.SealBroken as broken:
        raise TextBroken from broken
    return OpenedAttachment(row.number, KINDS[about["media"]], content)


def failing_servers() -> tuple[Server, ...]:
    """Those that do not answer just now; said where the work is done."""
    return tuple(one for one in _servers() if one.failing_since)


def mail_page(actor: Actor, *, at: datetime) -> MailPage:
    with scope(actor), connection.cursor() as cursor:
        cursor.execute("select * from guidance_mails(%s)", [at - timedelta(DAYS)])
        rows = cursor.fetchall()
    troubles: dict[str, int] = {}
    for _channel, trouble, total in rows:
        if trouble:
            troubles[trouble] = troubles.get(trouble, 0) + total
    return MailPage(
        servers=_servers(),
        came=tuple(
            Counted(str(Channel(channel).label), total)
            for channel, trouble, total in rows
            if not trouble
        ),
        troubles=tuple(
            Counted(str(SAID[Trouble(code)]), total) for code, total in sorted(troubles.items())
        ),
    )


def _servers() -> tuple[Server, ...]:
    return tuple(
        Server(Way(row.way), row.seen_at, row.failing_since, row.waiting)
        for row in MailServer.objects.order_by("way")
    )
