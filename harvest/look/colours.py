"""Read colours as people write them, and compute how well two of them stand apart.

Contrast is that of WCAG 2.2 (success criteria 1.4.3 and 1.4.11): 4.5 to 1 for text, 3 to 1 for signs.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterator

from harvest.kinds.names import fold

TEXT = 4.5
"""The least contrast of text."""
SIGN = 3.0
"""The least contrast of a sign, or of the line under a link."""

# The grounds and inks of the design, as theme/tokens.css has them:
PAPER, MIST, INK = "#FFFFFF", "#F1F4EF", "#1B241E"
DARK_PAPER, DARK_MIST = "#141A16", "#1E2621"

WORDS: dict[str, dict[str, str]] = {
    "#FFD02E": {"nl": "geel", "en": "yellow"},
    "#F2A03D": {"nl": "oranje", "en": "orange"},
    "#B3261E": {"nl": "rood", "en": "red"},
    "#9B1B4B": {"nl": "biet", "en": "beetroot"},
    "#F29AB8": {"nl": "roze", "en": "pink"},
    "#6A2C86": {"nl": "paars", "en": "purple"},
    "#1F4FA3": {"nl": "blauw", "en": "blue"},
    "#0A626E": {"nl": "petrol", "en": "teal"},
    "#1B6B3A": {"nl": "groen", "en": "green"},
    "#86400F": {"nl": "bruin", "en": "brown"},
    "#4C564F": {"nl": "grijs", "en": "grey"},
    "#1B241E": {"nl": "zwart", "en": "black"},
}
"""The colours that have a word, for whoever has no house style; most are those of the kinds of cards."""
_BY_WORD = {word: colour for colour, words in WORDS.items() for word in words.values()} | {"gray": "#4C564F"}

_SIX = re.compile(r"#?([0-9a-f]{6})", re.IGNORECASE)
_THREE = re.compile(r"#?([0-9a-f]{3})", re.IGNORECASE)
_PARTS = re.compile(r"rgb\( *(\d{1,3})(?: *, *| +)(\d{1,3})(?: *, *| +)(\d{1,3}) *\)", re.IGNORECASE)
_STEPS = 500
"""In so many steps of lightness the nearest colour is looked for, from black to white."""


def read_colour(written: str) -> str:
    """Return a colour as `#9B1B4B`; empty when what is written is none: six or three signs, `rgb(…)`, or a word."""
    written = written.strip()
    if match := _SIX.fullmatch(written):
        return f"#{match[1].upper()}"
    if match := _THREE.fullmatch(written):
        return "#" + "".join(sign * 2 for sign in match[1].upper())
    if match := _PARTS.fullmatch(written):
        parts = [int(part) for part in match.groups()]
        return _written(*parts) if max(parts) < 256 else ""
    return _BY_WORD.get(fold(written), "")


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1. Source: «relative luminance» of WCAG 2.2."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21. Source: «contrast ratio» of WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_colour(colour: str, passes: Callable[[str], bool]) -> str:
    """Return the colour of the same hue that passes and is nearest in lightness; the colour itself when it passes.

    Empty when none of them passes.
    """
    if passes(colour):
        return colour
    return next(filter(passes, _of_one_hue(colour)), "")


def _of_one_hue(colour: str) -> Iterator[str]:
    """Yield the colours of the same hue and fullness, the nearest in lightness first."""
    hue, lightness, fullness = colorsys.rgb_to_hls(*_parts(colour))
    for step in sorted(range(_STEPS + 1), key=lambda step: abs(step / _STEPS - lightness)):
        yield _written(*(round(part * 255) for part in colorsys.hls_to_rgb(hue, step / _STEPS, fullness)))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(red: int, green: int, blue: int) -> str:
    return f"#{red:02X}{green:02X}{blue:02X}"
