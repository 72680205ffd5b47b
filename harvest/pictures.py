"""Pictures as they may go out: a photograph tells where and by whom it was taken, and a drawing where its maker kept
it; none of that is shown.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageOps, UnidentifiedImageError

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".svg")
_KEPT = ("icc_profile", "transparency", "gamma", "dpi")
"""What stays of the data in a photograph: how its colours are meant."""
_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)


def without_metadata(path: Path) -> bytes:
    """The picture without place, time, maker and remarks; a photograph turned upright when its data said so.

    A file that cannot be read as a picture comes back as it is. Raises `OSError` when it cannot be opened.
    """
    content = path.read_bytes()
    if path.suffix.lower() == ".svg":
        return _plain_drawing(content)
    try:
        with Image.open(BytesIO(content)) as picture:
            kind = picture.format
            several = kind == "MPO"  # as telephones write a .jpg: with a second picture behind the one that is shown
            if (getattr(picture, "is_animated", False) and not several) or kind not in ("JPEG", "MPO", "PNG", "WEBP"):
                return content
            upright = ImageOps.exif_transpose(picture)
            kept = {name: value for name, value in picture.info.items() if name in _KEPT}
            clean = BytesIO()
            if kind in ("JPEG", "MPO"):
                turned = several or upright.size != picture.size or picture.getexif().get(0x0112, 1) != 1
                plain = upright if turned else picture
                plain.info = {}
                plain.save(clean, "JPEG", quality=92 if turned else "keep", comment=b"", exif=b"", **kept)
            else:
                upright.info = {}
                options = {"quality": 92} if kind == "WEBP" else {}
                upright.save(clean, kind, exif=b"", **options, **kept)
            return clean.getvalue()
    except (UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return content


def _plain_drawing(content: bytes) -> bytes:
    """The drawing without what its editor notes in it: remarks, names, folders on the maker's machine."""
    try:
        root = ElementTree.fromstring(content)  # leaves remarks out
    except (ElementTree.ParseError, LookupError, ValueError):
        return content
    for element in list(root.iter()):
        for name in [name for name in element.attrib if not _drawn(name)]:
            del element.attrib[name]
        before = None
        for child in list(element):
            if _drawn(str(child.tag)) and child.tag != f"{{{_SVG}}}metadata":
                before = child
                continue
            if child.tail:  # text that follows it stays
                kept = element if before is None else before
                text = (kept.text if before is None else kept.tail) or ""
                setattr(kept, "text" if before is None else "tail", text + child.tail)
            element.remove(child)
    # Just before it is written: whoever else in this process names the same prefix takes it away.
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return ElementTree.tostring(root, "unicode").encode()


def _drawn(name: str) -> bool:
    """Whether an element or attribute of this name is part of the drawing, and not an editor's own."""
    return name.startswith((f"{{{_SVG}}}", f"{{{_XLINK}}}", f"{{{_XML}}}")) or not name.startswith("{")
