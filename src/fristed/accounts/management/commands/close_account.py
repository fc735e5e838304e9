"""Somebody left: nobody signs in with her account again, and her sessions end now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fristed.accounts.actions.enrolling import close_account
from fristed.accounts.management import administering, inviting
from fristed.gate import Denied
from fristed.ui import reasons


class Command(BaseCommand):
    help = "Close an account. Takes an administrator who is not its person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        inviting.add_token_argument(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        token = inviting.token_in(options["token"])
        person = inviting.person_named(options["username"])
        try:
            close_account(administering.administrator("accounts.close_account"), person)
        except Denied as denied:
            raise CommandError(f"Nei: {reasons.explain(denied.reason)}.") from None
        administering.stop(person.ref, token)
        self.stdout.write(f"Kontoen til {person.name} er avsluttet.")
