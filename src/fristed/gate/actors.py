"""Who is asking, as a frozen value made once per request. Predicates need nothing else."""

from dataclasses import dataclass, field
from typing import ClassVar

from fristed.kernel.roles import Role


@dataclass(frozen=True)
class Actor:
    """A signed-in person today.

    id          the account's database id; sets the database's scope
    ref         the account's reference; what the trail and the keeper know
    units       codes of the units she belongs to today
    leads       codes of the units she leads today
    covers      account ids she stands in for today
    glass       references of files she opened in an emergency and may still read
    excluded    references of files that are closed to her by name
    shares      files shared with her today, each with a part she may read of it
    assertion   the keeper's own word that she signed in; never shown
    """

    id: int
    ref: str
    name: str
    door: str
    roles: frozenset[Role] = frozenset()
    units: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    covers: frozenset[int] = frozenset()
    glass: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    shares: frozenset[tuple[str, str]] = frozenset()
    assertion: str = field(default="", repr=False)

    def scope(self) -> dict[str, str]:
        return {"app.actor": str(self.id), "app.ref": self.ref}


@dataclass(frozen=True)
class Visitor:
    """Someone at nora, without an account.

    file_ref, file_id   the one conversation her session opens, or none
    assertion           the keeper's word that she gave its code; never shown
    """

    file_ref: str = ""
    file_id: int = 0
    assertion: str = field(default="", repr=False)
    door: str = "nora"
    ref: ClassVar[str] = ""  # the trail never says more than "a visitor"

    def scope(self) -> dict[str, str]:
        return {"app.file": str(self.file_id or "")}


Someone = Actor | Visitor
