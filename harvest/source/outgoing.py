"""Tell which files of the content may go out, by their endings, and return pictures as they may."""

from __future__ import annotations

from pathlib import Path

from harvest.problems.problem import Message, say
from harvest.source.documents import DOCUMENTS
from harvest.source.drawings import clean_drawing
from harvest.source.pictures import PHOTOGRAPHS, SITE, Fit, clean_file

PICTURES = (*PHOTOGRAPHS, ".svg")
"""The endings of pictures that go out."""

PUBLISHED = frozenset((*PICTURES, *DOCUMENTS))
"""Endings of files that may be published; no other files are."""

_RECORDINGS = frozenset(".mp3 .m4a .wav .ogg .oga .opus .flac .aac .wma .mp4 .m4v .mov .webm .ogv .avi .mkv".split())
_PACKED = frozenset(".zip .7z .rar .tar .gz .tgz".split())
_OF_ANOTHER_PROGRAM = frozenset(".doc .docm .dot .dotx .rtf .pages .ppt .pptm .pps .key .xls .xlsm .numbers".split())


def instead(path: str) -> Message:
    """Return what to do with a file that does not go to the site."""
    ending = f".{path.lower().rpartition('.')[2]}"
    if ending in _RECORDINGS:
        return say(
            "People can be recognised in a recording, and no check can listen. May everybody hear or see it?"
            " Then put it on a site of your own, and link to it there."
        )
    if ending in _PACKED:
        return say("Nobody sees what is packed in it. Link to each of the files, or put it on a site of your own.")
    if ending in _OF_ANOTHER_PROGRAM:
        return say("Save it as {endings}.", endings=[".pdf", ".docx", ".xlsx", ".odt"])
    return say("Save it as {endings}, or leave it out.", endings=[".svg", ".png", ".jpg", ".webp", ".pdf"])


def without_metadata(path: Path, fit: Fit = SITE, cache: Path | None = None) -> bytes:
    """Return a picture or drawing as it may go out; `cache` is the folder `.cache`, where photographs are kept.

    Raises `OSError` when it cannot be opened, and `RefusedFile`.
    """
    return clean_drawing(path.read_bytes()) if path.suffix.lower() == ".svg" else clean_file(path, fit, cache)
