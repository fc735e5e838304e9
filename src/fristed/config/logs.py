"""What may stand in a log: an allow list. No text from people, no address, no exception's words."""

import logging
import secrets
import traceback
from datetime import UTC, datetime

import django.db
import psycopg

# Loggers whose messages are constants in their source; their arguments are left out all the same.
CONSTANT = ("fristed", "gunicorn", "django.db.backends.schema")
FRAMES = 8  # the innermost places of each exception
FIELDS = ("action", "entry", "count", "seconds")  # from `extra=`: codes, references and numbers


class AllowedOnly(logging.Formatter):
    """One line: when, level, logger and what is allowed; for an error where it was, not its text.

    An exception's text can hold a value (PostgreSQL's DETAIL does), so only its class, SQLSTATE
    and constraint are kept, with the places in the code it passed.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        parts = [at, record.levelname, record.name]
        if record.name.split(".")[0] in CONSTANT and isinstance(record.msg, str):
            parts.append(record.msg)
        else:
            parts.append(f"{record.filename}:{record.lineno}")
        parts += [
            f"{name}={_word(getattr(record, name))}" for name in FIELDS if hasattr(record, name)
        ]
        parts += _about_request(record)
        if record.exc_info and record.exc_info[1]:
            parts += about_exception(record.exc_info[1])
        return " ".join(parts)


def new_error_id() -> str:
    """What a person reads on the page that failed, and finds again in the log."""
    return secrets.token_hex(4)


def about_exception(exception: BaseException) -> list[str]:
    """The class, what the database says in codes, and the places passed; never the text."""
    parts = []
    seen: BaseException | None = exception
    while seen is not None:
        parts.append(f"error={type(seen).__module__}.{type(seen).__qualname__}")
        if state := getattr(seen, "sqlstate", None):
            parts.append(f"sqlstate={state}")
        names = {what: _diagnosed(seen, what) for what in ("table", "column", "constraint")}
        parts += [f"{what}={name}" for what, name in names.items() if name]
        frames = traceback.extract_tb(seen.__traceback__)[-FRAMES:]
        parts.append("at=" + ",".join(f"{_short(f.filename)}:{f.lineno}" for f in frames))
        seen = _before(seen)
    return parts


def is_from_database(exception: BaseException) -> bool:
    """Whether the database had a part in it, however deep: then its text is not to be shown."""
    seen: BaseException | None = exception
    while seen is not None:
        if isinstance(seen, (django.db.Error, psycopg.Error)):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _before(exception: BaseException) -> BaseException | None:
    """What it came from; a middleware that raised the same thing again adds nothing."""
    seen: BaseException | None = exception
    while seen is not None and seen.__class__ is exception.__class__:
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return seen


def _diagnosed(exception: BaseException, what: str) -> str | None:
    return getattr(getattr(exception, "diag", None), f"{what}_name", None)


def _about_request(record: logging.LogRecord) -> list[str]:
    """The status, the route's name and the error id; never the address."""
    parts = []
    if isinstance(status := getattr(record, "status_code", None), int):
        parts.append(f"status={status}")
    request = getattr(record, "request", None)
    if (match := getattr(request, "resolver_match", None)) is not None:
        parts.append(f"route={match.view_name}")
    if error := getattr(request, "error_id", None):
        parts.append(f"id={error}")
    return parts


def _word(value: object) -> str:
    return "".join(c for c in str(value)[:64] if c.isalnum() or c in "._-:")


def _short(path: str) -> str:
    return "/".join(path.split("/")[-3:])
