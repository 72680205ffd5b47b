"""Know the typefaces that readers may have, and keep all other names home: some are of the maker."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GENERIC = frozenset(
    "serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif ui-monospace ui-rounded math emoji"
    " sans mono inherit initial unset -apple-system blinkmacsystemfont".split()
)
_USUAL = """
Andale Mono, Apple Color Emoji, Arial, Arial Black, Arial Narrow, Arial Rounded, Arimo, Architects Daughter, Aptos,
Asap, Avenir, Avenir Next, Barlow, Baskerville, Bitter, Bitstream Vera Sans, Bitstream Vera Serif, Book Antiqua,
Bookman, Bookman Old Style, Cabin, Calibri, Cambria, Cambria Math, Candara, Cantarell, Carlito, Caveat, Century,
Century Gothic, Century Schoolbook, Charter, Cochin, Comfortaa, Comic Neue, Comic Sans, Comic Sans MS, Comic Shanns,
Consolas, Constantia, Corbel, Courier, Courier New, Cousine, Crimson Text, DejaVu Sans, DejaVu Sans Condensed,
DejaVu Sans Mono, DejaVu Serif, Didot, DM Sans, Dosis, Droid Sans, Droid Serif, EB Garamond, Excalifont, Fira Code,
Fira Mono, Fira Sans, Franklin Gothic, Franklin Gothic Medium, FreeMono, FreeSans, FreeSerif, Frutiger, Futura,
Garamond, Geneva, Georgia, Gill Sans, Gill Sans MT, Google Sans, Goudy Old Style, Helvetica, Helvetica Neue, Hind,
Hoefler Text, IBM Plex Mono, IBM Plex Sans, IBM Plex Serif, Impact, Inconsolata, Indie Flower, Inter, JetBrains Mono,
Josefin Sans, Kalam, Kanit, Karla, Lato, Lexend, Liberation Mono, Liberation Sans, Liberation Sans Narrow,
Liberation Serif, Libre Baskerville, Libre Franklin, Lilita One, Literata, Lobster, Lora, Lucida Console,
Lucida Grande, Lucida Sans, Lucida Sans Unicode, Manrope, Menlo, Merriweather, Merriweather Sans, Microsoft Sans Serif,
Minion Pro, Monaco, Montserrat, Mulish, MS Sans Serif, MS Serif, MS Gothic, Myriad, Myriad Pro, New York,
Nimbus Mono L, Nimbus Roman No9 L, Nimbus Sans L, Noto Color Emoji, Noto Mono, Noto Sans, Noto Serif, Nunito,
Nunito Sans, Open Sans, Optima, Oswald, Oxygen, Palatino, Palatino Linotype, Patrick Hand, Playfair Display, Poppins,
PT Mono, PT Sans, PT Serif, Public Sans, Quicksand, Raleway, Roboto, Roboto Condensed, Roboto Mono, Roboto Slab,
Rockwell, Rubik, San Francisco, Schibsted Grotesk, Segoe Print, Segoe Script, Segoe UI, Segoe UI Emoji,
Segoe UI Symbol, SF Mono, SF Pro, SF Pro Display, SF Pro Text, Shantell Sans, Sitka, Source Code Pro, Source Sans 3,
Source Sans Pro, Source Serif 4, Source Serif Pro, Space Grotesk, Space Mono, Symbol, Tahoma, Times, Times New Roman,
Titillium Web, Trebuchet MS, Twemoji, Ubuntu, Ubuntu Mono, Univers, URW Gothic L, Verdana, Virgil, Webdings, Wingdings,
Work Sans, Zapf Dingbats, Zilla Slab
"""
_STYLE = re.compile(
    r"(?:[-, ]?(?:thin|extra|ultra|light|regular|roman|book|normal|medium|semi|demi|bold|heavy|black|italic|oblique|it|"
    r"condensed|cond|variable|var|psmt|mt|ps))*+"
)
"""What names of the files of typefaces end in, such as `ArialMT` and `MyriadPro-SemiboldIt`."""


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum() or letter == "-")


_KNOWN = frozenset(_plain(name) for name in _USUAL.replace("\n", " ").split(","))
_LONGEST = max(map(len, _KNOWN))


def _usual(name: str) -> bool:
    """Tell whether a name is that of a typeface on the list, or of a style of one."""
    plain = _plain(name)
    return plain in _GENERIC or any(
        plain[:end] in _KNOWN and _STYLE.fullmatch(plain, end) for end in range(min(len(plain), _LONGEST), 2, -1)
    )


def usual(written: str) -> tuple[str, str]:
    """Return the names in a checked `font-family` that may go out, and the first that may not; both may be empty."""
    names = list(_names(written))
    kept = [name for name in names if _usual(name)]
    return ", ".join(kept), next((name.strip("'") for name in names if name not in kept), "")


def _names(written: str) -> Iterator[str]:
    for name in written.split(","):
        if name := " ".join(name.split()):
            yield name
