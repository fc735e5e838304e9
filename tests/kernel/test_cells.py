import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.kernel.cells import as_csv, harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+47 99 99 99 99", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|'/c calc'!A0"]
)
def test_a_cell_that_would_run_is_marked_as_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Sak 14. nov.", "a=b", "3-4"])
def test_an_ordinary_cell_is_left_alone(text):
    assert harmless(text) == text


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), min_size=1),
        min_size=1,
    )
)
def test_no_cell_of_any_table_begins_as_a_formula(rows):
    text = as_csv(rows).decode().removeprefix("\ufeff")

    read = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    cells = [cell for row in read for cell in row]
    assert [cell for cell in cells if cell.lstrip(" ")[:1] in set("=+-@\t\r\n") - {""}] == []
