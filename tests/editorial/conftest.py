"""People in the studio. It opens nothing: the keeper is never asked, and its word only read."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.factories.browsers import a_browser
from tests.factories.staff import Staff

from fristed.gate import Actor


@pytest.fixture
def staff(db) -> Staff:
    return Staff(door="studio")


@pytest.fixture
def in_studio(studio_client, staff) -> Callable:
    """`in_studio(staff.runa)`: her browser."""
    return lambda actor: a_browser(studio_client, replace(actor, assertion=_word_for(actor)))


@pytest.fixture
def texts(db) -> None:
    """What came with the house, as articles."""
    for command in ("load_organisation", "load_pages", "load_articles"):
        call_command(command, verbosity=0)


def _word_for(actor: Actor) -> str:
    """As the keeper writes it, without its mark."""
    now = timezone.now()
    said = {
        "person": actor.ref,
        "door": actor.door,
        "method": "totp",
        "at": now.isoformat(),
        "strong_at": now.isoformat(),
        "expires": (now + timedelta(hours=8)).isoformat(),
    }
    return f"v1.{urlsafe_b64encode(json.dumps(said).encode()).decode()}.x"
