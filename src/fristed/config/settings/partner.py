"""The partner door: professionals of other services. They sign in where they are employed."""

from fristed.config.doors import PARTNER
from fristed.config.installation import secret
from fristed.config.providers import providers_of
from fristed.config.settings.base import caches, databases, installed
from fristed.config.settings.signed_in import *  # noqa: F403 - a settings module is its base and more

FRISTED_DOOR = PARTNER.name
SECRET_KEY = secret(f"{PARTNER.name}.key")
ROOT_URLCONF = "fristed.config.urls.partner"
INSTALLED_APPS = installed(*PARTNER.rooms)
DATABASES = databases(PARTNER.role, pool=8)
CACHES = caches(PARTNER)
SESSION_COOKIE_NAME = PARTNER.cookie
CSRF_COOKIE_NAME = PARTNER.csrf_cookie

# Sign-in: accounts' own block.
FRISTED_PROVIDERS = providers_of(PARTNER)
FRISTED_ACTOR_FOR = "fristed.organisation.queries.professional_for"
FRISTED_SCREEN = "/screen/"

# The door's own pages.
FRISTED_NAVIGATION = "fristed.guidance.queries.partner_places"
FRISTED_FOOTER = "fristed.guidance.queries.partner_quiet_places"
