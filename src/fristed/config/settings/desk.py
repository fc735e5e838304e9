"""The desk door: advisers, envoys, teams, analysts, leaders. Nothing is behind no sign-in."""

from fristed.config.doors import DESK
from fristed.config.installation import secret
from fristed.config.providers import providers_of
from fristed.config.settings.base import *  # noqa: F403 - a settings module is its base and more
from fristed.config.settings.base import caches, databases, installed, templates

FRISTED_DOOR = DESK.name
SECRET_KEY = secret(f"{DESK.name}.key")
ROOT_URLCONF = "fristed.config.urls.desk"
INSTALLED_APPS = installed(*DESK.rooms)
DATABASES = databases(DESK.role, pool=8)
CACHES = caches(DESK)
TEMPLATES = templates("django.contrib.messages.context_processors.messages")
SESSION_COOKIE_NAME = DESK.cookie
CSRF_COOKIE_NAME = DESK.csrf_cookie
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fristed.config.middleware.Headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fristed.config.middleware.NoStore",
    "fristed.config.middleware.Methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "fristed.config.middleware.SameOrigin",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "fristed.accounts.middleware.Drafts",
    "fristed.accounts.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fristed.config.refusing.Refusals",
]

# Documents: one at a time, held in memory while it is examined and sealed.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["fristed.vault.uploads.InMemory"]

# Sign-in: accounts' own block.
FRISTED_PROVIDERS = providers_of(DESK)
FRISTED_SIGN_IN_BY_PASSWORD = True
SESSION_ENGINE = "fristed.accounts.sessions"
CSRF_FAILURE_VIEW = "fristed.config.refusing.stale"  # loses nothing that was typed
FRISTED_SIGN_OUT = "accounts:sign_out"

# The desk's own pages.
FRISTED_NAVIGATION = "fristed.desk.queries.places"
FRISTED_WAYS_ON = "fristed.desk.queries.ways_on_inquiry"
FRISTED_EMERGENCY_OPENING = "/emergency/"
FRISTED_PAGE_END = "accounts/_page_end.html"  # warns before her session ends; keeps drafts
