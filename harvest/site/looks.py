"""Show a drawing with a look for dark pages in both, of which style sheets show the one that fits the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_PICTURE = re.compile(r'<img\b(?P<before>[^<>]*?) src="(?P<address>[^"<>]*)"(?P<after>[^<>]*)>')


def in_both_looks(html: str, dark: Callable[[str], str]) -> str:
    """Return a page in which each drawing that `dark` knows stands twice: address → that of its dark look, or nothing.

    A page may be made dark by its reader, which no `<picture>` notices; and whoever has no style sheets sees one.
    """

    def both(match: re.Match[str]) -> str:
        address = dark(unescape(match["address"]))
        if not address:
            return match[0]
        before, light, after = match.group("before", "address", "after")
        return (
            f'<img class="on-light"{before} src="{light}"{after}>'
            f'<img class="on-dark" hidden loading="lazy"{before} src="{escape(address)}"{after}>'
        )

    return _PICTURE.sub(both, html) if "<img" in html else html
