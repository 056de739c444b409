"""Colours that the pages' theme sets, on what they are seen on (WCAG 1.4.3 and 1.4.11)."""

import tomllib
from pathlib import Path

import pytest

from clips.telling import COLOURS
from pages.result import _INKS

THEME = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)["theme"]
# Streamlit's own backgrounds, of the page and of its parts.
GROUNDS = {"light": ("#ffffff", "#f8f8f7"), "dark": ("#171614", "#2d2b27")}


def channels(colour):
    return [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]


def shaded(ground, shade, opacity=0.25):
    mixed = zip(channels(ground), channels(shade), strict=True)
    return "#" + "".join(f"{round(255 * (g + opacity * (s - g))):02x}" for g, s in mixed)


def luminance(colour):
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_the_standards():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_written_on_the_primary_colour_can_be_read(scheme):
    primary = THEME[scheme]["primaryColor"]
    assert contrast(primary, "#ffffff") >= 4.5
    for ground in GROUNDS[scheme]:
        assert contrast(primary, ground) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_line_and_numbers_of_the_chart_can_be_seen_on_every_shade(scheme):
    ink, axes = _INKS[scheme]
    ground = GROUNDS[scheme][0]
    for on in (ground, *(shaded(ground, shade) for shade in COLOURS.values())):
        assert contrast(ink, on) >= 4.5
    assert contrast(axes, ground) >= 4.5
