"""Contrast by the book, colours as people write them, and for every colour one near it that can be read."""

from __future__ import annotations

import colorsys
import re
from itertools import product

import pytest

from harvest.look import colours
from harvest.look.colours import SIGN, TEXT, contrast, nearest_colour, read_colour
from harvest.look.look import ACCENT, YELLOW, OwnLook, dark_accent, dark_band, good_accent, good_band, ink_on
from tests.drawing import ROOT

TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", (ROOT / "theme" / "tokens.css").read_text("utf-8")))
GRID = [f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in product((0, 60, 128, 200, 255), repeat=3)]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#FFFFFF", 4.48),
        ("#FF0000", "#FFFFFF", 4.00),
        ("#0000FF", "#FFFFFF", 8.59),
        ("#1B241E", "#FFD02E", 10.9),
        ("#9B1B4B", "#FFFFFF", 7.9),
        ("#9B1B4B", "#F1F4EF", 7.1),
        ("#F29AB8", "#141A16", 8.5),
    ],
)
def test_contrast_is_as_known(one: str, other: str, ratio: float) -> None:
    """Values that others computed: those of WCAG's own examples, and of the table of our design."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06 if ratio > 7 else 0.006)
    assert contrast(one, other) == contrast(other, one)


def test_grounds_and_inks_are_those_of_the_design() -> None:
    """They are written in the style sheet, and once more where contrast is computed."""
    assert (TOKENS["paper"], TOKENS["mist"], TOKENS["ink"]) == (colours.PAPER, colours.MIST, colours.INK)
    assert (TOKENS["dark-paper"], TOKENS["dark-mist"]) == (colours.DARK_PAPER, colours.DARK_MIST)
    assert (TOKENS["geel"], TOKENS["biet"]) == (YELLOW, ACCENT)
    assert TOKENS["on-geel"] == colours.INK


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#9b1B4b", "#9B1B4B"),
        (" 9B1B4B ", "#9B1B4B"),
        ("#9b4", "#99BB44"),
        ("rgb(21, 66,115)", "#154273"),
        ("RGB(21 66 115)", "#154273"),
        ("Geel", "#FFD02E"),
        ("gray", "#4C564F"),
        ("rgb(21, 66, 300)", ""),
        ("#9B1B4B80", ""),
        ("#9B1B", ""),
        ("hsl(1, 2%, 3%)", ""),
        ("geelachtig", ""),
        ("", ""),
    ],
)
def test_a_colour_is_read_as_people_write_it(written: str, colour: str) -> None:
    assert read_colour(written) == colour


def test_every_word_is_good_for_something() -> None:
    """Whoever chooses a word gets a colour that can be read, as a band; and the dark ones as accent too."""
    assert all(good_band(colour) for colour in colours.WORDS)
    assert sum(good_accent(colour) for colour in colours.WORDS) == 9


@pytest.mark.parametrize("colour", GRID)
def test_near_every_colour_is_one_that_can_be_read(colour: str) -> None:
    """Of the same hue; and on dark pages text on the band keeps its colour, and an accent is seen."""
    band, accent = nearest_colour(colour, good_band), nearest_colour(colour, good_accent)
    assert good_band(band)
    assert good_accent(accent)
    assert {band, accent} == {colour} or not (good_band(colour) and good_accent(colour))
    for better in (band, accent):
        assert hue(better) == pytest.approx(hue(colour), abs=0.02) or not saturated(better)
    look = OwnLook(band, accent)
    assert contrast(look.on_band, dark_band(band)) >= TEXT
    assert min(contrast(dark_accent(accent), TOKENS[ground]) for ground in ("dark-paper", "dark-mist")) >= SIGN
    assert min(contrast(accent, TOKENS[ground]) for ground in ("paper", "mist")) >= SIGN
    assert contrast(band, ink_on(band)) >= TEXT


def test_the_nearest_is_only_just_good() -> None:
    """One step nearer to what was asked would not do."""
    assert nearest_colour("#777777", lambda colour: contrast(colour, "#FFFFFF") >= TEXT) == "#767676"


def parts(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:], 16) / 255


def hue(colour: str) -> float:
    """The hue, in which red is 0 from both sides."""
    return colorsys.rgb_to_hls(*parts(colour))[0] % 0.999


def saturated(colour: str) -> bool:
    return max(parts(colour)) - min(parts(colour)) > 0.2
