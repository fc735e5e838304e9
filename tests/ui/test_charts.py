"""Charts: what is joined, what is not, and what the figures say without the picture."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fristed.ui.charts import Break, Series, Value, bar_chart, line_chart

YEARS = ("2019", "2020", "2021", "2022", "2023")


def series(name, *numbers, apart=()):
    return Series(
        name,
        tuple(
            Value(year, number, apart=year in apart)
            for year, number in zip(YEARS, numbers, strict=True)
            if number is not None
        ),
    )


def chart(*many, breaks=(), axis=YEARS):
    return line_chart(
        "Saker",
        axis,
        many,
        id="c",
        unit="saker",
        axis_name="År",
        breaks=breaks,
        note="Et forbehold.",
    )


def joined(drawn):
    """How many figures each drawn line joins."""
    return [len(line.points.split()) for line in drawn.lines]


def test_a_line_joins_neighbouring_years():
    assert joined(chart(series("A", 1, 2, 3, 4, 5)).series[0]) == [5]


def test_a_year_nobody_counted_is_a_gap_and_never_a_line():
    drawn = chart(series("A", 1, 2, None, 4, 5)).series[0]

    assert joined(drawn) == [2, 2]
    assert len(drawn.marks) == 4


def test_a_figure_between_two_gaps_is_a_mark_without_a_line():
    drawn = chart(series("A", None, 2, None, 4, 5)).series[0]

    assert joined(drawn) == [2]
    assert len(drawn.marks) == 3


def test_no_line_crosses_a_break():
    drawn = chart(series("A", 1, 2, 3, 4, 5), breaks=(Break("2021", "Nye koder"),))

    assert joined(drawn.series[0]) == [2, 3]
    assert [(one.letter, one.label) for one in drawn.breaks] == [("A", "Nye koder")]
    left, right = drawn.axis[1].x, drawn.axis[2].x
    assert left < drawn.breaks[0].x < right


def test_a_break_of_one_series_leaves_the_others_whole():
    one, other = series("A", 1, 2, 3, 4, 5), series("B", 5, 4, 3, 2, 1)

    drawn = chart(one, other, breaks=(Break("2021", "Bare A", series=("A",)),))

    assert [joined(each) for each in drawn.series] == [[2, 3], [5]]


def test_breaks_are_lettered_from_the_left_and_share_a_line_where_they_meet():
    breaks = (Break("2023", "C"), Break("2021", "A"), Break("2021", "B"))

    drawn = chart(series("A", 1, 2, 3, 4, 5), breaks=breaks)

    assert [(one.letter, one.label) for one in drawn.breaks] == [("A", "A B"), ("B", "C")]


def test_a_half_year_is_hollow_and_joined_to_nothing():
    drawn = chart(series("A", 1, 2, 3, 4, 5, apart=("2021",))).series[0]

    assert joined(drawn) == [2, 2]
    assert [mark.solid for mark in drawn.marks] == [True, True, False, True, True]


def test_two_publications_of_one_year_are_both_in_the_picture_and_in_the_table():
    both = Series("A", (Value("2020", 279), Value("2020", 302, apart=True, note="annen kilde")))

    drawn = chart(both)

    assert len(drawn.series[0].marks) == 2
    assert [row[1].text for row in drawn.table.rows] == [
        "–",
        "279; 302 (annen kilde)",
        "–",
        "–",
        "–",
    ]


def test_series_are_told_apart_without_colour():
    many = [series(name, 1, 2, 3, 4, 5) for name in "ABCDEF"]

    lines = chart(*many)
    bars = bar_chart("Saker", YEARS, many, id="b", unit="saker", axis_name="År")

    assert len({one.marker for one in lines.series}) == 6
    assert len({one.hatch for one in bars.series}) == 6


def test_labels_of_a_long_axis_do_not_lie_on_each_other():
    weeks = [str(week) for week in range(1, 53)]

    drawn = line_chart("T", weeks, [], id="c", unit="saker", axis_name="Uke")

    assert [tick.label for tick in drawn.axis] == weeks[::2]
    assert [tick.label for tick in drawn.axis if not tick.minor] == weeks[::8]


def test_more_series_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="told apart"):
        chart(*[series(name, 1, 2, 3, 4, 5) for name in "ABCDEFG"])


@pytest.mark.parametrize(
    ("many", "breaks", "words"),
    [
        ((Series("A", (Value("1999", 1),)),), (), "not on the axis: 1999"),
        ((), (Break("1999", "x"),), "not on the axis: 1999"),
        ((Series("A", (Value("2020", -1),)),), (), "never negative"),
    ],
)
def test_what_has_no_place_in_the_chart_is_refused(many, breaks, words):
    with pytest.raises(ValueError, match=words):
        chart(*many, breaks=breaks)


def test_the_summary_says_span_and_peak_to_someone_who_cannot_see_it():
    with override("nb"):
        drawn = chart(series("Rådgivere", 535, 700, 983, 950, 899))

    assert drawn.summary == (
        "Enhet: saker. Rådgivere: fra 535 (2019) til 899 (2023), høyest 983 (2021)."
    )


def test_bars_have_a_length_in_proportion_to_their_figure():
    drawn = bar_chart(
        "Saker", YEARS, [series("A", 0, 10, 20, 40, None)], id="b", unit="saker", axis_name="År"
    )

    lengths = [bar.width for bar in drawn.series[0].bars]
    assert lengths[0] == 0
    assert [round(length / lengths[1], 2) for length in lengths[1:]] == [1, 2, 4]


def test_an_empty_chart_is_drawn_without_figures():
    drawn = chart(Series("A", ()))

    assert drawn.series[0].marks == ()
    assert [tick.label for tick in drawn.scale] == ["0", "1", "2", "3", "4"]


@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=5))
def test_every_mark_lies_inside_the_plot_and_higher_means_more(numbers):
    drawn = chart(series("A", *numbers, *[None] * (5 - len(numbers))))

    marks = drawn.series[0].marks
    assert all(drawn.top - 1 <= mark.y <= drawn.bottom for mark in marks)
    assert all(0 < mark.x < 100 for mark in marks)
    for (one, first), (other, second) in zip(
        zip(numbers, marks, strict=True), list(zip(numbers, marks, strict=True))[1:], strict=False
    ):
        if one > other:
            assert first.y <= second.y


@given(st.integers(5, 10_000_000))
def test_the_scale_starts_at_nought_and_reaches_the_highest_figure_in_few_steps(highest):
    drawn = chart(series("A", highest, None, None, None, None))

    labels = [int(tick.label.replace("\u202f", "")) for tick in drawn.scale]
    assert labels[0] == 0
    assert labels[-1] >= highest
    assert 3 <= len(labels) <= 7


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_picture_has_no_decimal_comma_in_its_geometry(language):
    breaks = (Break("2021", "Nye koder"),)
    with override(language):
        html = render_to_string(
            "ui/_chart.html", {"chart": chart(series("A", 1, 2, 3, 4, 5), breaks=breaks)}
        )

    drawn = chart(series("A", 1, 2, 3, 4, 5), breaks=breaks)
    assert f'x="{drawn.axis[1].x}%"' in html
    assert f'x1="{drawn.breaks[0].x}%"' in html
    assert f'y="{drawn.series[0].marks[1].y}"' in html


def test_the_note_that_must_follow_the_figures_stands_with_the_picture_and_with_the_table():
    html = render_to_string("ui/_chart.html", {"chart": chart(series("A", 1, 2, 3, 4, 5))})

    assert html.count("Et forbehold.") == 2


def test_words_in_a_chart_are_escaped():
    evil = Series("<b>A</b>", (Value("2020", 1, note="<i>x</i>"),))

    html = render_to_string("ui/_chart.html", {"chart": chart(evil)})

    assert "<b>" not in html
    assert "<i>x" not in html
    assert "&lt;b&gt;A" in html
