"""A door has made its addresses, templates and code lists ready before anybody asks."""

import os
import subprocess
import sys

import pytest

from fristed.config.doors import DOORS

LOOK = """
import fristed.config.wsgi
from django.template import engines
from django.urls import get_resolver
loader, = engines["django"].engine.template_loaders
made = set(loader.get_template_cache)
print("404.html" in made, "ui/_form.html" in made, bool(get_resolver()._reverse_dict))
"""


@pytest.mark.parametrize("door", [door.name for door in DOORS if door.offset is not None])
def test_before_the_first_request_everything_is_made(door):
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": f"fristed.config.settings.{door}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("True True True\n", "")
