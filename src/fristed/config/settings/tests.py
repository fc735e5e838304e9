"""For the tests: the superset, in a var folder and a cluster of its own that nobody else sees."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from fristed.config import installation
from fristed.config.doors import SECRETS

_mine = Path(tempfile.mkdtemp(prefix="fristed-tests-"))
_mine.chmod(0o711)  # as root, PostgreSQL runs as `nobody` and must be able to walk through
atexit.register(shutil.rmtree, _mine, ignore_errors=True)
for name in [name for name in os.environ if name.startswith(("FRISTED_", "DATABASE_URL"))]:
    if name not in {"FRISTED_TEST_DATABASE_URL", "FRISTED_POSTGRESQL"}:
        del os.environ[name]  # of a house that runs here, or of production
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # a browser's loop runs on beside other tests
os.environ["FRISTED_VAR"] = str(_mine / "var")
if external := os.environ.get("FRISTED_TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = external
(_mine / "var" / "static").mkdir(parents=True)  # whitenoise warns without it
for name in SECRETS:
    installation.make_secret(name)

from fristed.config.settings.superset import *  # noqa: E402, F403 - after the var folder is set
from fristed.config.settings.superset import DATABASES, STORAGES  # noqa: E402 - as above

STORAGES = STORAGES | {  # no collected files: a page names them as they lie in the tree
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
TEMPLATE = "fristed_empty"  # made as an installation's database is: owner, locale
for settings in DATABASES.values():
    settings["TEST"] = {"NAME": "test_fristed", "TEMPLATE": TEMPLATE}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; no real password
FRISTED_KEPT_SECONDS = 0  # every page drawn anew; tests/config/test_keeping.py keeps some
