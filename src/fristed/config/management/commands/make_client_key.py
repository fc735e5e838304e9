"""Make our private key at an identity provider, and print the public half to register there."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from joserfc.jwk import RSAKey

from fristed.config import installation
from fristed.config.providers import KNOWN

BITS = 3072


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("provider", choices=[one.name for one in KNOWN])

    def handle(self, *_args: Any, **options: Any) -> None:
        path = installation.private_folder(installation.var() / "secrets")
        path /= f"{options['provider']}.pem"
        if path.exists():
            raise CommandError("Nøkkelen finnes. Flytt den bort før du lager en ny.")
        key = RSAKey.generate_key(BITS, {"use": "sig", "alg": "RS256"})
        key.ensure_kid()
        installation.write_private(path, key.as_pem(private=True).decode())
        self.stdout.write(json.dumps({"keys": [key.as_dict(private=False)]}, indent=1))
