"""Every text that a door may show is there in nynorsk and English, and no other text is kept."""

import ast
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize
from tests.architecture.test_layout import SRC, app_of, python_files
from tools.generate_translations import is_stale

from fristed.config.doors import DOORS, GROUND

# a text as a catalogue holds it: its context, and itself or both its numbers
Text = tuple[str | None, str | tuple[str, str]]

LANGUAGES = ("nn", "en")
APPS = sorted(path.parent.name for path in SRC.glob("*/locale"))
BY = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_door_has_every_text_of_its_apps(door, language):
    apps = {name.split(".")[1] for name in (*GROUND, *door.rooms) if name.startswith("fristed.")}
    known = {text for app in apps & {*APPS} for text in catalogue(app, language)}

    assert sorted(str(text) for app in apps for text in used(app) if text not in known) == []


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_app_keeps_no_text_that_it_does_not_use(app, language):
    assert sorted(str(text) for text in catalogue(app, language).keys() - used(app)) == []


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_compiled(app, language):
    assert [text for text, said in catalogue(app, language).items() if not all(said)] == []
    assert not is_stale(file_of(app, language))


@cache
def catalogue(app: str, language: str) -> dict[Text, tuple[str, ...]]:
    with file_of(app, language).open("rb") as file:
        messages = [one for one in read_po(file, locale=language) if one.id]
    assert [one.id for one in messages if one.fuzzy] == []
    return {key(one): strings(one) for one in messages}


def file_of(app: str, language: str) -> Path:
    return SRC / app / "locale" / language / "LC_MESSAGES" / "django.po"


def key(message: Message) -> Text:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    return (message.string or "",) if isinstance(message.string, str) else tuple(message.string)


@cache
def used(app: str) -> set[Text]:
    """What the app's code and templates ask a translation for."""
    code = [text for path in python_files() if app_of(path) == app for text in of_code(path)]
    templates = [path for path in (SRC / app / "templates").rglob("*") if path.is_file()]
    return {*code, *(text for path in templates for text in of_template(path))}


def of_code(path: Path) -> Iterator[Text]:
    """By any name that gettext has in the file; also inside an f-string."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asking = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy").removesuffix("_noop")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id not in asking:
                continue
            words = [
                one.value
                for one in node.args
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            name = asking[node.func.id]
            context = words.pop(0) if "p" in name[:2] else None
            if words and words[0]:  # an empty one only has the catalogue read
                yield context, (words[0], words[1]) if name[0] == "n" else words[0]


def of_template(path: Path) -> Iterator[Text]:
    """Django's own rewriting of a template leaves calls of gettext between blanks."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()
    for _line, text, _comments, context in extract("javascript", BytesIO(code), keywords=BY):
        yield context, text
