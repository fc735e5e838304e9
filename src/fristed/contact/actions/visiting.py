"""Coming back with a code, and leaving.

Whoever types a code, right or wrong, gets a visit of the same shape. What it opens is decided when
a conversation is opened with it.
"""

import json
from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from fristed.contact import access
from fristed.contact.models import Code, Conversation, Session
from fristed.contact.queries import QUEUE, SESSION, SHOWN
from fristed.contact.rules.showing import Seen
from fristed.contact.rules.visiting import NewWords, Visit, Word
from fristed.gate import Visitor, action
from fristed.kernel.rules import RuleBroken
from fristed.sealing import session
from fristed.sealing.codes import Mark


@action("visit.begin", may=access.may_begin_visit)
def begin_visit(visitor: Visitor, word: Word, *, mark: Mark, at: datetime) -> str:
    """Keep the keeper's word under a key that only the cookie has; answers the cookie's token.

    mark   by which a message that gives the code away is recognised

    The code's row follows the pepper here. Left behind, a code would die at the second rotation.
    """
    token = session.token()
    kept = json.dumps(
        {"file": word.file, "assertion": word.assertion, "mark": [mark.letters, mark.digest]}
    ).encode()
    Session.objects.bulk_create(
        [
            Session(
                token_hash=session.token_hash(token),
                sealed=session.seal_under(token, SESSION, kept),
                started_at=at,
                seen_at=at,
            )
        ]
    )
    Code.objects.filter(file_id=visitor.file_id, lookup__isnull=False).exclude(
        lookup=word.lookup
    ).update(lookup=word.lookup, youth_wrap=word.youth_wrap)
    return token


@action("visit.queue", may=access.may_queue)
def queue(visitor: Visitor, visit: Visit, *, token: str, code: str, at: datetime) -> None:
    """Keep her words for a few minutes under a key that only the cookie has, until their turn."""
    _keep(visit, session.seal_under(token, QUEUE, json.dumps(code).encode()), at)


@action("visit.keep_words", may=access.may_keep_words)
def keep_words(visitor: Visitor, visit: Visit, *, token: str, new: NewWords, at: datetime) -> None:
    """Keep new words for the next page, which shows them once, under a key only the cookie has."""
    _keep(visit, session.seal_under(token, SHOWN, json.dumps(asdict(new)).encode()), at)


def _keep(visit: Visit, sealed: bytes, at: datetime) -> None:
    """In the place of what she never saw, where an answer was lost on the way to her."""
    row = Session(
        token_hash=visit.token_hash, sealed=sealed, started_at=at, seen_at=at, is_queued=True
    )
    Session.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["token_hash"],
        update_fields=["sealed", "started_at", "seen_at"],
    )


@action("visit.prolong", may=access.may_prolong_visit)
def prolong_visit(visitor: Visitor, visit: Visit, *, at: datetime) -> None:
    """Note that she is still here. A visit that ended meanwhile stays ended."""
    Session.objects.filter(token_hash=visit.token_hash, seen_at__lt=at).update(seen_at=at)


@action("visit.open_earlier", may=access.may_open_earlier)
def open_earlier(visitor: Visitor, visit: Visit) -> None:
    """The agreed word was given, or none was agreed: earlier content shows in this visit."""
    Session.objects.filter(token_hash=visit.token_hash).update(is_opened=True)


@action("visit.open_under_duress", may=access.may_open_earlier)
def open_under_duress(visitor: Visitor, visit: Visit) -> None:
    """The other word was given: the visit looks as if it were opened, and is not."""
    Session.objects.filter(token_hash=visit.token_hash).update(is_opened=True, is_duress=True)


@action("visit.look", may=access.may_open_earlier)
def look_for_the_first_time(visitor: Visitor, visit: Visit) -> Seen:
    """Note once a visit what was new when it began; answers where the visit stands."""
    row = Session.objects.get(token_hash=visit.token_hash)
    if row.new_after is None:
        found = Conversation.objects.get(file_id=visitor.file_id)
        row.new_after, row.own_after = found.shown_to_youth, found.messages_written
        row.save(update_fields=["new_after", "own_after"])
        Conversation.objects.filter(id=found.id).update(shown_to_youth=found.messages_written)
    return Seen(row.is_opened, row.new_after, row.own_after or 0, row.is_duress)


@action("conversation.renew_words", may=access.may_renew_words)
def renew_words(visitor: Visitor, conversation: Conversation, word: Word) -> None:
    """Let other words open the conversation. The ones before open nothing from now on.

    :raises RuleBroken: `pending`, while the keeper has not yet bound those she came with.
    """
    renewed = Code.objects.filter(file_id=visitor.file_id, lookup__isnull=False).update(
        lookup=word.lookup, youth_wrap=word.youth_wrap
    )
    if not renewed:
        raise RuleBroken("pending", _("Du kan få nye ord om et minutt. Prøv igjen da."))


@action("visit.end", may=access.may_end_visit)
def end_visit(visitor: Visitor, visit: Visit) -> None:
    """End a visit at once: what its cookie named is gone."""
    Session.objects.filter(token_hash=visit.token_hash).delete()
