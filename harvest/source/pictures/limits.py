"""Limit what reading a picture may take, by what its first bytes say and before anything is unpacked."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from harvest.problems.problem import say
from harvest.source.pictures.formats import RefusedPicture

MEGABYTE = 1024 * 1024
MAX_BYTES = 100 * MEGABYTE
"""The most bytes of a file; the largest photographs of telephones have half of that."""
MAX_MEMORY = 260 * MEGABYTE
"""The most memory that unpacking a picture may take, so that a whole build stays below 400 MB."""
MAX_PIXELS = 250_000_000
"""The most pixels of a picture that is read in strips; the largest sensors of telephones have 200 million."""
MAX_GIF = 250_000_000
"""The most pixels of all frames of a GIF together; one of them is in memory at a time."""
MAX_SCANNED = 2_500_000_000
"""The most pixels that are gone over in a JPEG; each of its scans goes over them all."""

_SMALLER = say("Make it smaller and save it again: 2,000 pixels on the longer side are enough.")


@dataclass(frozen=True, slots=True)
class Fit:
    """The most pixels a picture may have each way; a larger one is made to fit. `still` leaves one frame."""

    width: int
    height: int
    still: bool = False

    def scaled(self, width: int, height: int) -> tuple[int, int]:
        """Return the size that fits, in the same proportions and never larger."""
        scale = min(self.width / width, self.height / height, 1)
        return max(round(width * scale), 1), max(round(height * scale), 1)

    def turned(self) -> Fit:
        """Return what fits a picture that lies on its side."""
        return Fit(self.height, self.width, self.still)


SITE = Fit(2000, 2000)
PAPER = Fit(ceil(118 / 25.4 * 300), ceil(120 / 25.4 * 300), still=True)
"""300 dots to the inch, as wide as the text of the booklet and as high as it prints a picture (booklet.css)."""


def hold_bytes(size: int) -> None:
    """Raise `RefusedPicture` for a file with too many bytes."""
    if size > MAX_BYTES:
        message = say(
            "This picture has {size} MB, and {most} MB is the most.", size=size // MEGABYTE, most=MAX_BYTES // MEGABYTE
        )
        raise RefusedPicture(message, _SMALLER, "image-too-large")


def hold_size(width: int, height: int, memory: float, scans: int = 1) -> None:
    """Raise `RefusedPicture` for a picture whose unpacking takes too many bytes of memory, or too long."""
    pixels = width * height
    if pixels > MAX_PIXELS or memory > MAX_MEMORY or pixels * scans > MAX_SCANNED:
        message = say(
            "This picture of {width} by {height} pixels takes more memory or time to read than a build may use.",
            width=width,
            height=height,
        )
        raise RefusedPicture(message, _SMALLER, "image-too-large")


def hold_frames(width: int, height: int, frames: int, memory: float = 0) -> None:
    """Raise `RefusedPicture` for a moving picture whose frames take too many bytes of memory, or too long."""
    if width * height * frames > MAX_GIF or memory > MAX_MEMORY:
        message = say(
            "This moving picture has {frames} frames of {width} by {height} pixels, more than a build may read.",
            frames=frames,
            width=width,
            height=height,
        )
        hint = say("Make it shorter or smaller, or show one frame of it.")
        raise RefusedPicture(message, hint, "image-too-large")
