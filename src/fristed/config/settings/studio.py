"""The studio door: those who write, check and sign what nora says. Only here is Wagtail."""

from fristed.config.doors import STUDIO
from fristed.config.installation import secret
from fristed.config.providers import providers_of
from fristed.config.settings.base import FRISTED_STUDIO, caches, databases, installed
from fristed.config.settings.signed_in import *  # noqa: F403 - a settings module is its base and more
from fristed.config.settings.signed_in import MIDDLEWARE

FRISTED_DOOR = STUDIO.name
SECRET_KEY = secret(f"{STUDIO.name}.key")
ROOT_URLCONF = "fristed.config.urls.studio"
INSTALLED_APPS = installed(*STUDIO.rooms)
DATABASES = databases(STUDIO.role, pool=8)
CACHES = caches(STUDIO)
SESSION_COOKIE_NAME = STUDIO.cookie
CSRF_COOKIE_NAME = STUDIO.csrf_cookie
MIDDLEWARE = [*MIDDLEWARE, "fristed.editorial.middleware.Editors"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # one page is many blocks, each of several fields

# Sign-in: accounts' own block, as at the desk.
FRISTED_PROVIDERS = providers_of(STUDIO)
FRISTED_SIGN_IN_BY_PASSWORD = True
FRISTED_SCREEN = "/screen/"
FRISTED_ACTOR_FOR = "fristed.organisation.queries.colleague_for"

# The studio's own pages.
FRISTED_NAVIGATION = "fristed.editorial.queries.places"

# Wagtail: it asks nobody outside, sends no mail, and knows no password.
WAGTAIL_SITE_NAME = "Fristed studio"
WAGTAILADMIN_BASE_URL = FRISTED_STUDIO
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 3_600_000  # ms; oftener, a page left open never signs out
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nb", "bokmål"), ("en", "English")]  # there is no nynorsk
