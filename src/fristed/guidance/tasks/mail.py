"""Mail in: sealed and committed first, and only then taken out of the mailbox.

A mail that was committed and not taken out yet, because something broke in between or because its
receipt could not be sent, is known again by a keyed hash. So the mailbox is the only queue there
is: no address and no word of a mail stands in a job, a log or a table.
"""

import hashlib
import logging
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, connections
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

AT_ONCE: Final = 20 * 1024 * 1024  # bytes of a batch; two are in memory
MOST_AT_ONCE: Final = 50  # mails
AT_A_TIME: Final = 3  # of them, each on a connection of its own
TRIED_FOR: Final = timedelta(days=1)
DAY_SECONDS: Final = 24 * 60 * 60

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class Read:
    """A mail from the box. digest: what it is known again by"""

    uid: int
    digest: bytes
    letter: Letter = field(repr=False)


@dataclass(frozen=True)
class TakenIn:
    """A mail that is kept, and its receipt if one is to be sent."""

    read: Read
    row: Mail


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
    for done in _settled_in_turn((_kept(box, batch, at) for batch in _batches(waiting)), at):
        box.remove(done)
        left -= len(done)
        _note_up(Way.IN, at, waiting=left)


def _kept(box: Mailbox, batch: Sequence[Waiting], at: datetime) -> list[TakenIn]:
    large = {one.uid for one in batch if one.size > letters.MOST_BYTES}
    small = [one.uid for one in batch if one.uid not in large]
    contents = dict(box.contents(small, most=letters.MOST_BYTES))
    if large:
        contents |= box.contents(sorted(large), most=letters.KEPT_OF_TOO_LARGE)
    read = list(_each(contents.items(), lambda item: _read(*item, item[0] not in large)))
    rows = Mail.objects.filter(digest__in=[one.digest for one in read])
    known = {bytes(row.digest): row for row in rows}
    new = [one for one in read if one.digest not in known]
    kept = [TakenIn(one, known[one.digest]) for one in read if one.digest in known]
    if new:
        way = _Way(_first_unit(at), _receipts(new, at), at)
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            parts = [new[first::AT_A_TIME] for first in range(AT_A_TIME)]
            kept += [one for part in pool.map(way.keep_each, parts) for one in part]
    return kept


@dataclass(frozen=True)
class _Way:
    """Where the new mails of a batch go, and which of them are answered by a receipt."""

    unit: str
    receipts: Mapping[bytes, Receipt]
    at: datetime

    def keep_each(self, some: Sequence[Read]) -> list[TakenIn]:
        """On a connection of its own: while one mail is sealed, another is committed."""
        try:
            return list(_each(some, lambda one: TakenIn(one, self._keep(one))))
        finally:
            connections.close_all()

    def _keep(self, one: Read) -> Mail:
        try:
            return self._take_in(one)
        except IntegrityError:  # another worker was first
            return Mail.objects.get(digest=one.digest)

    def _take_in(self, one: Read) -> Mail:
        letter, receipt = one.letter, self.receipts[one.digest]
        if letter.is_ours:
            return Mail.objects.create(
                digest=one.digest,
                channel=letter.channel,
                came_at=self.at,
                receipt=receipt,
                link=b"",
            )
        today = timezone.localdate(self.at)
        new = sealing.new_file(FileKind.INQUIRY, unit=self.unit, creator="", on=today)
        return mailing.take_in_mail(
            Visitor(file_ref=new.ref, file_id=new.id, door=WORKER),
            new,
            letter=letter,
            files=Files.of(letter),
            digest=one.digest,
            link=hashlib.sha256(_link(one.digest).encode()).digest(),
            receipt=receipt,
            at=self.at,
        )


def _each(some: Iterable[S], do: Callable[[S], T]) -> Iterator[T]:
    """One mail that cannot be read or kept stays in the box, and the others go on."""
    for one in some:
        try:
            yield do(one)
        except Exception as fault:  # noqa: BLE001 - see above; its text could hold the mail's
            log.error("mail.not_taken_in %s", type(fault).__name__)


def _read(uid: int, raw: bytes, is_whole: bool) -> Read:
    digest = _keyed("mail", letters.identity_of(raw))
    return Read(uid, digest, letters.read(raw, is_whole=is_whole, mark=mark()))


def _first_unit(at: datetime) -> str:
    """Who has what nobody has sorted yet."""
    reach = queries.reach_for(NOT_SORTED, timezone.localdate(at))
    return first_unit(Kind.QUESTION, Urgency.ORDINARY, NOT_SORTED, reach).unit


def _receipts(new: Sequence[Read], at: datetime) -> dict[bytes, Receipt]:
    """A person with an address gets one, a few times a day: counted by a keyed hash of it, in one
    entry for the day."""
    day = timezone.localdate(at).isoformat()
    counted: dict[str, int] = cache.get(f"mail:{day}", {})
    given = {}
    for one in new:
        given[one.digest] = Receipt.NOT_SENT
        if _may_have_receipt(one.letter):
            sender = _keyed(day, one.letter.sender.encode()).hex()
            counted[sender] = counted.get(sender, 0) + 1
            if counted[sender] <= MOST_A_DAY:
                given[one.digest] = Receipt.WAITING
    cache.set(f"mail:{day}", counted, DAY_SECONDS)
    return given


def _may_have_receipt(letter: Letter) -> bool:
    is_persons = letter.channel == Channel.MAIL and not letter.is_ours and bool(letter.sender)
    is_our_own = letter.sender == settings.FRISTED_MAIL_FROM.lower()
    return bool(settings.FRISTED_MAIL_OUT) and is_persons and not is_our_own


def _settled_in_turn(batches: Iterable[list[TakenIn]], at: datetime) -> Iterator[list[int]]:
    """The receipts of one batch go out while the next is taken in, on a connection of their own."""

    def settle(kept: Sequence[TakenIn]) -> list[int]:
        try:
            return _settled(kept, at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as post:
        under_way: Future[list[int]] | None = None
        for kept in batches:
            before, under_way = under_way, post.submit(settle, kept)
            if before is not None:
                yield before.result()
        if under_way is not None:
            yield under_way.result()


def _settled(kept: Sequence[TakenIn], at: datetime) -> list[int]:
    """Those nothing more is to be done with. While mail cannot be sent, the others wait a day."""
    unsent = [one for one in kept if one.row.receipt == Receipt.WAITING]
    waiting = {one.read.uid for one in unsent}
    if unsent and settings.FRISTED_MAIL_OUT:
        waiting -= _send(unsent, at)
    late = [one for one in unsent if one.read.uid in waiting and at - one.row.came_at >= TRIED_FOR]
    _note_receipts(late, Receipt.GIVEN_UP)
    waiting -= {one.read.uid for one in late}
    return [one.read.uid for one in kept if one.read.uid not in waiting]


def _send(unsent: Sequence[TakenIn], at: datetime) -> set[int]:
    """Answers those that need not be tried again."""
    place = posting.Place.of(
        settings.FRISTED_MAIL_OUT,
        password=settings.FRISTED_MAIL_OUT_PASSWORD,
        trust=settings.FRISTED_MAIL_TRUST,
    )
    house = Sending(settings.FRISTED_MAIL_FROM, mark())
    sent: list[TakenIn] = []
    refused: list[TakenIn] = []
    try:
        with posting.opened(place) as post:
            for one in unsent:
                to = one.read.letter.sender
                link = f"{settings.FRISTED_PARTNER_ADDRESS}mail/{_link(one.read.digest)}/"
                answers = one.read.letter.reply_id
                told = receipt(house, to=to, link=link, reply_id=answers, at=at)
                try:
                    post.send(told, to=to)
                except Undeliverable:
                    refused.append(one)
                else:
                    sent.append(one)
            _note_up(Way.OUT, at, waiting=0)
    except PostAway:
        _note_down(Way.OUT, at, waiting=len(unsent) - len(sent) - len(refused))
    finally:
        _note_receipts(sent, Receipt.SENT)
        _note_receipts(refused, Receipt.GIVEN_UP)
    return {one.read.uid for one in (*sent, *refused)}


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


def _note_receipts(of: Sequence[TakenIn], receipt: Receipt) -> None:
    if of:
        Mail.objects.filter(pk__in=[one.row.pk for one in of]).update(receipt=receipt)


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
