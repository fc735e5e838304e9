"""A log says that something happened and where, and never what somebody wrote (C22)."""

import logging
import logging.config
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from fristed.config import logs
from fristed.config.installation import ROOT

SECRET = "tante Solveig bor i Storgata"


def line(logger: str, message: object, *args: object, **fields: object) -> str:
    record = logging.LogRecord(logger, logging.ERROR, "/a/b/c.py", 7, message, args, None)
    vars(record).update(fields)
    return logs.AllowedOnly().format(record)


@pytest.mark.parametrize(
    "logger",
    ["django.request", "django.security.DisallowedHost", "asyncio", "procrastinate", "x.y"],
)
def test_a_librarys_message_is_left_out(logger):
    said = line(logger, f"Invalid header: {SECRET}")

    assert SECRET not in said
    assert f"{logger} c.py:7" in said


def test_our_own_constant_message_stands_and_its_arguments_do_not():
    said = line("fristed.contact", "kept %s", SECRET)

    assert said.endswith("ERROR fristed.contact kept %s")


def test_only_allowed_fields_stand_and_only_as_codes():
    said = line("fristed.x", "done", action=f"case.read {SECRET}", text=SECRET, count=3)

    assert SECRET not in said
    assert said.endswith("done action=case.readtanteSolveigboriStorgata count=3")


@pytest.mark.django_db
def test_a_database_error_is_its_code_and_constraint_never_its_row():
    with connection.cursor() as cursor:
        cursor.execute("create table words (word text constraint words_once unique)")
        cursor.execute("insert into words values (%s)", [SECRET])
        with pytest.raises(IntegrityError) as raised, transaction.atomic():
            cursor.execute("insert into words values (%s)", [SECRET])
    assert SECRET in str(raised.value)  # there was something to leak

    said = " ".join(logs.about_exception(raised.value))

    assert SECRET not in said
    assert "sqlstate=23505 table=words constraint=words_once" in said
    assert "tests/config/test_logs.py:" in said


def test_an_exceptions_words_are_left_out_however_deep():
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as cause:
            raise RuntimeError(f"again {SECRET}") from cause
    except RuntimeError as fault:
        said = " ".join(logs.about_exception(fault))

    assert SECRET not in said
    assert "error=builtins.RuntimeError" in said
    assert "error=builtins.ValueError" in said


def test_no_handler_mails_or_prints_in_its_own_way():
    """C14: exceptions go nowhere but to the allow list."""
    logging.config.dictConfig(settings.LOGGING)
    named = [logging.getLogger(name) for name in ("django", "django.request", "django.server")]
    handlers = [handler for logger in (*named, logging.getLogger()) for handler in logger.handlers]
    ours = [handler for handler in handlers if type(handler) is logging.StreamHandler]

    assert [type(handler.formatter) for handler in ours] == [logs.AllowedOnly]
    assert not [h for h in handlers if type(h).__name__ == "AdminEmailHandler"]


def test_a_command_that_fails_in_the_database_does_not_print_the_row():
    planted = (
        "import sys; sys.argv = ['manage.py', 'x']\n"
        "import django.core.management as m, django.db, runpy\n"
        "def fail(argv):\n"
        f"    try: raise django.db.IntegrityError('DETAIL: ({SECRET})')\n"
        "    except django.db.Error as fault: raise RuntimeError('not kept') from fault\n"
        "m.execute_from_command_line = fail\n"
        "runpy.run_path('manage.py', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", planted], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "error=django.db.utils.IntegrityError" in done.stderr
    assert SECRET not in done.stdout + done.stderr
