"""The nora door: everyone, young people first. No account, no Django session, no CSRF cookie."""

import os

from fristed.config.doors import NORA
from fristed.config.installation import secret
from fristed.config.settings.base import *  # noqa: F403 - a settings module is its base and more
from fristed.config.settings.base import (
    ALLOWED_HOSTS,
    caches,
    databases,
    installed,
    replica,
    templates,
)


def hosts_with(onion: str, hosts: list[str]) -> list[str]:
    """The door's host names, with its onion address where it has one. No header tells of it."""
    return [*hosts, onion] if onion else hosts


FRISTED_DOOR = NORA.name
ALLOWED_HOSTS = hosts_with(os.environ.get("FRISTED_ONION", ""), ALLOWED_HOSTS)
SECRET_KEY = secret(f"{NORA.name}.key")
SESSION_COOKIE_NAME = NORA.cookie  # a visit's, see contact/views/cookies.py
ROOT_URLCONF = "fristed.config.urls.nora"
INSTALLED_APPS = installed(*NORA.rooms)
DATABASES = databases(NORA.role, pool=8) | replica(NORA.role, pool=8)
if "replica" in DATABASES:
    DATABASE_ROUTERS = ["fristed.config.routing.PublishedFromReplica"]
CACHES = caches(NORA)
TEMPLATES = templates()
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fristed.config.keeping.KeptPages",
    "fristed.config.middleware.Headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fristed.config.middleware.NoStore",  # her browser keeps no page, wherever she has been
    "fristed.config.middleware.Methods",
    "django.middleware.locale.LocaleMiddleware",
    "fristed.config.middleware.SameOrigin",  # instead of a CSRF cookie
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # SameOrigin stands where CsrfViewMiddleware would

FRISTED_KEPT_SECONDS = 5  # how long an open page is given out as it was drawn

# A file with a message: one at a time, held in memory while it is examined and sealed.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["fristed.vault.uploads.InMemory"]

# Nora's own pages.
FRISTED_NAVIGATION = "fristed.portal.queries.places"
FRISTED_FOOTER = "fristed.portal.queries.quiet_places"
