"""Every text of these apps is there in nynorsk and English, and compiled."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import fristed

APPS = ("codelists", "organisation", "publications")


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize("app", APPS)
def test_every_message_is_translated_and_compiled(app, language):
    folder = Path(fristed.__path__[0]) / app / "locale" / language / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as file:
        written = {one.id: one.string for one in read_po(file) if one.id}
    with (folder / "django.mo").open("rb") as file:
        compiled = {one.id: one.string for one in read_mo(file) if one.id}

    assert [text for text, translated in written.items() if not translated] == []
    assert compiled == written
