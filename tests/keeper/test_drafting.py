"""Drafts open for who began them, and nothing that is no draft opens as one."""

import pytest
from tests.keeper.scene import b64

from fristed.sealing import items


def asked(file, text):
    header = items.read_header(text.blob)
    return {
        "file": file.row(),
        "id": header.item,
        "slot": text.slot,
        "part": header.part,
        "wrapped": b64(header.wrapped),
    }


@pytest.fixture
def people(scene):
    return {person: scene.adviser(person) for person in ("amina", "berit")}


def test_a_draft_opens_for_its_writer_without_a_grant_and_counts_as_no_file(scene, people):
    draft = scene.new_file("amina", "raad-ost", kind="draft")
    text = scene.write(draft, "Hun vil", part="draft", chained=False)

    for _ in range(40):  # more than the cap of different files
        keys = scene.must("draft.open", assertion=people["amina"], drafts=[asked(draft, text)])

    assert list(keys["keys"]) == [text.id]


@pytest.mark.parametrize("who", ["berit"])
def test_a_draft_opens_for_nobody_else(scene, people, who):
    draft = scene.new_file("amina", "raad-ost", kind="draft")
    text = scene.write(draft, "Hun vil", part="draft", chained=False)

    wants = [asked(draft, text)]

    assert scene.refusal("draft.open", assertion=people[who], drafts=wants) == "not_creator"
    wants[0]["file"]["creator"] = who
    assert scene.refusal("draft.open", assertion=people[who], drafts=wants) == "file_broken"


def test_a_case_does_not_open_as_a_draft_even_for_its_creator(scene, people):
    """C17: the way past grants and caps is for drafts only, and the wrap knows the kind."""
    case = scene.case(people["amina"], "amina")
    text = scene.write(case, "Notat", part="notes")
    wants = [asked(case, text)]

    assert scene.refusal("draft.open", assertion=people["amina"], drafts=wants) == "not_creator"
    wants[0]["file"]["kind"] = "draft"
    assert scene.refusal("draft.open", assertion=people["amina"], drafts=wants) == "file_broken"
