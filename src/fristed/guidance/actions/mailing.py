"""Taking in a mail: the same masking and sealing as a form, and nothing believed of its sender."""

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Self

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.codelists import queries as codelists
from fristed.gate import Actor, Visitor, action, asking
from fristed.guidance import access
from fristed.guidance.actions.asking import Asked, _keep
from fristed.guidance.choices import (
    KEEP_ORIGINAL_DAYS,
    NOT_SORTED,
    ORIGINAL,
    Channel,
    Kind,
    Receipt,
    Status,
    Urgency,
)
from fristed.guidance.models import Attachment, Claim, Inquiry, Mail
from fristed.guidance.queries import offered_to
from fristed.guidance.rules.letters import Letter, Trouble
from fristed.guidance.rules.moving import WAITING
from fristed.guidance.rules.promising import due_at, promise_of
from fristed.guidance.rules.routing import is_main
from fristed.guidance.rules.schools import check_school
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import norwegian_calendar
from fristed.vault import blobs, granting, intake, scanning, sealing
from fristed.vault.intake import Examined
from fristed.vault.models import File

LANGUAGE: Final = "nb"  # to answer in, until somebody has read it


@dataclass(frozen=True)
class Files:
    """What came with a mail and may be kept, and whether anything may not."""

    kept: tuple[Examined, ...]
    some_refused: bool

    @classmethod
    def of(cls, letter: Letter) -> "Files":
        """Before any transaction: it takes its time."""
        kept, some_refused = [], False
        for content in letter.files:
            try:
                examined = intake.examine(content, keep_original=False)
                scanning.scan(examined.content)
            except RuleBroken:
                some_refused = True
            else:
                kept.append(examined)
        return cls(tuple(kept), some_refused)


ask_to_sort_inquiry = asking("inquiry.sort", may=access.may_sort_inquiry)
ask_to_believe_asker = asking("inquiry.believe_asker", may=access.may_believe_asker)


@action("inquiry.take_in_mail", may=access.may_take_in_mail)
def take_in_mail(
    worker: Visitor,
    new: sealing.NewFile,
    *,
    letter: Letter,
    files: Files,
    digest: bytes,
    link: bytes,
    receipt: Receipt,
    at: datetime,
) -> Mail:
    """Keep a mail as an inquiry. What a machine sent is kept and set aside.

    digest   what the mail is known again by; the second of two is refused by the database
    link     digest of what her receipt's link ends with
    """
    asked = Asked(
        kind=Kind.QUESTION,
        urgency=Urgency.ORDINARY,
        role=NOT_SORTED,
        service=NOT_SORTED,
        audience=NOT_SORTED,
        county=NOT_SORTED,
        language=LANGUAGE,
        text=letter.text,
        reply_to=letter.sender,
    )
    row = _keep(new, asked, None, asker="", once=digest, channel=letter.channel, at=at)
    if letter.channel == Channel.AUTOMATIC:
        Inquiry.objects.filter(pk=row.pk).update(
            status=Status.CLOSED, due_at=None, closed_on=timezone.localdate(at)
        )
    refused = {Trouble.FILES_REFUSED} if files.some_refused else set()
    mail = Mail.objects.create(
        digest=digest,
        channel=letter.channel,
        came_at=at,
        inquiry=row,
        troubles=sorted(letter.troubles | refused),
        receipt=receipt,
        link=link,
    )
    for number, examined in enumerate(files.kept, start=1):
        _keep_file(row.file, row, number, examined, at)
    return mail


@action("inquiry.sort", may=access.may_sort_inquiry)
def sort_inquiry(
    actor: Actor,
    inquiry: Inquiry,
    *,
    kind: str,
    urgency: str,
    service: str,
    role: str,
    audience: str,
    county: str,
    school: str,
    at: datetime,
) -> None:
    """Say what came by mail, and who asks. What is promised follows from it, from when it came; of
    one that was opened again from now on, so that saying so makes nothing late.

    :raises RuleBroken: see `rules.schools.check_school`.
    """
    check_school(school, audience)
    row = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    today, promised = timezone.localdate(at), promise_of(row.kind, row.urgency)
    main = {code.value for code in codelists.code_list("guidance_audience", today).codes}
    row.kind, row.urgency, row.audience, row.county = kind, urgency, audience, county
    row.school = school
    row.service, row.role, row.is_main = service, role, is_main(service, main)
    if row.status in WAITING and promise_of(kind, urgency) != promised:
        is_opened_again = row.answered_at is not None or row.channel == Channel.AUTOMATIC
        since = at if is_opened_again else row.asked_at
        row.due_at = due_at(promise_of(kind, urgency), since, norwegian_calendar())
    row.save(
        update_fields=[
            "kind", "urgency", "audience", "county", "school", "service", "role", "is_main",
            "due_at",
        ]
    )  # fmt: skip


@action("inquiry.claim", may=access.may_see_own_inquiries)
def claim_mail(actor: Actor, person: Actor, *, link: bytes, at: datetime) -> None:
    """Say that a mail is hers: she has its receipt. The first who says so is the one.

    :raises RuleBroken: `no_such_link`.
    """
    with connection.cursor() as cursor:
        cursor.execute("select guidance_claim_mail(%s, %s)", [link, at])
        (is_hers,) = cursor.fetchone()
    if not is_hers:
        raise RuleBroken("no_such_link", _("Lenken virker ikke lenger. Spør på forsiden i stedet."))


@dataclass(frozen=True)
class Believed:
    """The keeper's offer to her who says that a mail is hers; asked for before the action."""

    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, inquiry: Inquiry, person: tuple[int, str], *, at: datetime) -> Self:
        """person   her account's id and reference

        :raises KeeperRefused: `not_held`.
        """
        (given,) = granting.offer(actor.assertion, [offered_to(inquiry.ref, person, at)])
        return cls(given)


@action("inquiry.believe_asker", may=access.may_believe_asker)
def believe_asker(actor: Actor, inquiry: Inquiry, *, believed: Believed, at: datetime) -> None:
    """From now on it is hers: she finds it among her own, and reads the answer there."""
    given = believed.given
    Claim.objects.filter(inquiry_id=inquiry.pk, person_id=given.wanted.holder_account).update(
        believed_by=actor.ref, believed_at=at, offer=given.ref, mac=given.mac
    )
    Inquiry.objects.filter(pk=inquiry.pk).update(asker=given.wanted.holder)


def _keep_file(file: File, inquiry: Inquiry, number: int, examined: Examined, at: datetime) -> None:
    row = Attachment(
        ref=new_ref("ved"),
        file=file,
        inquiry=inquiry,
        number=number,
        delete_on=timezone.localdate(at) + timedelta(KEEP_ORIGINAL_DAYS),
    )
    key = blobs.keep(file, row.ref, examined.content)
    about = {
        "media": examined.kind.media,
        "length": len(examined.content),
        "key": base64.b64encode(key).decode(),
    }
    sealing.seal(file, row, "about", json.dumps(about), part=ORIGINAL)
    row.save(force_insert=True)
