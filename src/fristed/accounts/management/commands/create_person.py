"""Make an account and invite its person to enrol."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fristed.accounts import queries
from fristed.accounts.actions.enrolling import create_person
from fristed.accounts.management import inviting
from fristed.accounts.models import User
from fristed.gate import Visitor
from fristed.kernel.refs import new_ref


class Command(BaseCommand):
    help = "Make an account, and print where its person enrols and her one-time invitation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="what she signs in with")
        parser.add_argument("name", help="what colleagues see")
        inviting.add_token_argument(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        token = inviting.token_in(options["token"])
        username = options["username"].casefold()
        if queries.person_by_username(username):
            raise CommandError("Brukernavnet er i bruk.")
        person = User(ref=new_ref("per"), username=username, name=options["name"])
        create_person(Visitor(door=settings.FRISTED_DOOR), person)
        inviting.invite(person, token, self.stdout)
