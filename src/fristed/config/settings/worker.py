"""The worker: jobs, and no requests."""

from fristed.config.doors import WORKER
from fristed.config.installation import secret
from fristed.config.settings.base import *  # noqa: F403 - a settings module is its base and more
from fristed.config.settings.base import (
    FRISTED_MAIL_IN,
    FRISTED_MAIL_OUT,
    caches,
    databases,
    installed,
    templates,
)

FRISTED_DOOR = WORKER.name
SECRET_KEY = secret(f"{WORKER.name}.key")
FRISTED_ROUNDING_KEY = secret("rounding.key")  # only here: who counts is who rounds
ROOT_URLCONF = "fristed.config.urls.nothing"
INSTALLED_APPS = installed(*WORKER.rooms)
DATABASES = databases(WORKER.role, pool=0)
CACHES = caches(WORKER)
TEMPLATES = templates()
MIDDLEWARE: list[str] = []

# Only here: who speaks to mail servers has their passwords.
FRISTED_MAIL_IN_PASSWORD = secret("mail-in.password") if FRISTED_MAIL_IN else ""
FRISTED_MAIL_OUT_PASSWORD = secret("mail-out.password") if "@" in FRISTED_MAIL_OUT else ""
