"""What may come in, by its content; and what is taken off it."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from fristed.kernel.rules import RuleBroken
from fristed.vault import intake
from fristed.vault.intake import pictures
from fristed.vault.intake.examining import EICAR
from fristed.vault.uploads import MOST_BYTES

GPS_IFD = 0x8825
MAKE = 0x010F


def a_picture(form="JPEG", *, size=(60, 40), **options) -> bytes:
    out = BytesIO()
    picture = Image.new("RGB", size, "navy")
    if form == "JPEG":
        about = Image.Exif()
        about[MAKE] = "Kamera"
        about[0x0112] = 6  # turned
        about.get_ifd(GPS_IFD)[1] = "N"
        about.get_ifd(GPS_IFD)[2] = (59.0, 54.0, 1.0)
        options["exif"] = about
    picture.save(out, form, **options)
    return out.getvalue()


def a_pdf(**also) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = "Amina fra Elvegata"
    if also.get("script"):
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.pages[0].AA = pikepdf.Dictionary(
            O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)")
        )
        pdf.pages[0].Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[0, 0, 9, 9],
                    A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"),
                )
            ]
        )
    if also.get("file"):
        pdf.attachments["x.exe"] = b"MZ secret payload"
    out = BytesIO()
    password = also.get("password", "")
    pdf.save(
        out, encryption=pikepdf.Encryption(owner=password, user=password) if password else None
    )
    return out.getvalue()


def a_docx(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        inside = {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": b"<w:document>Hei</w:document>",
            "docProps/core.xml": b"<creator>Amina fra Elvegata</creator>",
            "word/media/image1.jpeg": a_picture(),
        } | members
        for name, content in inside.items():
            made.writestr(name, content)
    return out.getvalue()


def an_odt(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in ({"content.xml": b"<a/>", "meta.xml": b"Amina"} | members).items():
            made.writestr(name, content)
    return out.getvalue()


def code_of(content: bytes, *, keep_original=False) -> str:
    with pytest.raises(RuleBroken) as refused:
        intake.examine(content, keep_original=keep_original)
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (a_picture(), "jpg"),
        (a_picture("PNG"), "png"),
        (a_pdf(), "pdf"),
        ("Hei på deg æøå\n".encode(), "txt"),
        (a_docx(), "docx"),
        (an_odt(), "odt"),
    ],
    ids=["jpg", "png", "pdf", "txt", "docx", "odt"],
)
def test_a_kind_is_decided_by_content(content, ending):
    """C11: no name is asked for at all."""
    assert intake.examine(content, keep_original=False).kind.ending == ending
    assert intake.examine(content, keep_original=True).content == content


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"\xef\xbb\xbf \n<svg onload='x'>",
        b"<?xml version='1.0'?><a/>",
        b"#!/bin/sh\nrm -rf /",
        b"MZ\x90\x00\x03",
        b"GIF89a\x01\x00\x01\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old office",
        b"Rar!\x1a\x07\x00",
        b"\x1f\x8b\x08\x00",
        b"text with \x00 in it",
        b"\xff\xfe\x00\x01",
    ],
)
def test_what_is_not_on_the_list_is_refused(content):
    """C5, C6: no page, picture or script that a browser would run."""
    assert code_of(content) == "type_refused"
    assert code_of(content, keep_original=True) == "type_refused"


@given(st.binary(max_size=300))
def test_any_bytes_get_a_kind_or_a_plain_refusal(content):
    with suppress(RuleBroken):  # and nothing else
        assert intake.examine(content, keep_original=False).content


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"]
)
@given(rest=st.binary(max_size=200))
def test_a_file_that_only_begins_like_its_kind_is_refused(start, rest):
    assert code_of(start + rest) in {"broken", "type_refused", "archive"}


def test_the_known_test_of_scanners_is_refused_also_where_none_runs():
    assert code_of(EICAR) == "harmful"
    assert code_of(b"%PDF-1.7\n" + EICAR) == "harmful"
    assert code_of(a_docx(**{"word/media/a.bin": EICAR})) == "harmful"


def test_nothing_and_too_much_are_refused():
    """C11."""
    assert code_of(b"") == "empty"
    assert code_of(b"a" * (MOST_BYTES + 1)) == "too_large"


def test_a_picture_loses_place_and_camera_and_stands_upright():
    content = a_picture()
    assert Image.open(BytesIO(content)).getexif().get_ifd(GPS_IFD)  # it was there to lose

    kept = intake.examine(content, keep_original=False)

    picture = Image.open(BytesIO(kept.content))
    assert dict(picture.getexif()) == {}
    assert b"Kamera" not in kept.content
    assert picture.size == (40, 60)
    assert kept.is_original is False


def test_a_picture_loses_what_is_written_beside_its_pixels():
    about = pictures.Image.Image.__module__  # any text
    content = a_picture("PNG", pnginfo=_png_text(about))
    assert about.encode() in content

    assert about.encode() not in intake.examine(content, keep_original=False).content


def test_a_picture_with_too_many_pixels_is_never_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 60 * 40 - 1)

    assert code_of(a_picture()) == "too_many_pixels"
    assert code_of(a_picture(), keep_original=True) == "too_many_pixels"


def test_a_preview_is_a_small_picture_of_our_own():
    made = pictures.preview(a_picture("PNG", size=(3000, 1000)), "image/png")

    assert Image.open(BytesIO(made)).size == (1200, 400)
    assert made.startswith(b"\xff\xd8\xff")


def test_a_pdf_loses_its_maker_and_everything_that_runs():
    content = a_pdf(script=True, file=True)

    kept = intake.examine(content, keep_original=False).content

    with pikepdf.open(BytesIO(kept)) as pdf:
        said = " ".join(repr(one) for one in pdf.objects)
        assert len(pdf.pages) == 1
        assert len(pdf.docinfo) == 0
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.pages[0]
        assert len(pdf.attachments) == 0
    for gone in ("JavaScript", "Launch", "calc.exe", "app.alert"):
        assert gone not in said
    assert b"secret payload" not in kept


@pytest.mark.parametrize("as_list", [False, True])
def test_a_picture_inside_a_pdf_loses_its_place_and_keeps_its_pixels(as_list):
    taken = a_picture()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    kind = pikepdf.Array([pikepdf.Name.DCTDecode]) if as_list else pikepdf.Name.DCTDecode
    stream = pikepdf.Stream(pdf, taken, Filter=kind, Subtype=pikepdf.Name.Image)
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=stream))
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"/A Do")
    out = BytesIO()
    pdf.save(out)
    assert b"Kamera" in out.getvalue()

    kept = intake.examine(out.getvalue(), keep_original=False).content

    assert b"Kamera" not in kept
    with pikepdf.open(BytesIO(kept)) as read:
        bare = read.pages[0].Resources.XObject.A.read_raw_bytes()
    assert dict(Image.open(BytesIO(bare)).getexif()) == {}
    assert Image.open(BytesIO(bare)).tobytes() == Image.open(BytesIO(taken)).tobytes()


def test_a_page_of_a_pdf_is_drawn_by_a_process_of_its_own():
    kept = intake.examine(a_pdf(), keep_original=False).content

    drawn = intake.picture(kept, "application/pdf", 1)

    assert intake.page_count(kept, "application/pdf") == 1
    assert Image.open(BytesIO(drawn)).format == "JPEG"
    with pytest.raises(RuleBroken, match="kan ikke vises"):
        intake.picture(b"%PDF-1.7 broken", "application/pdf", 1)
    with pytest.raises(RuleBroken, match="kan ikke vises"):
        intake.picture(kept, "application/pdf", 2)


def test_the_words_of_an_office_document_are_read_without_following_anything():
    """C5: an entity that would grow, or a tag that would run, is only letters."""
    said = b"<w:p><w:t>Hei &amp; h\xc3\xa5</w:t></w:p><w:p>&lots;&lt;b&gt;</w:p>"
    document = a_docx(**{"word/document.xml": said})
    media = intake.examine(document, keep_original=False).kind.media

    assert intake.words(document, media) == "Hei & hå\n&lots;<b>"
    assert intake.words(b"Hei", "text/plain") == "Hei"
    assert intake.words(a_picture(), "image/jpeg") == ""


@pytest.mark.parametrize("also", ["script", "file"])
def test_a_pdf_that_runs_something_is_not_kept_as_it_is(also):
    assert code_of(a_pdf(**{also: True}), keep_original=True) == "active_content"


def test_a_locked_pdf_is_refused():
    assert code_of(a_pdf(password="hemmelig")) == "encrypted"


def test_an_office_document_loses_its_maker_and_its_pictures_their_place():
    kept = intake.examine(a_docx(), keep_original=False)

    with zipfile.ZipFile(BytesIO(kept.content)) as inside:
        assert inside.read("word/document.xml") == b"<w:document>Hei</w:document>"
        assert b"Elvegata" not in inside.read("docProps/core.xml")
        picture = Image.open(BytesIO(inside.read("word/media/image1.jpeg")))
    assert dict(picture.getexif()) == {}
    again = intake.examine(kept.content, keep_original=False)
    assert again.kind == kept.kind


def test_an_open_document_keeps_its_first_member_first():
    kept = intake.examine(an_odt(), keep_original=False).content

    with zipfile.ZipFile(BytesIO(kept)) as inside:
        assert inside.namelist()[0] == "mimetype"
        assert inside.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        assert b"Amina" not in inside.read("meta.xml")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (a_docx(**{"word/vbaProject.bin": b"x"}), "macros"),
        (a_docx(**{"[Content_Types].xml": b"application/x.macroEnabled.main+xml"}), "macros"),
        (an_odt(**{"Basic/Standard/Module1.xml": b"<x/>"}), "macros"),
        (a_docx(**{"word/embeddings/a.docx": b"PK\x03\x04"}), "archive"),
        (a_docx(**{"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}), "archive"),
        (a_docx(**{"../../etc/passwd": b"x"}), "broken"),
        (
            a_docx(
                **{
                    "word/_rels/settings.xml.rels": b'<Relationship Type="a/attachedTemplate" '
                    b'Target="http://x" TargetMode="External"/>'
                }
            ),
            "active_content",
        ),
        (an_odt(**{"content.xml": b'<a href="vnd.sun.star.script:x"/>'}), "macros"),
        (an_odt(**{"content.xml": b'<draw:image xlink:href="http://x/1.png"/>'}), "active_content"),
        (
            a_docx(**{"word/document.xml": b"<w:instrText>DDEAUTO c</w:instrText>"}),
            "active_content",
        ),
        (an_odt(**{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "encrypted"),
    ],
    ids=[
        *("vba", "macro type", "basic", "nested", "ole", "path", "remote template"),
        *("script link", "remote picture", "dde", "locked"),
    ],
)
def test_an_office_document_is_checked_inside(content, code):
    """C3, C15: nothing is unpacked to a path, and nothing in it is trusted."""
    assert code_of(content) == code
    assert code_of(content, keep_original=True) == code


def test_a_link_somebody_follows_is_no_harm():
    link = b'<Relationship Type="http://a/hyperlink" Target="http://x" TargetMode="External"/>'

    assert intake.examine(a_docx(**{"word/_rels/document.xml.rels": link}), keep_original=False)


def test_archives_are_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("bilder/1.jpg", a_picture())

    assert code_of(out.getvalue()) == "archive"


def test_an_archive_that_would_grow_is_refused_unpacked(monkeypatch):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", b"<Types/>")
        made.writestr("word/document.xml", b"0" * (201 * 1024 * 1024))

    assert len(out.getvalue()) < 1_000_000
    assert code_of(out.getvalue()) == "too_large"


def _png_text(text: str):
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", text)
    return info
