"""A file from a young person: let in, sealed, and never given back at nora."""

import re
from io import BytesIO
from zipfile import ZipFile

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.contact.conftest import words_in
from tests.vault.test_intake import EICAR, a_picture

from fristed.accounts.models import Attempts
from fristed.config.doors import BACKUP, NORA
from fristed.contact.models import Session
from fristed.contact.rules.visiting import FILES_FROM_ONE_NETWORK

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

TEXT = "Dette fikk jeg på telefonen i går"
NOTE = b"Vi reiser fra Elvegata den 3. juni."


def an_archive() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("brev.txt", NOTE)
    return out.getvalue()


@pytest.fixture
def inside(youth, team_with_keeper, work):
    """She is in her conversation. Sends a text and a file, as her browser does; with `later`
    what the page she stands on carries."""
    words = " ".join(words_in(youth.send()))
    work()
    youth.come_back(words)
    page = youth.read().content.decode()
    later = re.search(r'name="later" value="([^"]+)"', page).group(1)

    def send(content, name="IMG_0001.JPG"):
        file = SimpleUploadedFile(name, content, content_type="image/jpeg")
        return youth.browser.post("/a/les", {"text": TEXT, "file": file, "later": later})

    return send


@pytest.fixture
def at_rest(connect_as):
    """Every sealed byte of the files, and how many messages there are."""

    def read():
        there = connect_as(BACKUP)
        chunks = there.execute("select data from vault_blobchunk order by number").fetchall()
        (written,) = there.execute("select messages_written from contact_conversation").fetchone()
        return b"".join(bytes(data) for (data,) in chunks), written

    return read


def test_a_file_is_kept_sealed_and_she_sees_that_it_came(youth, inside, at_rest):
    assert inside(NOTE, "../../Brev fra far.txt").status_code == 302

    page = youth.look().content.decode()
    assert TEXT in page
    assert "Fil lagt ved: ren tekst, 1 kB" in page
    assert "Brev fra far" not in page
    sealed, written = at_rest()
    assert len(sealed) > 64 * 1024  # padded
    assert b"Elvegata" not in sealed
    assert written == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script></html>", "Filtypen tas ikke imot."),
        (EICAR, "Filen er kjent som skadelig"),
        (an_archive(), "Arkivfiler"),
        (b"", "Filen er tom."),
    ],
    ids=["html", "eicar", "archive", "empty"],
)
def test_what_is_refused_is_kept_nowhere_and_what_she_wrote_stays(inside, at_rest, content, said):
    """C11: by content, whatever name and type it came with."""
    answer = inside(content)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert TEXT in answer.content.decode()
    assert at_rest() == (b"", 1)


def test_a_film_that_is_too_large_is_said_and_never_held_or_written(inside, at_rest, monkeypatch):
    """C11."""
    monkeypatch.setattr("fristed.vault.uploads.MOST_BYTES", 1000)
    monkeypatch.setattr("fristed.vault.intake.receiving.MOST_BYTES", 1000)

    answer = inside(b"a" * 5000)

    assert "Filen er for stor." in answer.content.decode()
    assert TEXT in answer.content.decode()
    assert at_rest() == (b"", 1)


def test_what_is_sent_after_the_visit_ended_comes_with_its_file(youth, inside, at_rest):
    Session.objects.all().delete()

    answer = inside(a_picture())

    assert "er sendt" in answer.content.decode()
    assert "kom ikke med" not in answer.content.decode()
    sealed, written = at_rest()
    assert sealed
    assert written == 2


def test_after_the_visit_ended_a_refused_file_takes_no_text_with_it(inside, at_rest):
    Session.objects.all().delete()

    answer = inside(EICAR)

    assert "Filen kom ikke med." in answer.content.decode()
    assert "kjent som skadelig" in answer.content.decode()
    assert at_rest() == (b"", 2)


def test_many_files_from_one_network_wait_and_her_text_does_not(youth, inside, at_rest):
    """C21."""
    inside(NOTE)
    Attempts.objects.update(count=FILES_FROM_ONE_NETWORK.most)

    answer = inside(NOTE)

    assert "Det er sendt mange filer herfra." in answer.content.decode()
    assert TEXT in answer.content.decode()
    assert youth.browser.post("/a/les", {"text": "uten fil"}).status_code == 302
    assert at_rest()[1] == 3


def test_a_file_comes_with_the_first_message(youth, team_with_keeper, at_rest):
    typed = {"text": TEXT, "whom": "me", "to": "", "once": youth.form()}
    file = SimpleUploadedFile("Brev fra far.txt", NOTE)

    answer = youth.post("/a/ny", typed | {"file": file})

    assert len(words_in(answer)) == 4
    sealed, written = at_rest()
    assert len(sealed) > 64 * 1024
    assert b"Elvegata" not in sealed
    assert written == 1


@pytest.mark.parametrize(
    ("text", "content", "said"),
    [(TEXT, EICAR, "Filen er kjent som skadelig"), ("", NOTE, "Velg filen en gang til.")],
    ids=["a bad file", "a file and no text"],
)
def test_a_first_message_that_is_stopped_loses_nothing_that_can_be_shown_again(
    youth, team_with_keeper, text, content, said
):
    """C11."""
    typed = {"text": text, "whom": "friend", "to": "any", "once": "one form"}

    answer = youth.post("/a/ny", typed | {"file": SimpleUploadedFile("a.txt", content)})

    page = answer.content.decode()
    assert words_in(answer) == []
    assert said in page
    assert text in page
    assert '<option value="any" selected>' in page
    assert 'value="one form"' in page


@pytest.mark.parametrize(
    "statement",
    [
        "select data from vault_blobchunk",
        "update vault_blobchunk set data = ''",
        "delete from vault_blobchunk",
    ],
)
def test_nora_adds_and_never_reads_back(inside, connect_as, statement):
    """C1: whoever takes the public door over gets no file that lies there."""
    inside(NOTE)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect_as(NORA.role).execute(statement)


def test_nora_adds_to_the_open_conversation_and_no_other(inside, connect_as):
    """C16."""
    (mine,) = connect_as(BACKUP).execute("select file_id from contact_conversation").fetchone()
    add = (
        "insert into vault_blobchunk (file_id, blob, number, data)"
        " values (%s, 'mel_AAAAAAAAAAAAAAAAAAAAAA', 0, '')"
    )
    there = connect_as(NORA.role)

    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        there.execute(add, [mine])
    there.execute("select set_config('app.file', %s, false)", [str(mine)])
    there.execute(add, [mine])
