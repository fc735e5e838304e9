"""A young person's first message, written as nora writes it."""

import hashlib

from django.utils import timezone
from tests.factories.staff import as_role

from fristed.config.doors import BACKUP, NORA
from fristed.contact.actions import talking
from fristed.contact.actions.talking import Attached
from fristed.contact.models import Message
from fristed.contact.queries import conversation_by_ref
from fristed.gate import Visitor
from fristed.sealing import codes
from fristed.vault import intake, sealing
from fristed.vault.choices import FileKind
from fristed.vault.queries import keeper_key


def a_conversation(unit="raad-ost", *, text="Jeg er redd for ferien.", county="03", place=""):
    """Its reference. Nobody has opened it yet."""
    now = timezone.now()
    new = sealing.new_file(FileKind.CONVERSATION, unit=unit, creator="", on=timezone.localdate(now))
    sealed_code = codes.seal_code(
        keeper_public=keeper_key(),
        file=new.ref,
        private_key=new.private,
        code=codes.new_code("nb"),
    )
    with as_role(NORA.role):
        talking.start_conversation(
            Visitor(file_ref=new.ref, file_id=new.id),
            new,
            text=text,
            sealed_code=sealed_code,
            once=hashlib.sha256(new.ref.encode()).digest(),
            county=county,
            place=place,
            language="nb",
            at=now,
        )
    return new.ref


def a_reply(ref, text="Se på dette.", *, file=None):
    """One more message of hers, with a file if one is given."""
    with as_role(NORA.role):
        conversation = conversation_by_ref(ref)
        talking.write_message(
            Visitor(file_ref=ref, file_id=conversation.file_id),
            conversation,
            text=text,
            attached=file and Attached(intake.examine(file, keep_original=False), scanned=False),
            at=timezone.now(),
        )
    return _last_message(ref)


def _last_message(ref):
    with as_role(BACKUP):
        return Message.objects.filter(conversation__ref=ref).latest("number").ref
