"""Find the look that a drawing has on dark screens, in what its styles say of light and dark.

The dark look is the light one of the same drawing in which the styles have these two words exchanged.
"""

from __future__ import annotations

import re

from harvest.source.drawings.element import Element
from harvest.source.drawings.values import LONGEST

_MEDIA = re.compile(r"(prefers-color-scheme\s*+:\s*+)(light|dark)\b", re.IGNORECASE)
_BOTH = re.compile(r"(?<![\w-])color-scheme\s*+:[^:;{}]*\bdark\b", re.IGNORECASE)
"""What a drawing says whose colours may be the dark ones of `light-dark(…)`; with `light` alone they never are."""
_ONE = r"(?:[^(),;{}]|\((?:[^(){}]|\((?:[^(){}]|\([^(){}]*+\))*+\))*+\))++"
_COLOURS = re.compile(rf"light-dark\(({_ONE}),({_ONE})\)", re.IGNORECASE)


def darken(root: Element) -> bool:
    """Exchange light and dark in the styles of a drawing; tell whether there was anything to exchange."""
    sheets = [element for element in root.walk() if element.name == "style"]
    texts = {id(sheet): sheet.text() for sheet in sheets}
    own = (root.attributes.get("style", ""), *texts.values())
    colours = any(_BOTH.search(text) for text in own)
    changed = False
    for sheet in sheets:
        text = texts[id(sheet)]
        sheet.content = [_exchanged(text, colours)]
        changed = changed or sheet.content != [text]
        if media := sheet.attributes.get("media"):
            sheet.attributes["media"] = _exchanged(media, colours)
            changed = changed or sheet.attributes["media"] != media
    if not colours:
        return changed
    for element in root.walk():
        for name, value in element.attributes.items():
            if "light-dark(" in value and len(value) <= LONGEST:
                element.attributes[name] = _exchanged(value, colours)
                changed = True
    return changed


def _exchanged(text: str, colours: bool) -> str:
    text = _MEDIA.sub(lambda match: match[1] + ("light" if match[2].lower() == "dark" else "dark"), text)
    return _COLOURS.sub(r"light-dark(\2,\1)", text) if colours else text
