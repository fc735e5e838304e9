"""Mail in: sealed and committed first, and only then taken out of the mailbox.

A mail that was committed and not taken out yet, because something broke in between or because its
receipt could not be sent, is known again by a keyed hash. So the mailbox is the only queue there
is: no address and no word of a mail stands in a job, a log or a table.
"""

import hashlib
import logging
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from procrastinate.contrib.django import app

from fristed.adapters import mailbox, posting
from fristed.adapters.mailbox import Mailbox, MailboxAway, Waiting
from fristed.adapters.posting import PostAway, Undeliverable
from fristed.gate import Visitor
from fristed.guidance import queries
from fristed.guidance.access import WORKER
from fristed.guidance.actions import mailing
from fristed.guidance.actions.mailing import Files
from fristed.guidance.choices import NOT_SORTED, Channel, Kind, Receipt, Urgency, Way
from fristed.guidance.models import Mail, MailServer
from fristed.guidance.rules import letters
from fristed.guidance.rules.letters import Letter
from fristed.guidance.rules.receipts import MOST_A_DAY, Sending, receipt
from fristed.guidance.rules.routing import first_unit
from fristed.vault import sealing
from fristed.vault.choices import FileKind

log = logging.getLogger(__name__)

AT_ONCE: Final = 40 * 1024 * 1024  # bytes in memory
MOST_AT_ONCE: Final = 50  # mails
TRIED_FOR: Final = timedelta(days=1)
DAY_SECONDS: Final = 24 * 60 * 60


@dataclass(frozen=True)
class TakenIn:
    """A mail that is kept, and its receipt if one is to be sent."""

    uid: int
    row: Mail
    letter: Letter


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="guidance.fetch_mail", lock="guidance.fetch_mail", pass_context=False)
def fetch_mail(timestamp: int) -> None:
    """Take in what waits, where the installation has a mailbox."""
    if not settings.FRISTED_MAIL_IN:
        return
    place = mailbox.Place.of(
        settings.FRISTED_MAIL_IN,
        password=settings.FRISTED_MAIL_IN_PASSWORD,
        trust=settings.FRISTED_MAIL_TRUST,
    )
    try:
        with mailbox.opened(place) as box:
            take_in_at(box, timezone.now())
    except MailboxAway:
        _note_down(Way.IN, timezone.now())


def take_in_at(box: Mailbox, at: datetime) -> None:
    """All that waits now. One mail that cannot be kept stays, and stops no other.

    :raises MailboxAway: what was not reached waits there.
    """
    waiting = box.waiting()
    _note_up(Way.IN, at, waiting=len(waiting))
    left = len(waiting)
    for batch in _batches(waiting):
        done = _settled(_kept(box, batch, at), at)
        box.remove(done)
        left -= len(done)
        _note_up(Way.IN, at, waiting=left)


def _kept(box: Mailbox, batch: Sequence[Waiting], at: datetime) -> list[TakenIn]:
    large = {one.uid for one in batch if one.size > letters.MOST_BYTES}
    small = [one.uid for one in batch if one.uid not in large]
    contents = dict(box.contents(small, most=letters.MOST_BYTES))
    if large:
        contents |= box.contents(sorted(large), most=letters.KEPT_OF_TOO_LARGE)
    kept = []
    for uid, raw in contents.items():
        try:
            kept.append(_keep(uid, raw, uid not in large, at))
        except Exception as fault:  # noqa: BLE001 - it stays in the box, and the others go on
            log.error("mail.not_taken_in %s", type(fault).__name__)
    return kept


def _keep(uid: int, raw: bytes, is_whole: bool, at: datetime) -> TakenIn:
    digest = _keyed("mail", letters.identity_of(raw))
    letter = letters.read(raw, is_whole=is_whole, mark=mark())
    if not Mail.objects.filter(digest=digest).exists():
        with suppress(IntegrityError):  # another worker was first
            _take_in(letter, digest, at)
    return TakenIn(uid, Mail.objects.get(digest=digest), letter)


def _take_in(letter: Letter, digest: bytes, at: datetime) -> None:
    if letter.is_ours:
        Mail.objects.create(
            digest=digest, channel=letter.channel, came_at=at, receipt=Receipt.NOT_SENT, link=b""
        )
        return
    today = timezone.localdate(at)
    reach = queries.reach_for(NOT_SORTED, today)
    route = first_unit(Kind.QUESTION, Urgency.ORDINARY, NOT_SORTED, reach)
    new = sealing.new_file(FileKind.INQUIRY, unit=route.unit, creator="", on=today)
    mailing.take_in_mail(
        Visitor(file_ref=new.ref, file_id=new.id, door=WORKER),
        new,
        letter=letter,
        files=Files.of(letter),
        digest=digest,
        link=hashlib.sha256(_link(digest).encode()).digest(),
        receipt=_receipt_for(letter, today.isoformat()),
        at=at,
    )


def _receipt_for(letter: Letter, day: str) -> Receipt:
    """A person with an address gets one, a few times a day."""
    may = bool(settings.FRISTED_MAIL_OUT and letter.sender) and letter.channel == Channel.MAIL
    if not may or letter.sender == settings.FRISTED_MAIL_FROM.lower():
        return Receipt.NOT_SENT
    bucket = f"mail:{_keyed(day, letter.sender.encode()).hex()}"
    cache.add(bucket, 0, DAY_SECONDS)
    return Receipt.WAITING if cache.incr(bucket) <= MOST_A_DAY else Receipt.NOT_SENT


def _settled(kept: Sequence[TakenIn], at: datetime) -> list[int]:
    """Those nothing more is to be done with. While mail cannot be sent, the others wait a day."""
    unsent = [one for one in kept if one.row.receipt == Receipt.WAITING]
    waiting = {one.uid for one in unsent}
    if unsent and settings.FRISTED_MAIL_OUT:
        waiting -= _send(unsent, at)
    for one in unsent:
        if one.uid in waiting and at - one.row.came_at >= TRIED_FOR:
            _note_receipt(one, Receipt.GIVEN_UP)
            waiting.remove(one.uid)
    return [one.uid for one in kept if one.uid not in waiting]


def _send(unsent: Sequence[TakenIn], at: datetime) -> set[int]:
    """Answers those that need not be tried again."""
    place = posting.Place.of(
        settings.FRISTED_MAIL_OUT,
        password=settings.FRISTED_MAIL_OUT_PASSWORD,
        trust=settings.FRISTED_MAIL_TRUST,
    )
    house = Sending(settings.FRISTED_MAIL_FROM, mark())
    done: set[int] = set()
    try:
        with posting.opened(place) as post:
            for one in unsent:
                to = one.letter.sender
                link = f"{settings.FRISTED_PARTNER_ADDRESS}mail/{_link(bytes(one.row.digest))}/"
                told = receipt(house, to=to, link=link, reply_id=one.letter.reply_id, at=at)
                try:
                    post.send(told, to=to)
                except Undeliverable:
                    _note_receipt(one, Receipt.GIVEN_UP)
                else:
                    _note_receipt(one, Receipt.SENT)
                done.add(one.uid)
            _note_up(Way.OUT, at, waiting=0)
    except PostAway:
        _note_down(Way.OUT, at, waiting=len(unsent) - len(done))
    return done


def _batches(waiting: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    batch: list[Waiting] = []
    size = 0
    for one in waiting:
        if batch and (size + one.size > AT_ONCE or len(batch) == MOST_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size
    if batch:
        yield batch


def _note_receipt(one: TakenIn, receipt: Receipt) -> None:
    Mail.objects.filter(pk=one.row.pk).update(receipt=receipt)


def _note_up(way: Way, at: datetime, *, waiting: int) -> None:
    MailServer.objects.update_or_create(
        way=way, defaults={"seen_at": at, "failing_since": None, "waiting": waiting}
    )


def _note_down(way: Way, at: datetime, *, waiting: int | None = None) -> None:
    row, _new = MailServer.objects.get_or_create(way=way)
    row.failing_since = row.failing_since or at
    row.waiting = row.waiting if waiting is None else waiting
    row.save(update_fields=["failing_since", "waiting"])


def _link(digest: bytes) -> str:
    """The end of a receipt's link; made anew when the receipt is tried again."""
    return urlsafe_b64encode(_keyed("link", digest)).decode().rstrip("=")


def mark() -> str:
    """What our own mail carries; nobody who has not had one from us knows it."""
    return _keyed("mark", b"").hex()


def _keyed(purpose: str, content: bytes) -> bytes:
    digest = hashlib.sha256(content).hexdigest()
    return salted_hmac(f"fristed.guidance.{purpose}", digest, algorithm="sha256").digest()
