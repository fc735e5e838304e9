"""A page on paper: what is long goes on from where it stands, and what is filled in is left out."""

from io import BytesIO

import pypdfium2
import pytest

ROWS = 70  # more than fit beside anything else, and on any one sheet
LONG = (
    "<table class='ds-table'><caption>Lang</caption><thead><tr><th>Uke</th></tr></thead><tbody>"
    + "".join(f"<tr><td>rad {number}</td></tr>" for number in range(ROWS))
    + "</tbody></table>"
)
FOLDED = (
    "<figure class='chart'><figcaption class='chart-title'>Figur</figcaption>"
    "<svg height='200'></svg><details class='ds-details'><summary>Tallene</summary>"
    f"<div>{LONG}</div></details></figure>"
)


@pytest.fixture
def printed(draw, site, page):
    def paper(main):
        words = "{% extends 'ui/desk.html' %}{% block main %}<h1>Først</h1>" + main
        site.pages["/"] = draw("desk", words + "{% endblock %}", person="Amina")
        page.goto(f"{site.here}/")
        sheets = pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4")))
        return [sheet.get_textpage().get_text_bounded() for sheet in sheets]

    return paper


@pytest.mark.parametrize("main", [LONG, FOLDED])
def test_a_long_table_begins_on_the_sheet_where_it_stands(printed, main):
    sheets = printed(main)

    assert "rad 0" in sheets[0]
    assert f"rad {ROWS - 1}" in sheets[-1]
    assert all("Uke" in sheet for sheet in sheets)  # its head again on each


def test_a_title_is_never_left_behind_at_the_end_of_a_sheet(printed):
    figure = "<section class='flow'><h2>Del to</h2>" + FOLDED.replace("200", "500") + "</section>"

    first, second = printed("<p>x</p>" * 14 + figure)[:2]

    assert "Del to" not in first
    assert "Del to" in second
    assert "Figur" in second


def test_what_is_only_to_be_filled_in_stays_on_the_screen(printed):
    (sheet,) = printed(
        "<section class='panel only-screen'><h2>Filer inn</h2></section><p>Planen</p>"
    )

    assert "Planen" in sheet
    assert "Filer inn" not in sheet
