"""Accounts: made, taken into use, kept up, and closed."""

from fristed.accounts import access, queries
from fristed.accounts.models import User
from fristed.accounts.sessions import SessionStore
from fristed.gate import Actor, Visitor, action


@action("accounts.create_person", may=access.may_create_person)
def create_person(operator: Visitor, person: User) -> User:
    """Make an account that nobody can sign in with before she has enrolled."""
    person.set_unusable_password()
    person.save(force_insert=True)
    return person


@action("accounts.enrol", may=access.may_enrol)
def enrol(visitor: Visitor, person: User, *, password: str) -> None:
    """Keep her password; the keeper has just taken her second factor into use."""
    person.set_password(password)
    person.save(update_fields=["password"])


@action("accounts.welcome", may=access.may_welcome)
def welcome(visitor: Visitor, person: User, *, name: str) -> User:
    """Make the account of somebody who comes from another service for the first time, or call her
    what her provider calls her by now."""
    person.name = name
    if not person._state.adding:  # noqa: SLF001 - Django documents it for this
        person.save(update_fields=["name"])
        return person
    person.set_unusable_password()
    person.save(force_insert=True)
    return person


@action("accounts.bind_provider", may=access.may_enrol)
def bind_provider(visitor: Visitor, person: User) -> None:
    """Record that she signs in at her employer's from now on. The keeper has bound it."""


@action("accounts.change_password", may=access.may_change_own_sign_in)
def change_password(actor: Actor, person: User, *, password: str, session: SessionStore) -> None:
    """Change it, and end every session of hers but this one."""
    person.set_password(password)
    person.save(update_fields=["password"])
    session["proof"] = queries.proof_of(person)
    session.cycle_key()


@action("accounts.keep_passkey", may=access.may_change_own_sign_in)
def keep_passkey(actor: Actor, person: User) -> None:
    """Record that she has one more passkey. The keeper has it; nothing of it is here."""


@action("accounts.make_recovery_codes", may=access.may_change_own_sign_in)
def make_recovery_codes(actor: Actor, person: User) -> None:
    """Record that she has new recovery codes. The keeper has them; nothing of them is here."""


@action("accounts.reset_second_factor", may=access.may_reset_second_factor)
def reset_second_factor(actor: Actor, person: User) -> None:
    """Make her enrol again. Her password goes too, and with it every session of hers."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


@action("accounts.close_account", may=access.may_close_account)
def close_account(actor: Actor, person: User) -> None:
    """Nobody signs in with it again; what she has done keeps her name."""
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
