"""From a draft to nora: three people, in order; and nobody lets through what she wrote herself."""

import html
import re

import pytest
from django.db import IntegrityError
from tests.accounts.conftest import trail

from fristed.editorial.models import Article
from fristed.editorial.queries import writing_address
from fristed.portal.models import Snapshot
from fristed.portal.rules.blocks import Block

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TEXT = "Du kan snakke med oss selv om du ikke vet om det er alvorlig."


def the_article(language="nb", code="what-is-control"):
    return Article.objects.get(page__code=code, language=language)


def typed(article, *, texts=None, **changed):
    """The form of Wagtail's own page as a browser sends it."""
    draft = Article.objects.get(ref=article.ref).get_latest_revision_as_object()
    values = {"title": draft.title, "lead": draft.lead} | changed
    texts = texts or [("text", TEXT)]
    values["body-count"] = str(len(texts))
    for at, (kind, text) in enumerate(texts):
        values |= {
            f"body-{at}-deleted": "",
            f"body-{at}-order": str(at),
            f"body-{at}-type": kind,
            f"body-{at}-id": "",
            f"body-{at}-value": text,
        }
    return values


def send(browser, article, **changed):
    return browser.post(
        writing_address(article.ref), typed(article, **changed) | {"action-submit": "1"}
    )


def answer(browser, article, what="approve", comment=""):
    return browser.post(f"/check/{article.ref}/", {"answer": what, "comment": comment})


def said_by(page):
    """All that the page says; a fault of a block is drawn by the studio's script, from JSON."""
    said = html.unescape(page.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda letter: chr(int(letter[1], 16)), said)


def on_nora(article):
    row = Snapshot.objects.filter(
        page_id=article.page_id, language=article.language, state="shown"
    ).latest("version")
    return [block["text"] for block in row.blocks], row.version


def test_a_text_is_shown_once_three_others_have_taken_their_step(texts, in_studio, staff):
    article = the_article()
    runa, maja, sigve = in_studio(staff.runa), in_studio(staff.maja), in_studio(staff.sigve)

    assert send(runa, article).status_code == 302
    for browser in (maja, sigve, sigve):
        assert "fortsatt" not in on_nora(article)
        assert answer(browser, article).status_code == 302

    assert on_nora(article) == ([TEXT], 2)
    row = Snapshot.objects.get(page_id=article.page_id, language="nb", version=2)
    assert (row.written_by, row.signed_by) == (staff.runa.ref, staff.sigve.ref)
    assert [line[1] for line in trail() if line[0] == "begun"] == [
        "article.approve",
        "article.approve",
        "article.approve",
        "page.publish",
    ]


def test_nobody_takes_a_step_with_her_own_text(texts, in_studio, staff):
    """Sigve writes; he may neither check its language nor sign it, and the page says why."""
    article = the_article()
    sigve = in_studio(staff.sigve)
    send(sigve, article)
    answer(in_studio(staff.maja), article)

    page = sigve.get(f"/check/{article.ref}/").content.decode()
    assert "Noen andre enn den som skrev, må gjøre dette" in page
    assert "<form" not in page.partition('<main id="main"')[2].partition("</main>")[0]
    assert answer(sigve, article).status_code == 404
    assert on_nora(article)[1] == 1
    assert ("refused", "own_text") in [(line[0], line[4]) for line in trail()]


@pytest.mark.parametrize(("key", "status"), [("runa", 404), ("sigve", 404), ("maja", 302)])
def test_the_first_step_is_the_expert_team_s(texts, in_studio, staff, key, status):
    article = the_article()
    send(in_studio(staff.runa), article)

    assert answer(in_studio(getattr(staff, key)), article).status_code == status


def test_what_is_sent_back_says_what_to_change_and_nora_keeps_hers(texts, in_studio, staff):
    article = the_article()
    runa, maja = in_studio(staff.runa), in_studio(staff.maja)
    before = on_nora(article)
    send(runa, article)

    assert answer(maja, article, "send_back").status_code == 200  # it must say what
    assert answer(maja, article, "send_back", "Si at det er gratis.").status_code == 302

    assert maja.get(f"/check/{article.ref}/").status_code == 404
    assert send(runa, article, lead="Det er gratis.").status_code == 302
    page = maja.get(f"/check/{article.ref}/").content.decode()
    assert "Faglig kontroll: Maja. «Si at det er gratis.»" in page
    assert on_nora(article) == before


def test_what_is_being_checked_is_not_changed(texts, in_studio, staff):
    article = the_article()
    runa = in_studio(staff.runa)
    send(runa, article)

    runa.post(writing_address(article.ref), typed(article, title="Noe annet"))

    draft = the_article().get_latest_revision_as_object()
    assert (draft.title, draft.blocks[0].text) == ("Hva er kontroll?", TEXT)


LONG = "Vi " + "kan snakke om det " * 9 + "nå."
HEAVY = "Rettighetsinformasjon, samtykkekompetanse og taushetsplikt."


@pytest.mark.parametrize(
    ("texts_typed", "words"),
    [
        ([("text", LONG)], "En setning har 38 ord. Del den: høyst 25 i hver."),
        ([("text", "Vennligst ring oss.")], "Bytt ut «vennligst»"),
        ([("text", HEAVY)] * 3, "Teksten er for tung for unge (LIX"),
        ([("text", "Ring {tlf:feil}.")], "Det er ingenting som heter {tlf:feil}."),
        ([("text", "Ring 116 006.")], "Skriv {tlf:vo-linjen} der det står 116 006."),
    ],
)
def test_a_text_that_is_hard_to_read_is_kept_and_goes_no_further(
    texts, in_studio, staff, texts_typed, words
):
    article = the_article()
    runa = in_studio(staff.runa)

    page = send(runa, article, texts=texts_typed)

    assert page.status_code == 200
    assert words in said_by(page)
    assert (
        runa.post(writing_address(article.ref), typed(article, texts=texts_typed)).status_code
        == 302
    )
    draft = the_article().get_latest_revision_as_object()
    assert [block.text for block in draft.blocks] == [text for _, text in texts_typed]
    assert draft.current_workflow_state is None


def test_a_new_page_is_shown_when_both_forms_of_norwegian_are_signed(texts, in_studio, staff):
    runa, maja, sigve = in_studio(staff.runa), in_studio(staff.maja), in_studio(staff.sigve)
    made = runa.post(
        "/pages/start/", {"title": "Å sove ute", "kind": "topic", "audiences": ["young"]}
    )
    assert made.status_code == 302
    forms = {row.language: row for row in Article.objects.filter(title="Å sove ute")}
    assert set(forms) == {"nb", "nn", "en"}

    for language in ("nb", "nn"):
        assert not Snapshot.objects.filter(page_id=forms["nb"].page_id, state="shown").exists()
        send(runa, forms[language], lead="Du kan ringe oss.")
        for browser in (maja, sigve, sigve):
            answer(browser, forms[language])

    shown = Snapshot.objects.filter(page_id=forms["nb"].page_id, state="shown")
    assert sorted(shown.values_list("language", flat=True)) == ["nb", "nn"]


def test_the_database_refuses_a_version_signed_by_its_writer(texts):
    row = Snapshot.objects.first()

    with pytest.raises(IntegrityError):
        Snapshot.objects.filter(pk=row.pk).update(
            written_by="per_x", signed_by="per_x", signed_on=row.changed_on
        )


def test_a_translation_follows_what_changed_block_by_block(texts, in_studio, staff):
    """It is held back while its safety block is outdated, and cannot be sent before it is not."""
    article, arabic = the_article(), the_article("ar")
    runa, maja, sigve = in_studio(staff.runa), in_studio(staff.maja), in_studio(staff.sigve)
    blocks = [(block.kind, block.text) for block in article.blocks if block.text]
    safety = next(at for at, (kind, _) in enumerate(blocks) if kind == "safety")
    arabic.body = [{"type": kind, "value": text} for kind, text in blocks]
    arabic.made_from = [Block(kind, text).digest for kind, text in blocks]
    arabic.save()
    blocks[safety] = ("safety", "Det er aldri din feil.")
    send(runa, article, texts=blocks)
    for browser in (maja, sigve, sigve):
        answer(browser, article)

    refused = send(runa, arabic, texts=blocks)
    page = runa.get(f"/texts/{arabic.ref}/compare/").content.decode()
    assert refused.status_code == 200
    assert "Gå gjennom endringene først." in said_by(refused)
    assert runa.get("/pages/").content.decode().count("å gå gjennom)") == 9  # in each language
    assert page.count("Den norske teksten er endret siden") == 1
    followed = runa.post(f"/texts/{arabic.ref}/compare/", {"gone_through": [safety]})
    assert followed.status_code == 302

    assert send(runa, arabic, texts=blocks).status_code == 302
    for _step in range(2):
        assert answer(sigve, arabic).status_code == 302
    assert on_nora(arabic)[1] == 2


def test_a_translation_is_begun_from_what_nora_shows(texts, in_studio, staff):
    article = the_article(code="body")

    made = in_studio(staff.runa).post(f"/texts/{article.ref}/translate/", {"language": "so"})

    draft = the_article("so", code="body")
    assert made.headers["Location"] == f"/texts/{draft.ref}/compare/"
    assert draft.blocks == article.blocks
    assert (draft.live, set(draft.made_from)) == (False, {""})
