"""Opening an inquiry at the desk."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from fristed.gate import Actor, action, asking, opening
from fristed.guidance import access
from fristed.guidance.choices import Status
from fristed.guidance.models import Inquiry, Looking
from fristed.vault import granting
from fristed.vault.sealing import Address, NewFile


@dataclass(frozen=True)
class Key:
    """A member's own key to an inquiry her unit has."""

    given: granting.Given = field(repr=False)

    @classmethod
    def ask(
        cls, actor: Actor, file: str | NewFile, *, through: Address | None, at: datetime
    ) -> Self:
        """through: the address her unit has it by, when it was not made for that unit.

        :raises KeeperRefused: `not_in_team`.
        """
        return cls(granting.ask_as_member(actor, file, at=at, address=through))


ask_to_guide = asking("inquiry.list", may=access.may_guide)
ask_to_read_inquiry = asking("inquiry.read", may=access.may_read_inquiry)
read_inquiry = opening("inquiry.read", may=access.may_read_inquiry)
read_original = opening("inquiry.read_original", may=access.may_read_original)


@action("inquiry.look", may=access.may_read_inquiry)
def look_at_inquiry(actor: Actor, inquiry: Inquiry, *, key: Key | None, at: datetime) -> None:
    """Keep the key the keeper gave her, if it is new; note that she is here, and that a sent
    inquiry is read."""
    if key is not None:
        granting.keep(inquiry.pk, key.given)
    Looking.objects.update_or_create(inquiry=inquiry, person_id=actor.id, defaults={"seen_at": at})
    Inquiry.objects.filter(pk=inquiry.pk, status=Status.SENT).update(status=Status.READ)
