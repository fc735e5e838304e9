"""Texts that go to people who may know nothing of any case: nobody may be found in them."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel import traces
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Kind

NEVER: Final = frozenset({Kind.BIRTH_NUMBER, Kind.NUMBER, Kind.PHONE, Kind.MAIL, Kind.ACCOUNT})


def check_without_persons(texts: Iterable[str], *, watched: frozenset[Kind], is_sure: bool) -> None:
    """Check that nobody can be found in them.

    watched   what may point at somebody, beside what always does
    is_sure   the writer has seen it, and says that it does not

    :raises RuleBroken: `points_at_somebody`, `may_point`.
    """
    kinds = {span.kind for text in texts for span in traces.find(text)}
    if kinds & NEVER:
        raise RuleBroken(
            "points_at_somebody", _("Ta bort numre, telefonnumre og e-postadresser først.")
        )
    if kinds & watched and not is_sure:
        raise RuleBroken(
            "may_point",
            _("Noe her kan si hvem noen er. Ta det bort, eller bekreft at det ikke gjør det."),
        )
