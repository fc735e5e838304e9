"""Every pair of colours that is read together, light and dark, computed from the stylesheets."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "src" / "fristed" / "ui" / "static"
THEME = (STATIC / "vendor/designsystemet/theme.css").read_text()
SHARED = (STATIC / "ui/shared.css").read_text()

TEXT, PARTS = 4.5, 3.0  # WCAG 1.4.3 AA and 1.4.11
TONES = ("primary", "accent", "plum", "neutral", "info", "success", "warning", "danger")
GROUNDS = ("house-paper", "house-card")

READ = [
    *[("house-ink", ground) for ground in GROUNDS],
    *[("house-quiet", ground) for ground in GROUNDS],
    ("house-ink-contrast", "house-ink"),  # the exit
    ("house-banner-text", "house-banner"),
    *[(f"ds-color-{tone}-text-default", f"ds-color-{tone}-surface-tinted") for tone in TONES],
    *[
        (f"ds-color-{tone}-base-contrast-default", f"ds-color-{tone}-base-default")
        for tone in TONES
    ],
    *[(f"ds-color-{tone}-base-contrast-default", f"ds-color-{tone}-base-hover") for tone in TONES],
    *[("ds-color-primary-text-subtle", ground) for ground in GROUNDS],  # links, secondary buttons
    *[("ds-color-danger-text-subtle", ground) for ground in GROUNDS],  # faults of a form
    *[(f"ds-color-{tone}-text-default", ground) for tone in TONES for ground in GROUNDS],
]
SEEN = [
    *[(f"series-{number}", ground) for number in range(1, 7) for ground in GROUNDS],
    *[("ds-color-neutral-border-default", ground) for ground in GROUNDS],  # the edge of a field
    *[("ds-color-danger-border-default", ground) for ground in GROUNDS],
    *[("ds-color-primary-base-default", ground) for ground in GROUNDS],  # a button, a ticked box
    *[("ds-color-focus-outer", ground) for ground in GROUNDS],
]


def block(css, start):
    """The declarations after the first `start`, up to its closing brace."""
    after = css[css.index(start) + len(start) :]
    return after[: after.index("}")]


def colours(text):
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6,8})\b", text))


LIGHT = colours(block(THEME, ':root, [data-color-scheme="light"] {')) | colours(
    block(SHARED, ":root {")
)
DARK = colours(block(THEME, '[data-color-scheme="dark"] {')) | colours(
    block(SHARED, '\n[data-color-scheme="dark"] {')
)


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(
        4.48, abs=0.005
    )  # WebAIM's known example


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_can_be_read(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= TEXT


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("part", "ground"), SEEN)
def test_edges_marks_and_focus_can_be_seen(scheme, part, ground):
    assert contrast(scheme[part], scheme[ground]) >= PARTS


def test_someone_whose_system_is_dark_gets_the_same_colours_as_someone_who_chose_dark():
    auto = colours(block(SHARED, '  [data-color-scheme="auto"] {'))

    assert auto
    assert auto == colours(block(SHARED, '\n[data-color-scheme="dark"] {'))
    assert set(auto) == set(colours(block(SHARED, ":root {")))
