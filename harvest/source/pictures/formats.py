"""Tell what a file holds that should be a picture, by its content and not by its name."""

from __future__ import annotations

from typing import Literal

from harvest.problems.problem import say
from harvest.source.refusal import Refusal, RefusedFile

Format = Literal["JPEG", "PNG", "WEBP", "AVIF", "GIF"]

FORMATS: dict[str, Format] = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
    ".avif": "AVIF",
    ".gif": "GIF",
}
"""Ending of a picture that goes out → the format in which it does."""

_OTHER_ENDINGS: dict[str, str] = {
    ".heic": "HEIC",
    ".heif": "HEIC",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".bmp": "BMP",
    ".dib": "BMP",
    ".psd": "Photoshop",
    ".psb": "Photoshop",
    ".xcf": "GIMP",
    ".ico": "ICO",
    ".jp2": "JPEG 2000",
    ".jxl": "JPEG XL",
    ".eps": "EPS",
    ".ai": "Illustrator",
    ".jfif": "JPEG",
    ".jpe": "JPEG",
    ".apng": "PNG",
    **dict.fromkeys(
        ".dng .raw .nef .nrw .cr2 .cr3 .crw .arw .sr2 .srf .orf .rw2 .raf .pef .srw .3fr .iiq .x3f".split(), "RAW"
    ),
}
"""Ending of a picture that does not go out → what it is called."""


class RefusedPicture(RefusedFile):
    """Raised for a picture that may not be published."""


def ending_of(name: str) -> str:
    """Return the ending of a path, with its dot and in small letters; empty without one."""
    _, dot, ending = name.rpartition("/")[2].rpartition(".")
    return f"{dot}{ending}".lower()


def format_of_ending(name: str) -> Format | None:
    """Return the format in which a picture of this path goes out; None for any other file."""
    return FORMATS.get(ending_of(name))


def of_another_sort(name: str) -> Refusal | None:
    """Return why a picture with the ending of this path does not go out; None for all other files."""
    sort = _OTHER_ENDINGS.get(ending_of(name))
    if sort == "HEIC":
        return _heic().refusal
    if sort in ("JPEG", "PNG"):
        return Refusal(
            say("Pictures with this ending do not go to the site."),
            say("Let its name end in {ending}, and write it so here.", ending=".jpg" if sort == "JPEG" else ".png"),
            "image-format",
        )
    return _other(sort).refusal if sort else None


def format_of(content: bytes) -> Format:
    """Return the format of a picture. Raises `RefusedPicture` for what is none, or one that browsers do not show."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content[4:8] == b"ftyp":
        return _in_boxes(content)
    raise _refused(content)


def _in_boxes(content: bytes) -> Format:
    """Return the format of a file in boxes, which telephones write; its brands say which sort it is."""
    size = min(max(int.from_bytes(content[:4], "big"), 12), 256)
    brands = {content[8:12], *(content[start : start + 4] for start in range(16, min(size, len(content)), 4))}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}:
        raise _heic()
    if b"crx " in brands:
        raise _other("RAW")
    raise RefusedPicture(
        say("This is a film and no picture."),
        say("Save one frame of it as a picture, or lead to the film with a link."),
        "image-format",
    )


_BEGINNINGS = (
    (b"8BPS", "Photoshop"),
    (b"gimp xcf", "GIMP"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"II*\x00\x10\x00\x00\x00CR", "RAW"),
    (b"IIU\x00", "RAW"),
    (b"IIRO", "RAW"),
    (b"FUJIFILMCCD-RAW", "RAW"),
    (b"FOVb", "RAW"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"%!PS", "EPS"),
    (b"%PDF", "PDF"),
    (b"BM", "BMP"),
)


def _refused(content: bytes) -> RefusedPicture:
    """Return why a file that holds no picture we write does not go out."""
    for beginning, sort in _BEGINNINGS:
        if content.startswith(beginning):
            return _other(sort)
    if not content.strip(b"\0"):
        hint = say("Save the picture again, from where it came.")
        return RefusedPicture(say("There is nothing in this file."), hint, "image-unreadable")
    text = content[:1024].decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace").lower()
    if text.startswith("version https://git-lfs"):
        message = say("The picture itself is not here: this is the note that Git LFS leaves in its place.")
        return RefusedPicture(message, say("Fetch it with: {command}", command="git lfs pull"), "image-unreadable")
    if "<svg" in text:
        message = say("This is a drawing (SVG), with the name of another sort of picture.")
        return RefusedPicture(
            message, say("Let its name end in {ending}, and write it so here.", ending=".svg"), "image-format"
        )
    if "<html" in text or "<!doctype" in text or "<head" in text:
        message = say("This is a web page, with the name of a picture.")
        hint = say(
            "Save the picture itself: click it with the right button of the mouse, and choose to save the image."
        )
        return RefusedPicture(message, hint, "image-format")
    return RefusedPicture(
        say("No picture can be read in this file."),
        say("Does it open on your own computer? Then save it there as JPEG or PNG; or else fetch it again."),
        "image-unreadable",
    )


def _heic() -> RefusedPicture:
    return RefusedPicture(
        say("This is a photograph as telephones keep it (HEIC), and most browsers do not show it."),
        say(
            "Save it as JPEG: open it on a computer, choose Export or Save as, and then JPEG. An iPhone makes JPEG"
            " after Settings, Camera, Formats, Most Compatible."
        ),
        "image-format",
    )


def _other(sort: str) -> RefusedPicture:
    if sort == "RAW":
        message = say("This is a photograph as cameras keep it (RAW), and browsers do not show it.")
    elif sort == "PDF":
        message = say("This is a document (PDF), with the name of a picture.")
    else:
        message = say("This is a picture of the sort {sort}, and browsers do not show it.", sort=sort)
    hint = say("Open it, choose Export or Save as, and then JPEG for a photograph or PNG for a drawing.")
    return RefusedPicture(message, hint, "image-format")


def broken() -> RefusedPicture:
    """Return why a picture does not go out of which part cannot be read."""
    return RefusedPicture(
        say("This picture is damaged: part of it is missing or cannot be read."),
        say("Does it open on your own computer? Then save it there again; or else fetch it again, from where it came."),
        "image-unreadable",
    )


def unusual_colours() -> RefusedPicture:
    """Return why a picture does not go out whose colours we would spoil."""
    return RefusedPicture(
        say("The colours of this picture are made for special screens (HDR), and would change."),
        say("Open it, choose Export or Save as, and then JPEG."),
        "image-format",
    )


def cropped() -> RefusedPicture:
    """Return why a picture does not go out of which a part is cut off by a note alone."""
    return RefusedPicture(
        say("Part of this picture was cut off, but is still in the file."),
        say("Open it, choose Export or Save as, and then JPEG."),
        "image-format",
    )


def no_picture() -> RefusedPicture:
    """Return why a file of another sort than a picture is not shown as one."""
    return RefusedPicture(
        say("This file is no picture, so nothing of it is seen here."),
        say("Lead to it with a link, or choose a picture that ends in {endings}.", endings=[*FORMATS, ".svg"]),
        "image-format",
    )
