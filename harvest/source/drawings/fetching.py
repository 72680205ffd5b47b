"""Find what in a style would fetch something from elsewhere, also where escapes hide it.

Nothing rests on this but the message: of a style only values that are on a list go out.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_EMBEDDED = r"data:(?:image/(?:png|jpe?g|gif|webp|avif|svg\+xml)|(?:application/)?(?:x-)?font[/-][a-z0-9-]+)[;,]"
_NAMES = r"http://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml)[\"']?\)"
_FETCHES = re.compile(
    r"@import|(?<![\w-])(?:-webkit-)?(?:image-set|image|src)\("
    rf"|url\((?!\s*+[\"']?+\s*+(?:#|{_EMBEDDED}|{_NAMES}))",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\n\r\f])|(.))", re.DOTALL)


def fetching(style: str) -> tuple[int, str] | None:
    """Return the offset and the text of the first part of a style that fetches something; None when there is none."""
    plain, ends = style, [(0, 0)]  # pairs of an offset in the plain text and the offset in the style it comes from
    if "\\" in style:
        pieces: list[str] = []
        at = length = 0
        for escape in _ESCAPE.finditer(style):
            pieces += (style[at : escape.start()], _unescaped(escape))
            length += len(pieces[-2]) + len(pieces[-1])
            at = escape.end()
            ends.append((length, at))
        plain = "".join([*pieces, style[at:]])
    elif "(" not in style and "@" not in style:
        return None
    match = _FETCHES.search(plain)
    if match is None:
        return None
    before, end = ends[bisect_right(ends, match.start(), key=lambda pair: pair[0]) - 1]
    return end + match.start() - before, match[0].rstrip("(")


def _unescaped(escape: re.Match[str]) -> str:
    digits, line_end, character = escape.groups()
    if digits:
        number = int(digits, 16)
        return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"
    return "" if line_end else str(character)
