"""Guides and brochures: one source for numbers and laws, on every page and paper at once."""

from datetime import date
from html import unescape
from io import BytesIO
from itertools import product

import pikepdf
import pytest
from django.core.management import call_command
from tests import personas
from tests.factories.pages import sign
from tests.organisation.test_ringing import ENTRY

from fristed.codelists import queries as codelists
from fristed.codelists.models import LawReference
from fristed.codelists.queries import Words
from fristed.organisation.actions import ringing
from fristed.organisation.models import HelpService
from fristed.organisation.queries import in_words_of_today
from fristed.portal.actions import publishing
from fristed.portal.models import Snapshot
from fristed.portal.rules.blocks import Block

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 26)
EDITOR = personas.sigve
NOTE = Words("Nummeret var feil.", "Nummeret var feil.", "The number was wrong.")


@pytest.fixture
def guides(db):
    call_command("load_organisation", verbosity=0)
    call_command("load_pages", verbosity=0)


def text_of(response):
    """What a PDF says, as a program that reads it aloud finds it; or what a page says."""
    if response.headers["Content-Type"] != "application/pdf":
        return unescape(response.content.decode())
    return "\n".join(said_in(response.content))


def said_in(paper):
    with pikepdf.open(BytesIO(paper)) as pdf:
        for page in pdf.pages:
            fonts = {name: unicode_of(font) for name, font in page.Resources.Font.items()}
            yield said_on(page, fonts)


def unicode_of(font):
    """Glyph -> letters, from the table a reader uses."""
    found = {}
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        parts = line.replace("<", " ").replace(">", " ").split()
        if len(parts) == 2 and all(len(part) % 4 == 0 for part in parts):
            found[parts[0].upper()] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return found


def said_on(page, fonts):
    said, table = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            strings = operands[0] if str(operator) == "TJ" else [operands[0]]
            for one in strings:
                if isinstance(one, pikepdf.String):
                    glyphs = bytes(one).hex().upper()
                    said += [table.get(glyphs[at : at + 4], "") for at in range(0, len(glyphs), 4)]
        elif str(operator) == "ET":
            said.append(" ")
    return "".join(said)


def test_every_guide_is_paper_for_everyone_in_each_language(nora_client, guides):
    for number, (prefix, lang) in product(
        [70, 71, 72], {"": "nb", "/nn": "nn", "/en": "en"}.items()
    ):
        address = f"{prefix}/les/{number}"
        assert f'href="{address}.pdf"' in text_of(nora_client.get(address))

        answer = nora_client.get(f"{address}.pdf")

        assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
        assert answer.headers["Cache-Control"] == "no-store"
        with pikepdf.open(BytesIO(answer.content)) as pdf:
            assert pdf.open_metadata()["pdfuaid:part"] == "1"
            assert str(pdf.Root.Lang) == lang


def test_what_a_young_person_reads_is_never_a_file_on_her_phone(nora_client, guides):
    """C12."""
    for number in (1, 16, 50):
        assert nora_client.get(f"/les/{number}.pdf").status_code == 404
        assert ".pdf" not in text_of(nora_client.get(f"/les/{number}"))


def test_a_number_that_is_changed_is_right_everywhere_at_once(nora_client, guides, as_desk):
    """On pages, in a list of services, in running text, on paper and in a text for an answer."""

    def said():
        reply = in_words_of_today("Ring {tlf:rode-kors}.", on=TODAY)
        where = ["/hjelp", "/les/30", "/les/72", "/les/72.pdf", "/nn/les/72.pdf"]
        return [reply, *(text_of(nora_client.get(one)).replace("\u00a0", " ") for one in where)]

    assert all("815 55 201" in one for one in said())
    service = HelpService.objects.get(code="rode-kors")
    with as_desk():
        ringing.change_service(EDITOR, service, entry=ENTRY, rang=True, on=TODAY)

    assert all("116 999" in one for one in said())
    assert not any("815 55 201" in one for one in said())


def test_a_law_that_is_changed_is_right_everywhere_at_once(nora_client, guides):
    """On a page, on paper and in a text for an answer: it names the topic, never the section."""

    def said():
        reply = in_words_of_today("Se {lov:duty_to_report}.", on=TODAY)
        where = ["/les/5", "/les/70", "/les/70.pdf", "/nn/les/70.pdf"]
        return [reply, *(text_of(nora_client.get(one)) for one in where)]

    def is_everywhere(section):
        return [section in "".join(one.split()) for one in said()]

    assert is_everywhere("§13-2") == [True] * 5
    try:
        LawReference.objects.filter(topic="duty_to_report", section="§ 13-2").update(
            section="§ 99-9"
        )
        codelists.forget()
        assert is_everywhere("§99-9") == [True] * 5
        assert is_everywhere("§13-2") == [False] * 5
    finally:
        LawReference.objects.filter(section="§ 99-9").update(section="§ 13-2")
        codelists.forget()


def test_a_number_that_may_not_be_told_leaves_a_plain_sentence(nora_client, guides):
    HelpService.objects.filter(code="ud-operative").update(tag="C")

    said = text_of(nora_client.get("/les/16"))
    assert "Lær nummeret til Utenriksdepartementet: nummeret på tjenestens egne sider." in said
    assert "{tlf" not in said


def test_hours_the_sources_disagree_on_stand_on_no_paper(nora_client, guides):
    said = text_of(nora_client.get("/les/72.pdf"))

    assert "15.30" not in said
    assert "tjenestens egne sider" in said


@pytest.fixture
def recalled(guides):
    """The first edition of a guide is recalled; a second may take its place."""
    row = Snapshot.objects.get(page__number=70, language="nb")
    publishing.recall_version(EDITOR, row, note=NOTE, on=TODAY)
    return row


def test_a_recalled_guide_is_not_handed_out_and_says_what_was_wrong(nora_client, recalled):
    for address in ("/les/70", "/les/70.pdf"):
        answer = nora_client.get(address)

        assert answer.status_code == (410 if address.endswith(".pdf") else 200)
        assert "Nummeret var feil." in text_of(answer)
        assert "Finn et rom" not in text_of(answer)


def test_the_next_edition_warns_of_the_one_that_lies_on_somebodys_desk(nora_client, recalled):
    newer = Snapshot.objects.get(pk=recalled.pk)
    newer.pk, newer.ref, newer.version = None, "sid_newer00000000000000000", 2
    newer.state, newer.recalled_on, newer.recall_note = "shown", None, {}
    newer.save()

    for address in ("/les/70", "/les/70.pdf"):
        said = " ".join(text_of(nora_client.get(address)).split())
        assert "Har du utgave 1, så kast den. Nummeret var feil." in said
        assert "Utgave 2" in said


def test_a_signed_translation_is_paper_too_and_a_draft_is_not(nora_client, guides):
    norwegian = Snapshot.objects.get(page__number=72, language="nb")
    for language, title in (("ar", "إلى العائلة"), ("ti", "ንስድራቤት")):
        draft = Snapshot.objects.create(
            ref=f"sid_{language}00000000000000000000",
            page=norwegian.page,
            language=language,
            version=1,
            title=title,
            lead=title,
            blocks=norwegian.blocks,
            house={"exit": "…", "skip": "…", "notice": "…", "now": "…"},
            made_from=[Block.of(kept).digest for kept in norwegian.blocks],
            changed_on=TODAY,
        )
        assert nora_client.get(f"/les/72/{language}.pdf").status_code == 404
        sign(EDITOR, draft, on=TODAY)

        page = text_of(nora_client.get(f"/les/72/{language}"))
        assert f'href="/en/les/72/{language}.pdf"' in page  # what is around it is English
        answer = nora_client.get(f"/en/les/72/{language}.pdf")
        with pikepdf.open(BytesIO(answer.content)) as pdf:
            assert str(pdf.Root.Lang) == language
            assert str(pdf.docinfo["/Title"]) == title
