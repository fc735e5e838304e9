"""How long each kind of file is kept: proposed by one, signed off by another."""

from datetime import date

from fristed.desk import access
from fristed.gate import Actor, action, asking
from fristed.kernel.roles import Role
from fristed.vault import retaining
from fristed.vault.choices import FileKind
from fristed.vault.models import RetentionRule

ask_to_preview = asking("retention.preview", may=access.may_preview_destruction)
read_certificate = asking("retention.read_certificate", may=access.may_read_certificate)
print_certificate = asking("retention.print_certificate", may=access.may_read_certificate)
ask_to_see_retention = asking("retention.see", may=access.may_see_retention)


@action("retention.propose", may=access.may_propose_retention)
def propose_retention(
    actor: Actor, person: Actor, *, kind: FileKind, months: int, because: str, on: date
) -> None:
    """Propose how long a kind of file is kept after closing; takes the place of one that waits."""
    retaining.propose(kind, months=months, because=because, by=actor.id, on=on)


@action("retention.sign", may=access.may_sign_retention)
def sign_retention(actor: Actor, rule: RetentionRule, *, on: date) -> None:
    """Put it in force, in the place of the one before."""
    retaining.sign_off(rule, by=actor.id, role=Role.LEADER, on=on)


@action("retention.end", may=access.may_end_retention)
def end_retention(actor: Actor, rule: RetentionRule, *, on: date) -> None:
    """Take it back, or out of force: nothing of the kind is destroyed before there is another."""
    retaining.end(rule, on=on)
