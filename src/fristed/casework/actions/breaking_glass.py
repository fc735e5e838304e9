"""Opening somebody else's case in an emergency: for an hour, with a reason, seen at once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Self

from django.utils import timezone

from fristed.casework import access
from fristed.casework.choices import EmergencyGround, Part
from fristed.casework.models import Access, Case, EmergencyOpening
from fristed.casework.rules.travel import AddressFile
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.vault import granting, sealing
from fristed.vault.choices import Ground
from fristed.vault.queries import file_by_id

LASTS: Final = timedelta(minutes=60)


@dataclass(frozen=True)
class Glass:
    """The keeper's grant for an hour, of a case or of a journey's addresses. It wants a second
    factor shown within ten minutes."""

    given: granting.Given = field(repr=False)
    ends_at: datetime

    @classmethod
    def ask(cls, actor: Actor, file: Case | AddressFile, *, reason: str, at: datetime) -> Self:
        """:raises KeeperRefused: `not_recent`, `no_reason`."""
        ends_at = at + LASTS
        wanted = granting.Wanted(
            file=file.ref,
            holder=actor.ref,
            holder_account=actor.id,
            ground=Ground.BREAK_GLASS,
            starts_at=at,
            ends_at=ends_at,
            reason=reason,
        )
        (given,) = granting.ask(actor.assertion, [wanted])
        return cls(given, ends_at)


ask_to_break_glass = asking("case.break_glass", may=access.may_break_glass)


@action("case.break_glass", may=access.may_break_glass)
def break_glass(
    actor: Actor, case: Case, *, glass: Glass, ground: EmergencyGround, reason: str, at: datetime
) -> None:
    """Open the case for an hour. The reason is sealed in the case: its adviser reads it there.

    Her leader and the data protection officer see who, when and on which ground.
    """
    granting.keep(case.pk, glass.given)
    Access.objects.keep(glass.given.ref)
    row = EmergencyOpening(
        ref=new_ref("nod"),
        case_id=case.pk,
        by_id=actor.id,
        opened_on=timezone.localdate(at),
        ends_at=glass.ends_at,
        ground=ground,
    )
    sealing.seal(file_by_id(case.pk), row, "reason", reason, part=Part.EMERGENCY)
    row.save(force_insert=True)
