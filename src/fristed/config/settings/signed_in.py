"""What every door shares where people sign in: the way a request takes, and the session."""

from fristed.config.settings.base import *  # noqa: F403 - a settings module is its base and more
from fristed.config.settings.base import templates

TEMPLATES = templates("django.contrib.messages.context_processors.messages")
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
SESSION_ENGINE = "fristed.accounts.sessions"
CSRF_FAILURE_VIEW = "fristed.config.refusing.stale"  # loses nothing that was typed
FRISTED_SIGN_OUT = "accounts:sign_out"
FRISTED_PAGE_END = "accounts/_page_end.html"  # warns before the session ends; keeps drafts
