"""Who runs a command about somebody else's account: an administrator, with both factors."""

import getpass

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

from fristed.accounts import queries
from fristed.accounts.management.inviting import AWAY
from fristed.gate import Actor, note_refused
from fristed.vault import keeper


def administrator(action: str) -> Actor:
    """Ask for an administrator's sign-in at the terminal. What she may is the action's question.

    :raises CommandError: she is not who she says, or the keeper is away.
    """
    username = input("Administratorens brukernavn: ").strip().casefold()
    try:
        proof = queries.prove(
            username, getpass.getpass("Passord: "), getpass.getpass("Engangskode: ")
        )
    except keeper.KeeperAway:
        raise CommandError(AWAY) from None
    if isinstance(proof, queries.NoProof):
        note_refused(settings.FRISTED_DOOR, action, who=proof.who, reason=proof.reason)
        raise CommandError("Brukernavn, passord eller kode stemmer ikke.")
    actor: Actor = import_string(settings.FRISTED_ACTOR_FOR)(
        proof.person,
        door=settings.FRISTED_DOOR,
        assertion=proof.assertion,
        at=timezone.now(),
    )
    return actor


def stop(person_ref: str, token: str) -> None:
    """Have the keeper end her second factors, and every word it gave for her.

    :raises CommandError: the keeper is away or says no; run the command again.
    """
    try:
        keeper.call("admin.stop_person", token=token, person=person_ref)
    except keeper.KeeperAway:
        raise CommandError(AWAY) from None
    except keeper.KeeperRefused as refused:
        raise CommandError(refused.message) from None
