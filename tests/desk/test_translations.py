"""Nynorsk and English are complete in casework and desk, and compiled."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

SRC = Path(__file__).parents[2] / "src" / "fristed"


@pytest.mark.parametrize("app", ["casework", "desk", "notices"])
@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_text_is_translated_and_compiled(app, language):
    folder = SRC / app / "locale" / language / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as file:
        written = read_po(file, locale=language)
    with (folder / "django.mo").open("rb") as file:
        compiled = read_mo(file)

    texts = [message for message in written if message.id]
    assert len(texts) > 5
    assert [one.id for one in texts if not all(_strings(one.string))] == []
    assert {_key(one): list(_strings(one.string)) for one in texts} == {
        _key(one): list(_strings(one.string)) for one in compiled if one.id
    }


def _strings(string):
    return string if isinstance(string, tuple | list) else [string]


def _key(message):
    return message.id if isinstance(message.id, str) else tuple(message.id)
