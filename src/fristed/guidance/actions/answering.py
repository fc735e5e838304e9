"""Working with an inquiry: taking it up, noting, drafting together, answering, closing."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.codelists import queries as codelists
from fristed.gate import Actor, action, asking
from fristed.guidance import access
from fristed.guidance.choices import NOT_SORTED, WORK, NoteKind, Sender, Status
from fristed.guidance.models import (
    AnswerDraft,
    Attachment,
    Claim,
    Inquiry,
    Message,
    Note,
    Original,
    Steering,
)
from fristed.guidance.rules.moving import check_next
from fristed.guidance.rules.promising import due_at, promise_of, waited_minutes
from fristed.guidance.rules.writing import check_text, needs_second_eye, pointing
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import norwegian_calendar
from fristed.vault import blobs, sealing
from fristed.vault.queries import file_by_id

ask_to_answer = asking("inquiry.answer", may=access.may_answer_inquiry)


@action("inquiry.take_up", may=access.may_take_up_inquiry)
def take_up_inquiry(actor: Actor, inquiry: Inquiry, *, at: datetime) -> None:
    """She has it from now on.

    :raises RuleBroken: `not_next`; `taken`: a colleague was first.
    """
    row = _locked(inquiry)
    if row.taken_by_id not in {None, actor.id}:
        raise RuleBroken("taken", _("En kollega tok den opp nå nettopp."))
    if row.status == Status.TAKEN_UP:
        return
    check_next(row.status, Status.TAKEN_UP)
    row.status, row.taken_by_id, row.closed_on = Status.TAKEN_UP, actor.id, None
    row.due_at = row.due_at or due_at(promise_of(row.kind, row.urgency), at, norwegian_calendar())
    row.save(update_fields=["status", "taken_by", "due_at", "closed_on"])


@action("inquiry.let_go", may=access.may_work_with_inquiry)
def let_go_of_inquiry(actor: Actor, inquiry: Inquiry) -> None:
    """A colleague may take it up instead. What was promised stands.

    :raises RuleBroken: `answered`.
    """
    row = _locked(inquiry)
    if row.status != Status.TAKEN_UP:
        raise RuleBroken("answered", _("Den er besvart. Avslutt den i stedet."))
    row.status, row.taken_by = Status.READ, None
    row.save(update_fields=["status", "taken_by"])


@action("inquiry.note", may=access.may_note)
def add_note(
    actor: Actor,
    inquiry: Inquiry,
    *,
    kind: NoteKind,
    text: str,
    minutes: int,
    at: datetime,
    once: bytes | None = None,
) -> None:
    """Write down something for those who work with it.

    once   digest of the form's own token: the same form is taken in once

    :raises RuleBroken: see `rules.writing.check_text`.
    """
    check_text(text)
    row = Note(
        ref=new_ref("hnt"),
        file_id=inquiry.pk,
        inquiry=inquiry,
        kind=kind,
        by_id=actor.id,
        written_at=at,
        minutes=minutes,
        once=once,
    )
    sealing.seal(file_by_id(inquiry.pk), row, "text", text, part=WORK)
    row.save(force_insert=True)
    Inquiry.objects.filter(pk=inquiry.pk).update(minutes=F("minutes") + minutes)


@action("inquiry.save_draft", may=access.may_save_draft)
def save_draft(actor: Actor, inquiry: Inquiry, *, text: str, version: int, at: datetime) -> int:
    """Keep the answer as it is now; answers its new version.

    version   the one she began from; 0 for none

    :raises RuleBroken: `changed_meanwhile`: a colleague saved since; see `check_text`.
    """
    check_text(text)
    _locked(inquiry)
    row = AnswerDraft.objects.filter(inquiry=inquiry).first()
    if (row.version if row else 0) != version:
        raise RuleBroken(
            "changed_meanwhile",
            _("En kollega har lagret utkastet etter at du åpnet det. Teksten din står her ennå."),
        )
    row = row or AnswerDraft(ref=new_ref("utk"), file_id=inquiry.pk, inquiry=inquiry, version=0)
    row.version, row.written_by_id, row.saved_at, row.seen_by = version + 1, actor.id, at, None
    sealing.seal(file_by_id(inquiry.pk), row, "text", text, part=WORK)
    row.save(
        update_fields=["version", "written_by", "saved_at", "seen_by", "text"] if row.pk else None
    )
    return row.version


@action("inquiry.second_eye", may=access.may_be_second_eye)
def approve_draft(actor: Actor, draft: AnswerDraft, *, version: int) -> None:
    """She has read this version, and it may be sent.

    :raises RuleBroken: `changed_meanwhile`.
    """
    there = AnswerDraft.objects.filter(pk=draft.pk, version=version)
    if not there.exclude(written_by_id=actor.id).update(seen_by_id=actor.id):
        raise RuleBroken("changed_meanwhile", _("Utkastet er endret. Les det på nytt."))


@action("inquiry.answer", may=access.may_answer_inquiry)
def answer_inquiry(
    actor: Actor,
    inquiry: Inquiry,
    *,
    text: str,
    version: int,
    steered_to: Collection[str],
    is_sure: bool,
    at: datetime,
) -> None:
    """Send the draft as the answer. The first answer is what the promise is measured by.

    text, version   the draft's own text, and which version it is
    is_sure         she has seen what says who somebody is, and sends it all the same

    :raises RuleBroken: `changed_meanwhile`, `needs_second_eye`, `points_at_somebody`, `not_next`,
        `not_sorted`: what a colleague must see depends on who asks.
    """
    today = timezone.localdate(at)
    row, draft = _locked(inquiry), AnswerDraft.objects.filter(inquiry=inquiry).first()
    if row.service == NOT_SORTED:
        raise RuleBroken("not_sorted", _("Skriv inn hvem som spør, før du svarer på e-posten."))
    if draft is None or draft.version != version:
        raise RuleBroken("changed_meanwhile", _("Utkastet er endret. Les det på nytt."))
    categories = [code.value for code in codelists.code_list("second_eye", today).codes]
    must_be_seen = needs_second_eye(row.kind, row.urgency, row.service, categories)
    if must_be_seen and draft.seen_by_id is None:
        raise RuleBroken("needs_second_eye", _("En kollega må lese svaret før det sendes."))
    if not is_sure and pointing(text):
        raise RuleBroken(
            "points_at_somebody",
            _("Svaret kan si hvem noen er. Ta det bort, eller bekreft at det skal stå."),
        )
    check_next(row.status, Status.ANSWERED)
    Message.objects.write(row, text, Sender.TEAM, author=actor.ref, at=at)
    draft.delete()
    Steering.objects.bulk_create(
        (Steering(inquiry=row, service=service, told_on=today) for service in steered_to),
        ignore_conflicts=True,
    )
    row.status, row.due_at = Status.ANSWERED, None
    if row.answered_at is None:
        row.answered_at = at
        row.waited_minutes = waited_minutes(row.asked_at, at, norwegian_calendar())
    row.save(update_fields=["status", "due_at", "answered_at", "waited_minutes"])


@action("inquiry.close", may=access.may_close_inquiry)
def close_inquiry(actor: Actor, inquiry: Inquiry, *, at: datetime) -> None:
    """Nothing more is to be done. Writing more opens it again.

    :raises RuleBroken: `not_next`.
    """
    row = _locked(inquiry)
    check_next(row.status, Status.CLOSED)
    row.status, row.due_at, row.closed_on = Status.CLOSED, None, timezone.localdate(at)
    row.save(update_fields=["status", "due_at", "closed_on"])


@action("inquiry.become", may=access.may_make_something_of)
def note_became(actor: Actor, inquiry: Inquiry, *, became: str, ref: str, at: datetime) -> None:
    """Note what was made of it. The chain is kept; each is counted by its own rule."""
    Inquiry.objects.filter(pk=inquiry.pk).update(
        became=became,
        became_ref=ref,
        status=Status.CLOSED,
        due_at=None,
        closed_on=timezone.localdate(at),
    )


@action("inquiry.forget_texts", may=access.may_forget_texts)
def forget_texts(actor: Actor, inquiry: Inquiry) -> None:
    """Anonymise and keep: only the codes stay, for counting."""
    for ref in Attachment.objects.filter(inquiry_id=inquiry.pk).values_list("ref", flat=True):
        blobs.drop(inquiry.pk, ref)
    for model in (Attachment, Claim, Original, Message, Note, AnswerDraft):
        model.objects.filter(inquiry_id=inquiry.pk).delete()
    Inquiry.objects.filter(pk=inquiry.pk).update(asker="", reply_to=None)


def _locked(inquiry: Inquiry) -> Inquiry:
    """:raises RuleBroken: `not_opened`: without a key to it, its row is not hers to change."""
    row = Inquiry.objects.select_for_update().filter(pk=inquiry.pk).first()
    if row is None:
        raise RuleBroken("not_opened", _("Åpne henvendelsen først."))
    return row
