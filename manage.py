#!/usr/bin/env python
"""Django's commands, with every app and as the tables' owner unless another settings is named."""

import os
import sys

from django.core.management import execute_from_command_line

from fristed.config.logs import about_exception, is_from_database

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fristed.config.settings.superset")
    try:
        execute_from_command_line(sys.argv)
    except Exception as fault:
        if is_from_database(fault):  # its text can hold a row's values; where and which cannot
            sys.exit("\n".join(about_exception(fault)))
        raise
