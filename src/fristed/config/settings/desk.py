"""The desk door: advisers, envoys, teams, analysts, leaders. Without sign-in
there is only the secret address of somebody's calendar."""

import os

from fristed.config.doors import DESK
from fristed.config.installation import secret
from fristed.config.providers import providers_of
from fristed.config.settings.base import caches, databases, installed
from fristed.config.settings.signed_in import *  # noqa: F403 - a settings module is its base and more

FRISTED_DOOR = DESK.name
SECRET_KEY = secret(f"{DESK.name}.key")
ROOT_URLCONF = "fristed.config.urls.desk"
INSTALLED_APPS = installed(*DESK.rooms)
DATABASES = databases(DESK.role, pool=8)
CACHES = caches(DESK)
SESSION_COOKIE_NAME = DESK.cookie
CSRF_COOKIE_NAME = DESK.csrf_cookie

# Documents: one at a time, held in memory while it is examined and sealed.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["fristed.vault.uploads.InMemory"]

# Sign-in: accounts' own block.
FRISTED_PROVIDERS = providers_of(DESK)
FRISTED_SIGN_IN_BY_PASSWORD = True
FRISTED_SCREEN = "/screen/"

# The desk's own pages.
FRISTED_NAVIGATION = "fristed.desk.queries.places"
FRISTED_FOOTER = "fristed.desk.queries.quiet_places"
FRISTED_PROBLEM = "/problems/report/"
FRISTED_WAYS_ON = "fristed.desk.queries.ways_on_inquiry"
FRISTED_REMINDERS = (
    "fristed.reporting.queries.half_year_reminding",
    "fristed.statistics.queries.season_reminding",
)
FRISTED_BUSY = "fristed.casework.queries.meeting.busy_in_team"
FRISTED_EMERGENCY_OPENING = "/emergency/"

# Only here: who sends a neutral text, in JSON. Empty: nobody does, and people use their own.
# {"address": "https://...", "headers": {...}, "body": {"to": "{to}", "message": "{text}"}}
FRISTED_SMS = os.environ.get("FRISTED_SMS") or ""
# {"address": "smtps://user@host:465", "sender": "...", "password": "...", "trust": "a CA's file"}
FRISTED_SMTP = os.environ.get("FRISTED_SMTP") or ""
