"""Each door is a process of its own, and what it must never know is not in it."""

import importlib
import json
import os
import subprocess
import sys

import pytest

from fristed.config import installation
from fristed.config.doors import DESK, DOORS, NORA, PARTNER, STUDIO, WORKER, Door

LOADED = """
import json, sys
{planted}
from fristed.config import wsgi
from django.core.management import get_commands
from django.conf import settings
from django.urls import get_resolver
def walk(patterns):
    for pattern in patterns:
        walk(getattr(pattern, "url_patterns", ()))
walk(get_resolver().url_patterns)
for line in settings.MIDDLEWARE:
    __import__(line.rpartition(".")[0])
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(door: Door, planted: str = "") -> list[str]:
    """The modules of the door's own process, once every address and middleware is loaded."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": f"fristed.config.settings.{door.name}"}
    code = LOADED.format(planted=planted)
    out = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    return list(json.loads(out.splitlines()[-1]))


def forbidden(door: Door, modules: list[str]) -> list[str]:
    return [m for m in modules if any(m == n or m.startswith(f"{n}.") for n in door.never)]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_does_not_hold_what_it_must_never_know(door):
    modules = loaded_by(door)

    assert "fristed.vault.models" in modules  # it did start
    assert forbidden(door, modules) == []


def test_the_question_finds_what_is_there():
    """Break it once: a nora that imports the casework choices is found out."""
    modules = loaded_by(NORA, planted="import fristed.casework.choices")

    assert "fristed.casework.choices" in forbidden(NORA, modules)


def test_no_two_doors_share_a_port_a_role_a_key_or_a_cookie():
    """Cookies do not know ports: one name per door (C26)."""
    ports = [door.offset for door in DOORS if door.offset is not None]
    keys = [installation.secret(f"{door.name}.key") for door in DOORS]
    cookies = [name for door in DOORS for name in (door.cookie, door.csrf_cookie)]

    for values in (ports, keys, cookies, [door.role for door in DOORS]):
        assert len(set(values)) == len(values)
    assert all(name.startswith("__Host-") for name in cookies)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_doors_settings_are_its_own(door):
    settings = importlib.import_module(f"fristed.config.settings.{door.name}")

    assert door.name == settings.FRISTED_DOOR
    assert settings.DATABASES["default"]["USER"] == door.role
    assert installation.secret(f"{door.name}.key") == settings.SECRET_KEY
    assert settings.DEBUG is False
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False
    assert "django.contrib.sessions" not in settings.INSTALLED_APPS  # one table for all doors


def test_nora_has_no_session_and_no_csrf_cookie():
    settings = importlib.import_module("fristed.config.settings.nora")

    assert not [m for m in settings.MIDDLEWARE if "session" in m.lower() or "csrf" in m.lower()]
    assert "fristed.config.middleware.SameOrigin" in settings.MIDDLEWARE


@pytest.mark.parametrize("door", [DESK, PARTNER, STUDIO], ids=lambda door: door.name)
def test_the_cookies_behind_sign_in_are_strict_and_the_doors_own(door):
    settings = importlib.import_module(f"fristed.config.settings.{door.name}")

    assert door.cookie == settings.SESSION_COOKIE_NAME
    assert door.csrf_cookie == settings.CSRF_COOKIE_NAME
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Strict"
    assert settings.SESSION_COOKIE_SECURE is settings.CSRF_COOKIE_SECURE is True
    assert settings.SESSION_COOKIE_HTTPONLY is settings.CSRF_COOKIE_HTTPONLY is True
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")


def test_the_worker_serves_no_requests():
    settings = importlib.import_module("fristed.config.settings.worker")

    assert (WORKER.offset, settings.MIDDLEWARE) == (None, [])
