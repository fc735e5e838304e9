"""A figure in a report says what its source says, or the report is not built."""

from decimal import Decimal

import pytest

from fristed.kernel.rules import RuleBroken
from fristed.reporting.rules.editions import paragraphs_of
from fristed.reporting.rules.figures import as_read, check_figures

KNOWN = {
    "MR 2023": frozenset({Decimal(899)}),
    "MR 2011": frozenset({Decimal(297), Decimal(390)}),  # the publications disagree
    "tab_x county=03": frozenset({Decimal(1205)}),
}
SHARES = {
    "MR 2022 2023": frozenset({Decimal("-5.3684")}),
    "MR 2023 forced_marriage": frozenset({Decimal("5.0056")}),
}


@pytest.mark.parametrize(
    "text",
    [
        "I 2023 var det [899 | MR 2023] nye saker, og [390|MR 2011] i 2011.",
        "Det er [1 205 | tab_x  county=03] i Oslo.",
        "Det er [−5,4 % | MR 2022 2023] på ett år.",
        "Det er [-5 % | MR 2022 2023] på ett år, og [5,0 % | MR 2023 forced_marriage] av alle.",
        "Fra 1. august 2023 gjelder § 4, og kapittel 5 i planen.",
        "Ingen tall her.",
        "",
    ],
)
def test_what_the_sources_say_may_be_written(text):
    check_figures(text, KNOWN, SHARES)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Det var [900 | MR 2023] saker.", "mismatch", "900"),
        ("Det var [5,3 % | MR 2022 2023] på ett år.", "mismatch", "−5,4"),  # up and not down
        ("Det var [mange | MR 2023] saker.", "mismatch", "899"),
        ("Det var [899 | MR 2030] saker.", "unknown_source", "MR 2030"),
        ("Det var [899 % | MR 2023] saker.", "unknown_source", "MR 2023"),
        ("Det var 899 saker.", "no_source", "899"),
        ("Det var 66 % av sakene i 2023.", "no_source", "66 %"),
        ("Det var 12 i Oslo.", "no_source", "12"),
    ],
)
def test_what_they_do_not_say_stops_the_report_and_names_the_figure(text, code, said):
    with pytest.raises(RuleBroken) as broken:
        check_figures(text, KNOWN, SHARES)

    assert broken.value.code == code
    assert said in str(broken.value)


def test_a_reader_sees_figures_without_their_sources():
    assert as_read("Det var [ 899 | MR 2023] saker.") == "Det var 899 saker."


def test_a_figure_is_never_parted_at_the_end_of_a_line():
    assert as_read("Det var [1 137 | KT 2023], [27,6 % | KT 2022 2023] flere.") == (
        "Det var 1\xa0137, 27,6\xa0% flere."
    )
    assert paragraphs_of("Hun\n fikk  [1 137 | KT 2023].") == ("Hun fikk 1\xa0137.",)
