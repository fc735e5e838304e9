"""Who may sign in, and who may change how others do."""

from fristed.accounts.choices import ALSO_STAFF, Door
from fristed.accounts.models import User
from fristed.gate import ALLOW, Actor, Decision, Visitor, deny
from fristed.kernel.roles import Role


def may_sign_in(visitor: Visitor, person: User) -> Decision:
    """Everyone whose account is in use, at her own door, once the keeper has spoken for her.

    Staff at the studio too; who may do anything there is asked inside.
    """
    if person.door != ALSO_STAFF.get(visitor.door, visitor.door):
        return deny("another_door")
    return ALLOW if person.is_active else deny("inactive")


def may_step_up(actor: Actor, person: User) -> Decision:
    """Everyone for herself, once the keeper has seen her second factor again."""
    return may_change_own_sign_in(actor, person)


def may_sign_out(actor: Actor, person: User) -> Decision:
    """Everyone for herself."""
    return may_change_own_sign_in(actor, person)


def may_welcome(visitor: Visitor, person: User) -> Decision:
    """Anybody the keeper has just spoken for, at the partner door. Staff are invited."""
    return ALLOW if visitor.door == person.door == Door.PARTNER else deny("not_invited")


def may_create_person(operator: Visitor, person: User) -> Decision:
    """Whoever may run commands on the server. What she may do there follows from her places."""
    return ALLOW


def may_enrol(visitor: Visitor, person: User) -> Decision:
    """Everyone whose account is in use, with the keeper's one-time invitation."""
    return ALLOW if person.is_active else deny("inactive")


def may_change_own_sign_in(actor: Actor, person: User) -> Decision:
    """Only the person herself."""
    return ALLOW if actor.id == person.id else deny("not_yourself")


def may_cover_screen(actor: Actor, person: User) -> Decision:
    """Everyone for herself: covering her screen, bringing it back, and how her keys work."""
    return may_change_own_sign_in(actor, person)


def may_keep_draft(actor: Actor, person: Actor) -> Decision:
    """Everyone for herself, with a unit whose key it is sealed to. Nobody reads another's."""
    if actor.id != person.id:
        return deny("not_yourself")
    return ALLOW if actor.units or actor.door == Door.PARTNER else deny("no_unit")


def may_reset_second_factor(actor: Actor, person: User) -> Decision:
    """Only an administrator, and never her own: it takes two people."""
    if Role.ADMINISTRATOR not in actor.roles:
        return deny("not_administrator")
    return ALLOW if actor.id != person.id else deny("yourself")


def may_close_account(actor: Actor, person: User) -> Decision:
    """Only an administrator, and never her own."""
    return may_reset_second_factor(actor, person)
