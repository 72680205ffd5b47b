"""Write a GIF anew, frame by frame: its pixels, colours and timing, and nothing else.

Pillow would mix the colours of all frames anew and hold all of them in memory; here each frame keeps its own.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import GifImagePlugin, Image

from harvest.source.pictures.formats import broken
from harvest.source.pictures.limits import hold_frames, hold_size

_EXTENSION, _FRAME, _END = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_HAS_TABLE, _INTERLACED = 0x80, 0x40
_MEMORY = 5
"""The bytes of memory that a pixel takes while it is read, as measured."""


@dataclass(frozen=True, slots=True)
class _GifFrame:
    """A frame as it stands in the file.

    `control` is its disposal, transparency and time, `table` colours of its own, `packed` its pixels.
    """

    left: int
    top: int
    width: int
    height: int
    interlaced: bool
    control: bytes
    table: bytes
    packed: bytes


@dataclass(frozen=True, slots=True)
class Gif:
    """A GIF as it is divided.

    `table` are the colours that frames without their own share, `loop` is how often it runs.
    """

    width: int
    height: int
    background: int
    table: bytes
    loop: int | None
    frames: tuple[_GifFrame, ...]


def read_gif(content: bytes) -> Gif:
    """Read how a GIF is divided; nothing is unpacked. Raises `RefusedPicture`."""
    if len(content) < 13:
        raise broken()
    width, height, flags, background = struct.unpack_from("<HHBB", content, 6)
    hold_size(width, height, width * height * _MEMORY)
    at = 13
    table, at = _table(content, at, flags)
    loop: int | None = None
    control = b""
    frames: list[_GifFrame] = []
    while at < len(content) and content[at] != _END:
        if content[at] == _EXTENSION:
            label = content[at + 1] if at + 1 < len(content) else 0
            blocks, at = _blocks(content, at + 2)
            if label == _CONTROL and blocks and len(blocks[0]) == 4:
                control = blocks[0]
            elif label == _APPLICATION and blocks[:1] in ([b"NETSCAPE2.0"], [b"ANIMEXTS1.0"]):
                loop = next((struct.unpack("<xH", block)[0] for block in blocks[1:2] if len(block) == 3), loop)
            continue
        if content[at] != _FRAME or at + 10 > len(content):
            raise broken()
        left, top, frame_width, frame_height, flags = struct.unpack_from("<HHHHB", content, at + 1)
        own, at = _table(content, at + 10, flags)
        start = at
        _, at = _blocks(content, at + 1)
        hold_frames(width, height, len(frames) + 1)
        hold_size(frame_width, frame_height, frame_width * frame_height * _MEMORY)
        frames.append(
            _GifFrame(
                left,
                top,
                frame_width,
                frame_height,
                bool(flags & _INTERLACED),
                control,
                own,
                content[start:at],
            )
        )
        control = b""
    if not frames or not width or not height:
        raise broken()
    return Gif(width, height, background, table, loop, tuple(frames))


def write_gif(gif: Gif, *, still: bool) -> bytes:
    """Return a GIF anew; with `still` its first frame. Raises `OSError` when a frame cannot be unpacked."""
    used: set[int] = set()
    pieces: list[bytes] = []
    frames = gif.frames[:1] if still else gif.frames
    for frame in frames:
        width, height = min(frame.width, gif.width - frame.left), min(frame.height, gif.height - frame.top)
        if width <= 0 or height <= 0:
            raise broken()
        # What lies outside the picture is not seen, and stays home.
        drawn = _unpacked(frame, frame.table or gif.table).crop((0, 0, width, height))
        colours = {number for number, count in enumerate(drawn.histogram()) if count}
        own = _only(frame.table, colours)
        if not frame.table:
            used |= colours
        if frame.control:
            flags, time, transparent = struct.unpack("<BHB", frame.control)
            flags &= 0x1D  # how it makes place for the next, and whether it has a transparent colour
            pieces.append(struct.pack("<BBBBHBB", _EXTENSION, _CONTROL, 4, flags, time, transparent, 0))
        pieces += [
            struct.pack("<BHHHHB", _FRAME, frame.left, frame.top, width, height, _table_flags(own)),
            own,
            b"".join(GifImagePlugin.getdata(drawn))[10:],  # without its own line of measures
        ]
    if len(frames) > 1 and gif.loop is not None:
        pieces.insert(0, struct.pack("<BBB11sBBHB", _EXTENSION, _APPLICATION, 11, b"NETSCAPE2.0", 3, 1, gif.loop, 0))
    table = _only(gif.table, used)
    background = gif.background if 3 * gif.background < len(table) else 0
    head = struct.pack("<6sHHBBB", b"GIF89a", gif.width, gif.height, 0x70 | _table_flags(table), background, 0)
    return b"".join([head, table, *pieces, bytes([_END])])


def _unpacked(frame: _GifFrame, table: bytes) -> Image.Image:
    """Return the numbers of the colours of a frame, as a picture in grey."""
    # Each is read as a GIF of its own: of a frame inside a GIF, Pillow gives what is to be seen and not the numbers.
    table = table or bytes(6)
    alone = b"".join(
        [
            struct.pack("<6sHHBBB", b"GIF89a", frame.width, frame.height, 0x70 | _table_flags(table), 0, 0),
            table,
            struct.pack("<BHHHHB", _FRAME, 0, 0, frame.width, frame.height, frame.interlaced * _INTERLACED),
            frame.packed,
            bytes([_END]),
        ]
    )
    with GifImagePlugin.GifImageFile(BytesIO(alone)) as picture:
        picture.load()
        return Image.frombytes("L", picture.size, picture.tobytes())


def _table(content: bytes, at: int, flags: int) -> tuple[bytes, int]:
    """Return the colours at this place, if any, and where they end."""
    if not flags & _HAS_TABLE:
        return b"", at
    end = at + 3 * (2 << (flags & 7))
    if end > len(content):
        raise broken()
    return content[at:end], end


def _table_flags(table: bytes) -> int:
    return _HAS_TABLE | (len(table) // 3).bit_length() - 2 if table else 0


def _only(table: bytes, used: set[int]) -> bytes:
    """Return a table of colours with black for those that nothing shows."""
    return b"".join(
        table[3 * number : 3 * number + 3] if number in used else bytes(3) for number in range(len(table) // 3)
    )


def _blocks(content: bytes, at: int) -> tuple[list[bytes], int]:
    """Return the blocks of data at this place, and where they end. Raises `RefusedPicture`."""
    blocks: list[bytes] = []
    while at < len(content):
        size = content[at]
        block = content[at + 1 : at + 1 + size]
        at += 1 + size
        if not size:
            return blocks, at
        blocks.append(block)
    raise broken()
