"""Every app at once, as the owner of the tables: migrations, grants, collected files, sample data.

Never a door: `migrate`, `makemigrations` and `createcachetable` belong here and nowhere else.
"""

from importlib.util import find_spec
from pathlib import Path

from fristed.config.doors import DOORS, MIGRATE
from fristed.config.installation import secret
from fristed.config.settings.base import *  # noqa: F403 - a settings module is its base and more
from fristed.config.settings.base import caches, databases, installed, templates

FRISTED_DOOR = "desk"
SECRET_KEY = secret("superset.key")
FRISTED_ROUNDING_KEY = secret("rounding.key")
ROOT_URLCONF = "fristed.config.urls.nothing"
ROOMS = tuple(dict.fromkeys(room for door in DOORS for room in door.rooms))
INSTALLED_APPS = installed(*ROOMS, "fristed.sample")
DATABASES = databases(MIGRATE, pool=0)
CACHES = {door.name: caches(door)["default"] for door in DOORS}
CACHES["default"] = CACHES["desk"]
TEMPLATES = templates("django.contrib.messages.context_processors.messages")
MIDDLEWARE: list[str] = []
# Wagtail's stylesheet names a picture of an app of its own that is not installed here
STATICFILES_DIRS = [Path(getattr(find_spec("wagtail"), "origin", "")).parent / "images" / "static"]
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]  # no page is served from here
SESSION_ENGINE = "fristed.accounts.sessions"
