"""The partner door: professionals of other services. They sign in where they are employed."""

from fristed.config.doors import PARTNER
from fristed.config.installation import secret
from fristed.config.providers import providers_of
from fristed.config.settings.base import *  # noqa: F403 - a settings module is its base and more
from fristed.config.settings.base import caches, databases, installed, templates

FRISTED_DOOR = PARTNER.name
SECRET_KEY = secret(f"{PARTNER.name}.key")
ROOT_URLCONF = "fristed.config.urls.partner"
INSTALLED_APPS = installed(*PARTNER.rooms)
DATABASES = databases(PARTNER.role, pool=8)
CACHES = caches(PARTNER)
TEMPLATES = templates("django.contrib.messages.context_processors.messages")
SESSION_COOKIE_NAME = PARTNER.cookie
CSRF_COOKIE_NAME = PARTNER.csrf_cookie
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

# Sign-in: accounts' own block.
FRISTED_PROVIDERS = providers_of(PARTNER)
SESSION_ENGINE = "fristed.accounts.sessions"
CSRF_FAILURE_VIEW = "fristed.config.refusing.stale"  # loses nothing that was typed
FRISTED_ACTOR_FOR = "fristed.organisation.queries.professional_for"
FRISTED_SIGN_OUT = "accounts:sign_out"
FRISTED_PAGE_END = "accounts/_page_end.html"  # warns before the session ends; keeps drafts

# The door's own pages.
FRISTED_NAVIGATION = "fristed.guidance.queries.partner_places"
FRISTED_FOOTER = "fristed.guidance.queries.partner_quiet_places"
