"""A young person's first message, written as nora writes it."""

import hashlib

from django.utils import timezone
from tests.factories.staff import as_role

from fristed.config.doors import NORA
from fristed.contact.actions import talking
from fristed.gate import Visitor
from fristed.sealing import codes
from fristed.vault import sealing
from fristed.vault.choices import FileKind
from fristed.vault.queries import keeper_key


def a_conversation(unit="raad-ost", *, text="Jeg er redd for ferien.", county="03"):
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
            language="nb",
            at=now,
        )
    return new.ref
