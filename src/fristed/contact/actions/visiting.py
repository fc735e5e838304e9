"""Coming back with a code, and leaving.

Whoever types a code, right or wrong, gets a visit of the same shape. What it opens is decided when
a conversation is opened with it.
"""

import json
from datetime import datetime

from fristed.contact import access
from fristed.contact.models import Code, Session
from fristed.contact.queries import SESSION
from fristed.contact.rules.visiting import Visit, Word
from fristed.gate import Visitor, action
from fristed.sealing import session


@action("visit.begin", may=access.may_begin_visit)
def begin_visit(visitor: Visitor, word: Word, *, at: datetime) -> str:
    """Keep the keeper's word under a key that only the cookie has; answers the cookie's token.

    The code's row follows the pepper here. Left behind, a code would die at the second rotation.
    """
    token = session.token()
    kept = json.dumps({"file": word.file, "assertion": word.assertion}).encode()
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


@action("visit.prolong", may=access.may_prolong_visit)
def prolong_visit(visitor: Visitor, visit: Visit, *, at: datetime) -> None:
    """Note that she is still here. A visit that ended meanwhile stays ended."""
    Session.objects.filter(token_hash=visit.token_hash, seen_at__lt=at).update(seen_at=at)


@action("visit.end", may=access.may_end_visit)
def end_visit(visitor: Visitor, visit: Visit) -> None:
    """End a visit at once: what its cookie named is gone."""
    Session.objects.filter(token_hash=visit.token_hash).delete()
