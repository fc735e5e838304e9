"""Empty forms on paper: the same questions as on the screen, and nothing about anybody."""

from io import BytesIO

import pikepdf
import pytest
from django import forms
from django.utils import translation
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY

from fristed.casework.forms import on_paper
from fristed.casework.forms.registering import StartCase

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def labels(sheet):
    return [one["label"] or one["boxes"][0] for one in sheet["questions"]]


def test_a_changed_field_changes_the_paper(at_the_desk, monkeypatch):
    (before,) = on_paper.sheets(["start"], on=TODAY)
    assert labels(before) == [str(one.label) for one in StartCase(on=TODAY).fields.values()]

    new = forms.CharField(label="Et nytt spørsmål", help_text="Med hjelp.", max_length=9)
    monkeypatch.setitem(StartCase.base_fields, "new", new)

    (after,) = on_paper.sheets(["start"], on=TODAY)
    assert labels(after) == [*labels(before), "Et nytt spørsmål"]
    assert after["questions"][-1]["help"] == "Med hjelp."


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_question_can_be_answered_by_hand(at_the_desk, language):
    with translation.override(language):
        pack = on_paper.sheets(on_paper.SHEETS, on=TODAY)

    assert len(pack) == len(on_paper.SHEETS)
    for sheet in pack:
        assert sheet["questions"]
        for question in sheet["questions"]:
            assert question["lines"] or question["boxes"] or question["parts"], question["label"]
            assert "<" not in str(question)


def test_the_pack_is_an_accessible_pdf_that_says_neither_who_nor_where(signed_in, desk_client):
    page = a_browser(desk_client, signed_in.amina)

    answer = page.post("/blank-forms/", {"sheets": list(on_paper.SHEETS), "language": "nn"})

    with pikepdf.open(BytesIO(answer.content)) as paper:
        assert str(paper.Root.Lang) == "nn"
        assert paper.Root.MarkInfo.Marked
        assert len(paper.pages) > len(on_paper.SHEETS)
    assert signed_in.amina.name.encode() not in answer.content
    assert a_browser(desk_client, signed_in.ingrid).get("/blank-forms/").status_code == 404
