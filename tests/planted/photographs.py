"""Pictures that hold a word beside what they show: JPEG."""

from __future__ import annotations

import io
import struct
from typing import Any

from PIL import Image, ImageCms

from tests.planted.plant import Made

XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<r:Description><dc:creator>{}</dc:creator></r:Description></r:RDF></x:xmpmeta><?xpacket end='w'?>"
)


def picture(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """A picture with some colour in it."""
    colours: dict[str, Any] = {"L": 90, "P": 1, "CMYK": (9, 90, 40, 0), "RGBA": (200, 90, 40, 255)}
    return Image.new(mode, size, colours.get(mode, (200, 90, 40)))


def saved(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """The bytes of a picture in this form."""
    out = io.BytesIO()
    (image or picture()).save(out, form, **options)
    return out.getvalue()


def segment(sort: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, sort, len(data) + 2) + data


def with_segment(sort: int, data: bytes, jpeg: bytes = b"") -> bytes:
    """A JPEG with a segment after its first."""
    jpeg = jpeg or saved("JPEG")
    return jpeg[:2] + segment(sort, data) + jpeg[2:]


def commented(word: str) -> bytes:
    return with_segment(0xFE, word.encode())


def fields(values: dict[int, Any], inside: int = 0) -> bytes:
    """Exif data with these fields, in the block of this number or in the first."""
    exif = Image.Exif()
    (exif.get_ifd(inside) if inside else exif).update(values)
    return exif.tobytes()


def exif(values: dict[int, Any], inside: int = 0) -> bytes:
    return saved("JPEG", exif=fields(values, inside))


def thumbnail(word: str) -> bytes:
    """A photograph whose small picture has a comment."""
    small = commented(word)
    second = 8 + 2 + 12 + 4
    at = second + 2 + 3 * 12 + 4
    first = struct.pack("<HHHLHHL", 1, 0x0112, 3, 1, 1, 0, second)
    pointers = [(0x0103, 3, 6), (0x0201, 4, at), (0x0202, 4, len(small))]
    entries = b"".join(struct.pack("<HHLL", tag, sort, 1, value) for tag, sort, value in pointers)
    tiff = b"II*\0" + struct.pack("<L", 8) + first + struct.pack("<H", 3) + entries + struct.pack("<L", 0) + small
    return with_segment(0xE1, b"Exif\0\0" + tiff)


def profile(word: str) -> bytes:
    """The colours of sRGB in a profile whose description and copyright hold a word."""
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tags = [struct.unpack_from(">4sLL", whole, 132 + 12 * n) for n in range(struct.unpack_from(">L", whole, 128)[0])]
    text = word.encode("utf-16-be")
    own = b"mluc" + struct.pack(">LLL2s2sLL", 0, 1, 12, b"en", b"US", len(text), 28) + text
    table, body = b"", b""
    for name, start, size in tags:
        data = own if name in (b"desc", b"cprt") else whole[start : start + size]
        table += struct.pack(">4sLL", name, 132 + 12 * len(tags) + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    rest = whole[4:128] + struct.pack(">L", len(tags)) + table + body
    return struct.pack(">L", len(rest) + 4) + rest


def photoshop(number: int, data: bytes) -> bytes:
    block = b"8BIM" + struct.pack(">HHL", number, 0, len(data)) + data + b"\0" * (len(data) % 2)
    return with_segment(0xED, b"Photoshop 3.0\0" + block)


def iptc(word: str) -> bytes:
    text = word.encode()
    return photoshop(0x0404, b"".join(b"\x1c\x02" + struct.pack(">BH", n, len(text)) + text for n in (80, 90, 120)))


def two(word: str) -> bytes:
    """A file of two pictures, as telephones make them; the second has a comment."""
    both = saved("MPO", save_all=True, append_images=[picture("RGB", (32, 24))])
    second = both.rindex(b"\xff\xd8\xff")
    return both[: second + 2] + segment(0xFE, word.encode()) + both[second + 2 :]


def extended(word: str) -> bytes:
    text = XMP.format(word).encode()
    return with_segment(
        0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">LL", len(text), 0) + text
    )


JPEG: dict[str, Made] = {
    "artist.jpg": lambda word: exif({0x013B: word}),
    "description.jpg": lambda word: exif({0x010E: word}),
    "copyright.JPG": lambda word: exif({0x8298: word}),
    "camera-owner.jpeg": lambda word: exif({0xA430: word}, 0x8769),
    "comment-of-the-user.jpg": lambda word: exif({0x9286: b"UNICODE\0" + word.encode("utf-16-be")}, 0x8769),
    "author-in-windows.jpg": lambda word: exif({0x9C9D: word.encode("utf-16-le") + b"\0\0"}),
    "maker-note.jpg": lambda word: exif({0x927C: b"Maker\0" + word.encode()}, 0x8769),
    "place.jpg": lambda word: exif({1: "N", 2: (52.0, 5.0, 1.0), 28: b"ASCII\0\0\0" + word.encode()}, 0x8825),
    "turned.jpg": lambda word: exif({0x0112: 6, 0x010E: word}),
    "thumbnail.jpg": thumbnail,
    "xmp.jpg": lambda word: with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP.format(word).encode()),
    "extended-xmp.jpg": extended,
    "iptc.jpg": iptc,
    "photoshop.jpg": lambda word: photoshop(0x0421, word.encode("utf-16-be")),
    "comment.jpg": commented,
    "profile.jpg": lambda word: saved("JPEG", icc_profile=profile(word)),
    "after-the-end.jpg": lambda word: saved("JPEG") + word.encode(),
    "second-picture.jpg": two,
    "picture-behind-it.jpg": lambda word: saved("JPEG") + commented(word),
    "small-picture-of-jfif.jpg": lambda word: with_segment(0xE0, b"JFXX\0\x10" + commented(word)),
    "origin-of-content.jpg": lambda word: with_segment(0xEB, b"JP\0\1\0\0\0\1\0\0\0\x28jumb" + word.encode()),
    "ducky.jpg": lambda word: with_segment(0xEC, b"Ducky\0\1" + word.encode()),
    "segment-of-no-meaning.jpg": lambda word: with_segment(0xE9, word.encode()),
    "grey.jpg": lambda word: with_segment(0xFE, word.encode(), saved("JPEG", picture("L"))),
    "four-colours.jpg": lambda word: with_segment(0xFE, word.encode(), saved("JPEG", picture("CMYK"))),
    "progressive.jpg": lambda word: with_segment(0xFE, word.encode(), saved("JPEG", progressive=True)),
    "large.jpg": lambda word: with_segment(0xFE, word.encode(), saved("JPEG", picture("RGB", (3000, 2000)))),
}
