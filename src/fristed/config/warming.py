"""What is made once per process is made before anybody asks: addresses, templates, translations."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import gettext, override


def load() -> None:
    """Before the fork, so that every worker shares it. Asks no database."""
    resolver = get_resolver()
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("")
            len(resolver.reverse_dict)  # made for each language when asked for
    for name in _templates():
        get_template(name)


def _templates() -> Iterator[str]:
    """Our own, of the apps that this door installs."""
    for app in apps.get_app_configs():
        if app.name.startswith("fristed."):
            folder = Path(app.path) / "templates"
            yield from (str(path.relative_to(folder)) for path in folder.rglob("*.html"))
