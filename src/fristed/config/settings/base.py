"""What every door shares. Each door's own module says which door it is, and the rest follows."""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from fristed.adapters.providers import Provider
from fristed.config import cluster, installation, roles, routing
from fristed.config.doors import AUDIT, DOORS, GROUND, Door
from fristed.config.pooling import is_there, wipe

PRODUCTION = installation.in_production()
VAR = installation.var()

DEBUG = False  # never in a door, not in development either: its pages show values
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
LANGUAGE_CODE = "nb"  # the source language of every text
LANGUAGES = [("nb", "bokmål"), ("nn", "nynorsk"), ("en", "English")]
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
WSGI_APPLICATION = None
APPEND_SLASH = True

ALLOWED_HOSTS = (os.environ.get("FRISTED_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")
ADMINS: list[tuple[str, str]] = []  # nobody gets exceptions by mail
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Cookies: Secure also on http://localhost, where browsers allow it.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer makes a form's Origin `null`: no CSRF check
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 63_072_000  # two years
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # Designsystemet's masks
        "font-src": ["'self'"],
        "connect-src": ["'self'"],  # carries the exit's beacon
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "report-uri": ["/csp-report"],  # config.views.keep_violation
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024  # bytes; the longest text is far below
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 0
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # never on disk
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("FRISTED_STATIC") or VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # no file is kept plain
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FORM_RENDERER = "fristed.ui.renderer.Markup"

# Sign-in (accounts): what its commands need too, so it stands here and not with a door.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
FRISTED_PROVIDERS: tuple[Provider, ...] = ()  # a door behind sign-in names its own
FRISTED_SIGN_IN_BY_PASSWORD = False  # the desk's
FRISTED_ACTOR_FOR = "fristed.organisation.queries.actor_for"
FRISTED_DRAFTS_AT = "fagteam"  # whose key seals what somebody without a unit has begun to write
FRISTED_SAMPLE_SIGNINS = str(VAR / "sample-signins.json")
FRISTED_OWNER = os.environ.get("FRISTED_OWNER", "")  # who answers, as nora says it
FRISTED_DATA_LICENCE = os.environ.get(
    "FRISTED_DATA_LICENCE", "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
)
# the smallest count that is ever shown of cases; 5, or more where an installation wants more
FRISTED_BASE = max(5, int(os.environ.get("FRISTED_BASE") or 5))
FRISTED_API_CALLS = int(os.environ.get("FRISTED_API_CALLS") or 600)  # of one caller in a window
FRISTED_API_WINDOW = 10  # seconds
FRISTED_CLIENT_ADDRESS = os.environ.get("FRISTED_CLIENT_ADDRESS") or "REMOTE_ADDR"

# whether the worker may ask other houses' sites, once a day, if they are still there
FRISTED_ASKS_SITES = os.environ.get("FRISTED_ASKS_SITES") == "1"
FRISTED_EXIT_TARGET = os.environ.get("FRISTED_EXIT_TARGET") or "https://www.yr.no/"
FRISTED_SMS = FRISTED_SMTP = ""  # the desk's

# a word that shows an empty conversation to whoever makes her give it: off until specialists have
# decided (decision 0271)
FRISTED_DURESS_WORD = os.environ.get("FRISTED_DURESS_WORD") == "1"
# whether nora's host name is hers alone, so that leaving may clear what the browser keeps of it
FRISTED_OWN_DOMAIN = os.environ.get("FRISTED_OWN_DOMAIN") == "1"

# the keeper's folder: its tokens, where this process may read them
FRISTED_KEEPER_HOME = os.environ.get("FRISTED_KEEPER_HOME") or str(VAR / "keeper")
# ClamAV's daemon: "unix:/run/clamav/clamd.ctl" or "tcp:127.0.0.1:3310"; empty where none runs
FRISTED_CLAMD = os.environ.get("FRISTED_CLAMD") or ""
FRISTED_KEEPER_SOCKET = str(installation.keeper_socket())
FRISTED_CUSTODY = os.environ.get("FRISTED_CUSTODY") or f"file:{VAR / 'custody'}"
FRISTED_SAMPLE = os.environ.get("FRISTED_SAMPLE", "0" if PRODUCTION else "1") == "1"
FRISTED_HOLDS_SAMPLE = FRISTED_SAMPLE or os.environ.get("FRISTED_HOLDS_SAMPLE") == "1"
FRISTED_PORTS = {door.name: door.offset for door in DOORS if door.offset is not None}
FRISTED_PORTS = {name: installation.first_port() + n for name, n in FRISTED_PORTS.items()}
# where nora is, for those who point young people at its pages
FRISTED_NORA = os.environ.get("FRISTED_NORA") or f"http://localhost:{FRISTED_PORTS['nora']}"
# where the studio is, for editors at the desk
FRISTED_STUDIO = os.environ.get("FRISTED_STUDIO") or f"http://localhost:{FRISTED_PORTS['studio']}"
# the partner door as people reach it: where a mail leads
FRISTED_PARTNER_ADDRESS = (
    os.environ.get("FRISTED_PARTNER_ADDRESS") or f"http://localhost:{FRISTED_PORTS['partner']}/"
)

# mail: "imaps://user@host:993/INBOX", and "smtps://user@host:465" or "smtp://" with STARTTLS
FRISTED_MAIL_IN = os.environ.get("FRISTED_MAIL_IN") or ""  # empty: no mailbox
FRISTED_MAIL_OUT = os.environ.get("FRISTED_MAIL_OUT") or ""  # empty: no receipts
FRISTED_MAIL_FROM = os.environ.get("FRISTED_MAIL_FROM") or ""
FRISTED_MAIL_TRUST = os.environ.get("FRISTED_MAIL_TRUST") or ""  # certificates of one's own CA
FRISTED_MAIL_IN_PASSWORD = FRISTED_MAIL_OUT_PASSWORD = ""  # the worker's

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"allowed": {"()": "fristed.config.logs.AllowedOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "allowed"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's own handlers go: one mails exceptions, one prints addresses with their queries
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # what is not found is nobody's business
        "procrastinate": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},  # says each address it asks
        "django_tasks": {"level": "WARNING"},  # says each thing Wagtail does after a save
        "wagtail": {"level": "WARNING"},  # says which text was saved
        "pikepdf": {"level": "WARNING"},  # says hello when it is loaded
    },
}


def installed(*apps: str) -> list[str]:
    """The ground every door stands on, then the apps of this one."""
    return [*GROUND, *apps]


def databases(role: str, *, pool: int) -> dict[str, dict[str, Any]]:
    """Two connections: the door's own role, and the trail's.

    pool    connections each process keeps for its role; 0 for none [connections]
    """
    return {
        "default": _database(role, {"max_size": pool, "check": wipe} if pool else {}),
        "audit": _database(AUDIT, {"max_size": min(pool, 4), "check": is_there} if pool else {}),
    }


def replica(role: str, *, pool: int) -> dict[str, dict[str, Any]]:
    """A third connection, to a server that follows the first, where FRISTED_REPLICA names one."""
    there = os.environ.get("FRISTED_REPLICA") or ""
    options = {"max_size": pool, "check": wipe}
    return {routing.REPLICA: _database(role, options, at=there)} if there else {}


def _database(role: str, pool: dict[str, Any], *, at: str = "") -> dict[str, Any]:
    there = at or os.environ.get("DATABASE_URL") or ""
    external = conninfo_to_dict(there)
    embedded = "" if there else str(cluster.sockets_of(VAR))
    host = external.pop("host", None) or embedded
    port = external.pop("port", None) or cluster.PORT
    name = external.pop("dbname", None) or roles.DATABASE
    external.pop("user", None)  # whoever set the house up; a door has its own
    external.pop("password", None)
    options: dict[str, Any] = {**external, "application_name": role}
    if pool:
        options["pool"] = {"min_size": 1, "timeout": 10, **pool}
    return {
        "ENGINE": "fristed.config.postgresql",
        "HOST": host,
        "PORT": port,
        "NAME": name,
        "USER": role,
        "PASSWORD": installation.secret(role),
        "CONN_MAX_AGE": 0,  # the pool keeps them
        "ATOMIC_REQUESTS": False,  # the gate opens transactions; the trail outlives their rollback
        "OPTIONS": options,
    }


def caches(door: Door) -> dict[str, dict[str, Any]]:
    """One table per door, so that every worker process agrees on a used code and a spent limit."""
    backend = "django.core.cache.backends.db.DatabaseCache"
    return {"default": {"BACKEND": backend, "LOCATION": f"cache_{door.name}"}}


def templates(*processors: str) -> list[dict[str, Any]]:
    common = (
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
    )
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": [*common, *processors]},
        }
    ]
