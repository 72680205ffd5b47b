"""Clean the pictures that stand in a drawing: each is read, and written anew without what its maker's camera said."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from harvest.problems.problem import Message, say
from harvest.source.drawings.element import Element, RefusedDrawing

DEEPEST = 2
"""How many drawings may stand inside one another."""
_DATA = re.compile(r"\s*data:([\w/+.-]*)((?:;[\w=.-]+)*?)(;base64)?\s*,(.*)", re.DOTALL | re.IGNORECASE)
_SORTS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8", "jpeg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
)
"""How a file begins, and which sort of picture it is."""


def clean_embedded(root: Element, depth: int, clean: Callable[[bytes, int], bytes]) -> None:
    """Replace each embedded picture by a clean one; `clean` cleans a drawing. Raises `RefusedDrawing`."""
    known: dict[str, str] = {}
    for element in root.walk():
        address = element.attributes.get("href", "")
        if not address or address.startswith("#"):
            continue
        if address not in known:
            known[address] = _cleaned(address, element.line, depth, clean)
        element.attributes["href"] = known[address]


def _cleaned(address: str, line: int, depth: int, clean: Callable[[bytes, int], bytes]) -> str:
    match = _DATA.fullmatch(address)
    content = _decoded(match) if match else None
    if match is None or content is None:
        raise _refused(line, say("A picture in this drawing cannot be read."))
    if match[1].lower() == "image/svg+xml":
        if depth >= DEEPEST:
            raise _refused(line, say("Too many drawings stand inside one another here."))
        try:
            return as_address("svg+xml", clean(content, depth + 1))
        except RefusedDrawing as refused:
            raise RefusedDrawing(*refused.refusal[:3], line) from None
    from harvest.source.pictures import RefusedPicture, clean_photograph  # late: few drawings hold any

    try:
        picture = clean_photograph(content)
    except RefusedPicture as refused:
        raise RefusedDrawing(*refused.refusal[:3], line) from None
    return as_address(next((sort for start, sort in _SORTS if picture.startswith(start)), "avif"), picture)


def _decoded(match: re.Match[str]) -> bytes | None:
    plain = unquote_to_bytes(match[4])
    if not match[3]:
        return plain
    try:
        return b64decode(re.sub(rb"\s+", b"", plain), validate=True)
    except NotBase64:
        return None


def as_address(sort: str, content: bytes) -> str:
    """Return the address with which a picture of this sort stands in a drawing."""
    return f"data:image/{sort};base64,{b64encode(content).decode()}"


def _refused(line: int, message: Message) -> RefusedDrawing:
    return RefusedDrawing(message, say("Save the picture as .png or .jpg, and put it in the drawing again."), line=line)
