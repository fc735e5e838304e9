#!/usr/bin/env python
"""Django's commands, with every app and as the tables' owner unless another settings is named."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fristed.config.settings.superset")
    execute_from_command_line(sys.argv)
