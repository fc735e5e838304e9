"""Sample conversations: written at nora, one with a file, one answered, one marked as urgent."""

import hashlib
from datetime import datetime

from django.utils import timezone

from fristed.contact.actions import handling, reading, talking
from fristed.contact.actions.talking import Attached
from fristed.contact.choices import Urgency
from fristed.contact.queries import conversation_by_ref
from fristed.gate import Actor, Visitor
from fristed.organisation.queries import unit_for_county
from fristed.sample import documents, texts
from fristed.sealing import codes
from fristed.vault import intake, sealing
from fristed.vault.choices import FileKind
from fristed.vault.queries import keeper_key


def write_first_messages(now: datetime) -> list[str]:
    """Write each of the sample's first messages, as nora does; answers their references."""
    today, refs = timezone.localdate(now), []
    for language, county, place, text in texts.FIRST_MESSAGES:
        new = sealing.new_file(
            FileKind.CONVERSATION, unit=unit_for_county(county, today), creator="", on=today
        )
        talking.start_conversation(
            Visitor(file_ref=new.ref, file_id=new.id),
            new,
            text=text,
            place=place,
            sealed_code=codes.seal_code(
                keeper_public=keeper_key(),
                file=new.ref,
                private_key=new.private,
                code=codes.new_code(language),
            ),
            once=hashlib.sha256(new.ref.encode()).digest(),
            county=county,
            language=language,
            at=now,
        )
        refs.append(new.ref)
    _add_a_file(refs[1], now)
    return refs


def answer_one(adviser: Actor, refs: list[str], now: datetime) -> None:
    """Take the first up, as a member of the team does, and answer it; the next one is urgent."""
    ref, urgent = refs[:2]
    handling.set_urgency(adviser, conversation_by_ref(urgent), urgency=Urgency.SOON)
    conversation = conversation_by_ref(ref)
    key = reading.Key.ask(adviser, ref, at=now)
    reading.take_up_conversation(adviser, conversation, key=key)
    talking.answer_conversation(adviser, conversation, text=texts.ANSWER, at=now)


def _add_a_file(ref: str, now: datetime) -> None:
    """One of them comes back with a picture of what she found."""
    conversation = conversation_by_ref(ref)
    examined = intake.examine(documents.picture_of_a_plan("PNG"), keep_original=False)
    talking.write_message(
        Visitor(file_ref=ref, file_id=conversation.file_id),
        conversation,
        text=texts.WITH_A_FILE,
        attached=Attached(examined, scanned=False),
        at=now,
    )
