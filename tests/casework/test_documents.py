"""Documents of a case: let in, sealed, seen, taken home, removed; and what nobody else gets."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.adapters.fake_clamd import BAD, a_daemon
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_real_case
from tests.factories.staff import Staff, as_role
from tests.vault.test_intake import EICAR, a_docx, a_pdf, a_picture

from fristed.casework import queries
from fristed.casework.actions import reading
from fristed.casework.models import Document
from fristed.config.doors import DESK
from fristed.gate import scope
from fristed.vault.models import BlobChunk
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

NOTE = b"Brev fra skolen om Elvegata."


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


@pytest.fixture
def case(staff):
    with as_role(DESK.role):
        return a_real_case(staff.amina)


@pytest.fixture
def hers(desk_client, staff):
    return a_browser(desk_client, staff.amina)


@pytest.fixture
def add(hers, case):
    """Send a file with its form, as a browser does."""

    def send(content, name="brev.txt", **given):
        file = SimpleUploadedFile(name, content, content_type="application/x-made-up")
        values = {"kind": "letter", "file": file, **given}
        return hers.post(f"/cases/{case.ref}/documents/add/", values)

    return send


def kept(staff, model=Document):
    with as_role(DESK.role), scope(staff.amina):
        return list(model.objects.order_by("pk"))


def case_page(staff, case):
    with as_role(DESK.role):
        grant = reading.read_case(staff.amina, case)
        return queries.case_page(staff.amina, case, grant, on=TODAY)


def test_add_document_keeps_it_sealed_and_shows_it_in_the_case(staff, case, hers, add):
    answer = add(NOTE, name="../../Brev om Elvegata.txt")

    assert answer["Location"] == f"/cases/{case.ref}/"
    (row,) = kept(staff)
    chunks = kept(staff, BlobChunk)
    at_rest = b"".join(bytes(one.data) for one in chunks) + row.about.blob
    assert b"Elvegata" not in at_rest
    (line,) = case_page(staff, case).documents
    assert (line.title, line.kind, line.by) == ("Brev om Elvegata", "brev", staff.amina.name)
    assert ("begun", "case.add_document", "") in trail(case.ref)
    assert case_page(staff, case).is_whole


def test_show_and_download_give_it_back_in_a_sandbox(staff, case, hers, add):
    """C3, C13: under a name of ours, whatever it came with, and in nobody's frame."""
    add(NOTE, name="..\\..\\etc\\passwd.txt")
    (row,) = kept(staff)
    where = f"/cases/{case.ref}/documents/{row.ref}/"

    shown, taken = hers.get(where), hers.get(f"{where}download/")

    assert NOTE.decode() in shown.content.decode()
    assert taken.content == NOTE
    assert taken["Content-Disposition"] == 'attachment; filename="dokument-1.txt"'
    assert taken["Content-Security-Policy"].startswith("sandbox;")
    assert taken["X-Content-Type-Options"] == "nosniff"
    assert taken["Cache-Control"] == "no-store"
    assert [one for one in trail(case.ref) if one[1] == "case.read_document"] == [
        ("opened", "case.read_document", "")
    ] * 2


def test_a_picture_is_kept_without_its_place_and_previewed_as_one_of_ours(staff, case, hers, add):
    from PIL import Image

    add(a_picture(), name="IMG_0001.JPG")
    (row,) = kept(staff)
    where = f"/cases/{case.ref}/documents/{row.ref}/"

    preview, taken = hers.get(f"{where}preview/"), hers.get(f"{where}download/")

    assert preview["Content-Type"] == "image/jpeg"
    assert preview["Content-Security-Policy"].startswith("sandbox;")
    assert f"{where}preview/" in hers.get(where).content.decode()
    assert dict(Image.open(BytesIO(taken.content)).getexif()) == {}


def test_the_original_is_kept_when_that_is_chosen(staff, case, hers, add):
    add(a_picture(), keep_original="on")
    (row,) = kept(staff)

    taken = hers.get(f"/cases/{case.ref}/documents/{row.ref}/download/")

    assert taken.content == a_picture()
    assert case_page(staff, case).documents[0].is_original


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script></html>", "Filtypen tas ikke imot."),
        (EICAR, "Filen er kjent som skadelig"),
        (a_docx(**{"word/vbaProject.bin": b"x"}), "Dokumentet har makroer."),
        (a_pdf(password="hemmelig"), "låst med passord"),
        (b"", "Filen er tom."),
    ],
    ids=["html", "eicar", "macros", "locked", "empty"],
)
def test_what_is_refused_is_not_kept_and_what_was_typed_stays(staff, add, content, said):
    """C5, C6, C11: by content, whatever name and type it came with."""
    answer = add(content, name="bilde.jpg", title="Brev fra skolen")

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert said in shown
    assert 'value="Brev fra skolen"' in shown
    assert kept(staff) == kept(staff, BlobChunk) == []


def test_too_large_a_file_is_refused_and_never_held_or_written(staff, add, monkeypatch):
    """C11: nothing over the limit is written, in the database or on disk."""
    monkeypatch.setattr("fristed.vault.uploads.MOST_BYTES", 1000)
    monkeypatch.setattr("fristed.vault.intake.receiving.MOST_BYTES", 1000)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", _no_temporary_file)

    answer = add(b"a" * 1500)

    assert "Filen er for stor." in answer.content.decode()
    assert kept(staff) == kept(staff, BlobChunk) == []


def test_two_files_at_once_are_refused(hers, case):
    files = [SimpleUploadedFile(f"{n}.txt", NOTE) for n in range(2)]

    answer = hers.post(f"/cases/{case.ref}/documents/add/", {"kind": "letter", "file": files})

    assert answer.status_code == 400


def test_a_scanner_refuses_what_it_knows_and_clears_the_rest(staff, case, add, settings):
    with a_daemon() as daemon:
        settings.FRISTED_CLAMD = daemon.where
        refused, added = add(BAD), add(NOTE)

    assert "kjent som skadelig" in refused.content.decode()
    assert added.status_code == 302
    assert [row.scanned_on for row in kept(staff)] == [TODAY]
    assert daemon.seen == [BAD, NOTE]


def test_what_no_scanner_has_seen_says_so_and_is_scanned_before_it_leaves(
    staff, case, hers, add, settings
):
    """C24: a scanner that is away is no scanner that says yes."""
    settings.FRISTED_CLAMD = "tcp:127.0.0.1:1"
    add(NOTE)
    (row,) = kept(staff)
    where = f"/cases/{case.ref}/documents/{row.ref}/"
    assert "Ikke skannet for skadevare" in hers.get(where).content.decode()
    assert row.scanned_on is None

    with a_daemon() as daemon:
        settings.FRISTED_CLAMD = daemon.where
        hers.get(f"{where}download/")
        hers.get(f"{where}download/")

    assert daemon.seen == [NOTE]
    assert [row.scanned_on for row in kept(staff)] == [TODAY]


def test_a_file_that_turns_out_harmful_does_not_leave(staff, case, hers, add, settings):
    add(BAD)
    (row,) = kept(staff)

    with a_daemon() as daemon:
        settings.FRISTED_CLAMD = daemon.where
        answer = hers.get(f"/cases/{case.ref}/documents/{row.ref}/download/")

    assert answer["Location"] == f"/cases/{case.ref}/"


def test_remove_document_asks_first_and_leaves_only_that_it_was_there(staff, case, hers, add):
    """C7."""
    add(NOTE)
    (row,) = kept(staff)
    where = f"/cases/{case.ref}/documents/{row.ref}/"

    asked = hers.get(f"{where}remove/")
    assert len(kept(staff, BlobChunk)) == 1
    removed = hers.post(f"{where}remove/")

    assert "kan ikke hentes tilbake" in asked.content.decode()
    assert removed.status_code == 302
    assert kept(staff, BlobChunk) == []
    assert hers.get(f"{where}download/").status_code == 404
    (line,) = case_page(staff, case).documents
    assert line.removed_on == TODAY
    assert case_page(staff, case).is_whole


@pytest.mark.parametrize("end", ["", "preview/", "download/", "remove/"])
def test_a_document_is_for_those_who_may_read_its_case(  # noqa: PLR0917 - fixtures
    desk_client, staff, case, hers, add, end
):
    """C1, C2, C10, C25: refused to others, and through another case's address."""
    add(a_picture())
    (row,) = kept(staff)
    other = a_browser(desk_client, staff.birger)
    with as_role(DESK.role):
        theirs = a_real_case(staff.birger)

    assert hers.get(f"/cases/{case.ref}/documents/{row.ref}/{end}").status_code == 200
    assert other.get(f"/cases/{case.ref}/documents/{row.ref}/{end}").status_code == 404
    if end != "remove/":
        assert other.get(f"/cases/{theirs.ref}/documents/{row.ref}/{end}").status_code == 404


def test_chunks_that_were_moved_open_nothing(staff, case, hers, add):
    """C16: bytes of one document put behind another's row."""
    add(NOTE)
    add(NOTE)
    first, second = kept(staff)
    with connection.cursor() as cursor:
        cursor.execute("alter table vault_blobchunk no force row level security")
        cursor.execute(
            "update vault_blobchunk set data = (select data from vault_blobchunk where blob = %s)"
            " where blob = %s",
            [first.ref, second.ref],
        )
        cursor.execute("alter table vault_blobchunk force row level security")

    assert hers.get(f"/cases/{case.ref}/documents/{first.ref}/").status_code == 200
    assert hers.get(f"/cases/{case.ref}/documents/{second.ref}/").status_code == 409


def test_opening_the_case_takes_the_same_statements_for_one_document_or_three(staff, case, add):
    def statements():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            case_page(staff, case)
        return len(seen)

    add(NOTE)
    one = statements()
    add(NOTE)
    add(NOTE)

    assert statements() == one


def _no_temporary_file(*_args, **_kwargs):
    raise AssertionError("a temporary file was made")
