"""The example units hand each process its own secrets, and those are all it needs."""

import os
import re
import subprocess
import sys

import pytest

from fristed.config import installation
from fristed.config.doors import SECRETS

UNITS = installation.ROOT / "deploy" / "systemd"


def credentials(unit: str, instance: str = "") -> set[str]:
    text = (UNITS / unit).read_text().replace("%i", instance)
    return set(re.findall(r"^LoadCredential=([\w.-]+):", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("unit", "settings"),
    [
        ("fristed-door@.service", "nora"),
        ("fristed-door@.service", "desk"),
        ("fristed-door@.service", "partner"),
        ("fristed-door@.service", "studio"),
        ("fristed-worker.service", "worker"),
        ("fristed-prepare.service", "superset"),
    ],
)
def test_a_process_starts_with_the_secrets_its_unit_gives_it(tmp_path, unit, settings):
    given = credentials(unit, settings)
    for name in given:
        (tmp_path / name).write_text(installation.secret(name))
    environment = os.environ | {
        "CREDENTIALS_DIRECTORY": str(tmp_path),
        "FRISTED_VAR": str(tmp_path / "nothing"),
        "FRISTED_PRODUCTION": "1",
        "DATABASE_URL": "postgresql:///fristed?host=/run/postgresql",
        "DJANGO_SETTINGS_MODULE": f"fristed.config.settings.{settings}",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert given < set(SECRETS)
    assert done.stderr == ""


def test_no_door_is_given_another_doors_secret():
    nora, desk = (
        credentials("fristed-door@.service", "nora"),
        credentials("fristed-door@.service", "desk"),
    )

    assert nora == {"fristed_nora", "fristed_audit", "nora.key"}
    assert nora & desk == {"fristed_audit"}
