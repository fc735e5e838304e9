"""Every app at once, as the owner of the tables: migrations, grants, collected files, sample data.

Never a door: `migrate`, `makemigrations` and `createcachetable` belong here and nowhere else.
"""

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
SESSION_ENGINE = "fristed.accounts.sessions"
