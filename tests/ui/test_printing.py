"""Paper that everyone can read, of values that are never markup; and answers that are files."""

import hashlib
import json
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
import typst

from fristed.ui import downloads, printing

AT = datetime(2026, 11, 26, 7, 30, tzinfo=UTC)
STAMP = printing.Stamp("Amina Eksempel", AT, "møte om saken", "sak_AAAAAAAAAAAAAAAAAAAAAA")


@pytest.fixture
def document(monkeypatch, tmp_path):
    """A house of its own with one document in it, beside the layout that every document uses."""
    layout = tmp_path / "ui/templates/ui/print.typ"
    layout.parent.mkdir(parents=True)
    layout.write_text((printing.HOUSE / "ui/templates/ui/print.typ").read_text())
    monkeypatch.setattr(printing, "HOUSE", tmp_path)

    def write(body: str) -> str:
        (tmp_path / "paper.typ").write_text(
            f'#import "/ui/templates/ui/print.typ": *\n#show: paper\n{body}'
        )
        return "paper.typ"

    return write


def opened(paper: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(paper))


def test_paper_is_tagged_titled_and_in_its_language(document):
    paper = printing.pdf(
        document("== Om henne\n#pairs(values.facts)"),
        {"facts": [["Alder", "16–17"]]},
        title="Utskrift fra sak",
        stamp=STAMP,
    )

    with opened(paper) as pdf:
        about = pdf.open_metadata()
        assert about.pdfa_status == "2A"
        assert about["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "nb"
        assert "/StructTreeRoot" in pdf.Root
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == "Utskrift fra sak"


def test_the_same_values_give_the_same_bytes(document):
    name = document("#written(values.text)")

    papers = {printing.pdf(name, {"text": "to\nlinjer"}, title="T", stamp=STAMP) for _ in range(2)}

    assert len(papers) == 1


def test_what_somebody_wrote_is_never_markup(document, tmp_path):
    """C4: a text that looks like a document's own language is printed as it stands."""
    (tmp_path / "secret.txt").write_text("hemmelig")
    name = document('#assert(values.text == "#read(\\"/secret.txt\\") *x*")\n#written(values.text)')

    printing.pdf(name, {"text": '#read("/secret.txt") *x*'}, title="T", stamp=STAMP)


def test_a_document_reads_nothing_outside_the_house(document):
    """C3."""
    name = document('#read("../../../../../../../../etc/hostname")')

    with pytest.raises(typst.TypstError):
        printing.pdf(name, {}, title="T", stamp=STAMP)


def test_a_picture_without_words_is_a_fault_and_not_a_lesser_pdf(document, tmp_path):
    (tmp_path / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
    )

    with pytest.raises(typst.TypstError, match="alt"):
        printing.pdf(document('#image("/dot.svg")'), {}, title="T", stamp=STAMP)


@pytest.mark.parametrize(
    ("language", "text", "font"),
    [
        ("ar", "خطة الأمان", "NotoSansArabic"),
        ("ckb", "پلانی سەلامەتی", "NotoSansArabic"),
        ("ti", "ውሕስነት", "NotoSansEthiopic"),
        ("kmr", "Plana ewlehiyê, şev û roj", "Inter"),
        ("tr", "Güvenlik planı, ığdır", "Inter"),
    ],
)
def test_letters_of_her_language_are_in_the_file(document, language, text, font):
    """Fonts are in the file, so no letter is a box; checked with the fonts that were set."""
    paper = printing.pdf(
        document("#written(values.text)"),
        {"text": text},
        title=text,
        stamp=None,
        language=language,
    )

    with opened(paper) as pdf:
        fonts = {
            str(one.BaseFont).split("+")[-1].replace("-", "")
            for page in pdf.pages
            for one in page.Resources.Font.values()
        }
        assert {name for name in fonts if name.startswith(font)} != set()
        assert str(pdf.Root.Lang) == language


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_a_number_with_spaces_is_read_from_the_left_also_between_words_from_the_right(
    document, language
):
    """Else its groups change places where the words go from right to left."""
    paper = printing.pdf(
        document("#written(values.text)"),
        {"text": "سارة +47 123 45 678"},
        title="-",
        stamp=None,
        language=language,
    )

    with closing(pdfium.PdfDocument(paper)) as pdf:
        text = pdf[0].get_textpage()
        glyphs = [
            (round(text.get_charbox(at)[0], 1), one)
            for at in range(text.count_chars())
            if (one := text.get_text_range(at, 1)) in {*"+0123456789"}
        ]
    assert "".join(one for _x, one in sorted(glyphs)) == "+4712345678"


def test_paper_without_a_stamp_says_neither_who_nor_when(document):
    name = document("Hei")

    paper = printing.pdf(name, {}, title="Timeplan", stamp=None)

    with opened(paper) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:1970")
        assert "/Author" not in pdf.docinfo


@pytest.mark.parametrize("language", ["nb", "ar"])
def test_paper_of_sample_data_says_so_before_its_title(document, settings, language):
    """`values.sample` is what the layout puts first; without sample data there is none."""
    name = document(
        '#assert(values.sample.starts-with("Eksempeldata. Dette er en demonstrasjon."))'
    )

    settings.FRISTED_HOLDS_SAMPLE = False
    with pytest.raises(typst.TypstError, match="assert"):
        printing.pdf(name, {}, title="T", stamp=STAMP, language=language)
    plain = printing.pdf(document("Hei"), {}, title="T", stamp=STAMP, language=language)
    settings.FRISTED_HOLDS_SAMPLE = True
    printing.pdf(name, {}, title="T", stamp=STAMP, language=language)

    paper = printing.pdf(document("Hei"), {}, title="T", stamp=STAMP, language=language)
    assert letters(paper) - letters(plain) > 80


def letters(paper: bytes) -> int:
    """How many are set on its pages."""
    with opened(paper) as pdf:
        shown = [
            operand
            for page in pdf.pages
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) in {"Tj", "TJ"}
            for operand in one.operands
        ]
    parts = [part for one in shown for part in (one if isinstance(one, pikepdf.Array) else [one])]
    return sum(len(bytes(part)) // 2 for part in parts if isinstance(part, pikepdf.String))


def test_the_stamp_says_who_when_why_and_what():
    assert str(STAMP) == (
        "Skrevet ut av Amina Eksempel 26. november 2026 kl. 08.30. Formål: møte om saken."
        " Gjelder sak_AAAAAAAAAAAAAAAAAAAAAA."
    )


def test_fonts_are_the_ones_the_tool_fetched_with_their_licences():
    noted = json.loads((printing.FONTS / "VERSIONS.json").read_text())["sha256"]
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in printing.FONTS.iterdir()
        if path.name != "VERSIONS.json"
    }

    assert found == noted
    for family in ("Inter", "NotoSansArabic", "NotoSansEthiopic"):
        assert "SIL Open Font License" in (printing.FONTS / f"LICENSE.{family}").read_text()


def test_a_file_is_never_a_page():
    """C5, C13: whatever is in it, a browser neither runs it nor guesses what it is."""
    answer = downloads.attachment(
        b"<script>alert(1)</script>", kind="application/pdf", name='x"\r\nSet-Cookie: a=b.pdf'
    )

    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "Set-Cookie" not in answer
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_picture_is_shown_and_can_do_nothing():
    answer = downloads.picture(b"\x89PNG", kind="image/png")

    assert answer["Content-Disposition"] == "inline"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
