"""Hold the look of a publication, and judge whether its colours can be read."""

from __future__ import annotations

from dataclasses import dataclass

from harvest.look.colours import (
    DARK_MIST,
    DARK_PAPER,
    INK,
    MIST,
    PAPER,
    SIGN,
    TEXT,
    contrast,
    nearest_colour,
)
from harvest.problems.problem import Place, Position
from harvest.source.yaml_nodes import Scalar

YELLOW, ACCENT = "#FFD02E", "#9B1B4B"
"""The band and the accent of harvest, as theme/tokens.css has them."""
SEEN = 1.2
"""The least contrast of the band with the page, so that one sees where it begins; the yellow of harvest has 1.5."""
SEEN_IN_THE_DARK = 1.5


@dataclass(frozen=True, slots=True)
class OwnLook:
    """The look of a publication; false when it is that of harvest.

    `band` and `accent` are colours as `#9B1B4B`, or empty for those of harvest; only colours that can be read are in
    it. `logo` is a path in the content folder, and `alt` are the words for who cannot see it, as they stand in `words`.
    `place` and `end` tell where the logo is named.
    """

    band: str = ""
    accent: str = ""
    logo: str = ""
    alt: str = ""
    words: tuple[Scalar, ...] = ()
    place: Place | None = None
    end: Position | None = None

    def __bool__(self) -> bool:
        return bool(self.band or self.accent or self.logo)

    @property
    def files(self) -> frozenset[str]:
        """The files that go out since the look names them: paths in the content folder."""
        return frozenset({self.logo} - {""})

    @property
    def on_band(self) -> str:
        """The colour of text on the band; empty where that is the band of harvest."""
        return ink_on(self.band) if self.band else ""

    @property
    def tokens(self) -> dict[str, str]:
        """The custom properties of theme/tokens.css that it sets, each with its colour."""
        tokens: dict[str, str] = {}
        if self.band:
            tokens |= {"geel": self.band, "on-geel": self.on_band, "dark-geel": dark_band(self.band)}
        if self.accent:
            tokens |= {"biet": self.accent, "dark-biet": dark_accent(self.accent)}
        return tokens


HARVEST = OwnLook()
"""The look of harvest itself."""


def ink_on(band: str) -> str:
    """Return the colour of text on a band: ink or white, whichever stands out most."""
    return max(INK, PAPER, key=lambda ink: contrast(ink, band))


def good_band(colour: str) -> bool:
    """Tell whether text can be read on a band of this colour, and the band be told from the page."""
    return contrast(colour, ink_on(colour)) >= TEXT and contrast(colour, PAPER) >= SEEN


def good_accent(colour: str) -> bool:
    """Tell whether signs of this colour can be seen on each light ground."""
    return min(contrast(colour, ground) for ground in (PAPER, MIST)) >= SIGN


def dark_band(band: str) -> str:
    """Return the band for dark pages, with text in the same colour as on light ones."""
    ink = ink_on(band)
    return nearest_colour(band, lambda c: contrast(c, ink) >= TEXT and contrast(c, DARK_PAPER) >= SEEN_IN_THE_DARK)


def dark_accent(accent: str) -> str:
    """Return the accent for dark pages; it is as clear there as text, since thin lines fade on a dark ground."""
    return nearest_colour(accent, lambda c: min(contrast(c, ground) for ground in (DARK_PAPER, DARK_MIST)) >= TEXT)
