"""Somebody lost her phone: her password and second factors end, and she is invited anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fristed.accounts.actions.enrolling import reset_second_factor
from fristed.accounts.management import administering, inviting
from fristed.gate import Denied
from fristed.ui import reasons


class Command(BaseCommand):
    help = "Make a person enrol again. Takes an administrator who is not she."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        inviting.add_token_argument(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        token = inviting.token_in(options["token"])
        person = inviting.person_named(options["username"])
        try:
            reset_second_factor(administering.administrator("accounts.reset_second_factor"), person)
        except Denied as denied:
            raise CommandError(f"Nei: {reasons.explain(denied.reason)}.") from None
        administering.stop(person.ref, token)
        inviting.invite(person, token, self.stdout)
