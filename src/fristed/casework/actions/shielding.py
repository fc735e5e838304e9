"""Shielding a case, and standing behind somebody else's access to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from fristed.casework import access
from fristed.casework.models import Case
from fristed.casework.queries import address_files
from fristed.gate import Actor, action, asking, scope
from fristed.organisation.queries import PersonOn
from fristed.vault import granting, sealing

ask_to_shield = asking("case.shield", may=access.may_shield_case)
ask_to_stand_behind = asking("case.stand_behind", may=access.may_stand_behind)


@dataclass(frozen=True)
class OwnKey:
    """New wraps, of the case's file and of its journeys'. Their keys are the keeper's, and parted
    between three custodians.

    wrapped   file -> wrap
    """

    wrapped: Mapping[int, bytes] = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, case: Case, *, named: Sequence[str]) -> Self:
        """named   references of those who may stand behind a later grant

        :raises KeeperRefused: `not_recent`, `too_few_named`, `no_custodians`, `shielded`.
        """
        with scope(actor):
            files = {case.ref: case.pk, **address_files([case.pk])}
        _case, *beside = files
        wraps = granting.shield(actor.assertion, case.ref, named, beside=beside)
        return cls({files[ref]: wrapped for ref, wrapped in wraps.items()})


@action("case.shield", may=access.may_shield_case)
def shield_case(actor: Actor, case: Case, *, own_key: OwnKey, on: date) -> None:
    """From now it opens only for somebody who has just shown her second factor, and so do the
    addresses of its journeys."""
    for file, wrapped in own_key.wrapped.items():
        sealing.note_shielded(file, wrapped=wrapped, on=on)


@dataclass(frozen=True)
class Behind:
    """The keeper knows that she stands behind one new grant, for ten minutes."""

    holder: PersonOn

    @classmethod
    def ask(cls, actor: Actor, case: Case, holder: PersonOn) -> Self:
        """:raises KeeperRefused: `not_recent`, `not_named`, `same_person`."""
        granting.stand_behind(actor.assertion, case.ref, holder.ref)
        return cls(holder)


@action("case.stand_behind", may=access.may_stand_behind)
def stand_behind(actor: Actor, case: Case, *, behind: Behind) -> PersonOn:
    """Recorded in the case's own access log: who stood behind whose access."""
    return behind.holder
