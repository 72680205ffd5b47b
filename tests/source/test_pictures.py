"""Photographs and other pictures of pixels: written anew, with what they show and nothing else."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFile, ImageOps
from PIL.PngImagePlugin import PngInfo

from harvest.source.pictures import PAPER, SITE, RefusedPicture, clean_file, clean_photograph, tidy
from harvest.source.pictures import cache as pictures_cache
from harvest.source.refusal import Refusal

MARK = b"Piet de Wit"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + MARK + b"</x:xmpmeta>"
ARTIST, ORIENTATION = 0x013B, 0x0112


def exif(turn: int = 1) -> bytes:
    """Return the data of a camera: who, where, and how it was held."""
    data = Image.Exif()
    data[ARTIST] = MARK.decode()
    data[ORIENTATION] = turn
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 0.0)})
    return data.tobytes()


def drawn(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture that is red on the left and blue on the right."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    return picture


def packed(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as the bytes of a file."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """Return the picture in these bytes."""
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def near(one: Any, other: Any, by: int = 30) -> bool:
    """Whether two colours look alike."""
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def refused(content: bytes, ending: str = "") -> Refusal:
    """Return why a picture is refused."""
    with pytest.raises(RefusedPicture) as why:
        clean_photograph(content, ending)
    return why.value.refusal


def segment(marker: int, data: bytes) -> bytes:
    """Return a part of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def marked_jpeg() -> bytes:
    content = packed(drawn(), "JPEG", exif=exif(), comment=MARK, xmp=XMP)
    parts = segment(0xED, b"Photoshop 3.0\x008BIM" + MARK) + segment(0xE5, MARK) + segment(0xFE, MARK)
    return content[:2] + parts + content[2:] + packed(drawn(), "JPEG", comment=MARK) + MARK


def marked_png(**options: Any) -> bytes:
    text = PngInfo()
    text.add_text("Author", MARK.decode())
    text.add_text("Comment", MARK.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    content = packed(drawn(), "PNG", pnginfo=text, exif=exif(), **options)
    own = chunk(b"prVt", MARK) + chunk(b"tEXt", b"Note\0" + MARK) + chunk(b"zTXt", b"Note\0\0" + zlib.compress(MARK))
    return content[:-12] + own + content[-12:] + MARK


def marked_gif(**options: Any) -> bytes:
    content = packed(drawn(), "GIF", comment=MARK, **options)
    own = b"\x21\xff\x0bXMP DataXMP" + bytes([len(MARK)]) + MARK + b"\0"
    return content[:-1] + own + b"\x21\x01\x0c" + bytes(12) + bytes([len(MARK)]) + MARK + b"\0;" + MARK


FRAMES = [Image.new("RGB", (60, 40), colour) for colour in ("red", "lime", "blue")]
MOVING: dict[str, Any] = {"save_all": True, "append_images": FRAMES[1:], "duration": [100, 250, 400], "loop": 3}
MARKED: dict[str, Callable[[], bytes]] = {
    "JPEG": marked_jpeg,
    "PNG": marked_png,
    "WEBP": lambda: packed(drawn(), "WEBP", exif=exif(), xmp=XMP) + MARK,
    "WEBP lossless": lambda: packed(drawn(), "WEBP", exif=exif(), xmp=XMP, lossless=True),
    "AVIF": lambda: packed(drawn(), "AVIF", exif=exif(), xmp=XMP) + MARK,
    "GIF": marked_gif,
    "MPO": lambda: packed(drawn(), "MPO", exif=exif(), save_all=True, append_images=[FRAMES[1]]),
    "motion photo": lambda: packed(drawn(), "JPEG", exif=exif()) + b"\0\0\0\x18ftypmp42" + MARK,
    "moving PNG": lambda: packed(FRAMES[0], "PNG", exif=exif(), **MOVING) + MARK,
    "moving WEBP": lambda: packed(FRAMES[0], "WEBP", exif=exif(), xmp=XMP, **MOVING),
    "moving AVIF": lambda: packed(FRAMES[0], "AVIF", exif=exif(), **{**MOVING, "loop": 0}),
    "moving GIF": lambda: marked_gif(save_all=True, append_images=FRAMES[1:], duration=100),
}


@pytest.mark.parametrize("name", MARKED)
def test_nothing_but_what_is_seen_goes_out(name: str) -> None:
    """Not who, where and with what; no remark, no second picture, and nothing behind the end."""
    content = MARKED[name]()
    clean = clean_photograph(content)
    assert MARK in content or b"Exif" in content
    for word in (MARK, b"Exif", b"EXIF", b"xmpmeta", b"8BIM", b"ICC", b"ftypmp42", b"MPF\0"):
        assert word not in clean, word
    shown = opened(clean)
    assert shown.size == (60, 40)
    assert not shown.getexif()
    assert near(shown.convert("RGB").getpixel((5, 20)), (255, 0, 0))
    assert clean_photograph(content) == clean
    assert MARK not in clean_photograph(clean)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF"])
def test_what_moves_goes_on_moving(kind: str) -> None:
    """With the same frames, times and number of rounds; on paper it stands still."""
    content = packed(FRAMES[0], kind, **(MOVING if kind != "AVIF" else {**MOVING, "loop": 0}))
    shown = opened(clean_photograph(content))
    times = []
    for number, colour in enumerate([(255, 0, 0), (0, 255, 0), (0, 0, 255)]):
        shown.seek(number)
        shown.load()
        assert near(shown.convert("RGB").getpixel((30, 20)), colour)
        times.append(shown.info["duration"])
    assert getattr(shown, "n_frames") == 3  # noqa: B009  (the class is that of the format)
    assert times == [100, 250, 400]
    assert kind == "AVIF" or shown.info["loop"] == 3
    assert getattr(opened(clean_photograph(content, fit=PAPER)), "n_frames", 1) == 1


def test_a_picture_for_programs_that_show_none_moving_stays_home() -> None:
    """Nobody has seen what it shows since every browser can."""
    content = packed(
        Image.new("RGB", (60, 40), "white"), "PNG", default_image=True, **{**MOVING, "append_images": FRAMES}
    )
    shown = opened(clean_photograph(content))
    assert getattr(shown, "n_frames") == 3  # noqa: B009  (the class is that of the format)
    assert near(shown.convert("RGB").getpixel((30, 20)), (255, 0, 0))


def test_a_gif_keeps_each_colour_and_each_frame_its_own_place() -> None:
    """Transparent parts, frames that are smaller than the whole, and what is taken away in between."""
    frames = []
    for number in range(4):
        frame = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
        ImageDraw.Draw(frame).rectangle((number * 8, 5, number * 8 + 10, 20), fill=(40 * number, 200, 90, 255))
        frames.append(frame)
    content = packed(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=80, disposal=2)
    before, after = opened(content), opened(clean_photograph(content))
    for number in range(4):
        before.seek(number)
        after.seek(number)
        assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def test_what_lies_outside_a_moving_picture_stays_home() -> None:
    """A frame may be larger than the picture; what is beyond its edge nobody sees."""
    content = packed(drawn(60, 40), "GIF")
    small = clean_photograph(content[:6] + struct.pack("<HH", 20, 10) + content[10:])
    assert opened(small).size == (20, 10)
    assert small[small.index(b",\0\0\0\0") + 5 :].startswith(struct.pack("<HH", 20, 10))


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_upright(kind: str, turn: int) -> None:
    """However the camera was held; also where it is made to fit."""
    for size in ((60, 40), (2400, 30)):
        content = packed(drawn(*size), kind, exif=exif(turn))
        upright = ImageOps.exif_transpose(opened(content)).convert("RGB")
        shown = opened(clean_photograph(content)).convert("RGB")
        assert max(shown.size) == min(max(size), 2000)
        assert (shown.width > shown.height) == (upright.width > upright.height)
        for part in (0.1, 0.9):
            before, after = (one.getpixel((int(part * one.width), int(part * one.height))) for one in (upright, shown))
            assert near(before, after)


def modes() -> Iterable[tuple[str, Image.Image, dict[str, Any]]]:
    """Yield pictures of every sort of PNG."""
    yield from ((mode, drawn().convert(mode), {}) for mode in ("1", "L", "LA", "P", "RGB", "RGBA"))
    yield "16 bits", Image.frombytes("I;16", (60, 40), bytes(range(240)) * 20), {}
    yield "a colour that is not seen", drawn(), {"transparency": (255, 0, 0)}
    palette = drawn().convert("P")
    yield "a palette with a number that is not seen", palette, {"transparency": palette.getpixel((1, 1))}


@pytest.mark.parametrize(("picture", "options"), [case[1:] for case in modes()], ids=[case[0] for case in modes()])
def test_a_png_loses_no_colour(picture: Image.Image, options: dict[str, Any]) -> None:
    before = opened(packed(picture, "PNG", dpi=(300, 300), **options))
    after = opened(clean_photograph(packed(picture, "PNG", dpi=(300, 300), **options)))
    assert before.mode == after.mode
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()
    assert [round(dots) for dots in after.info["dpi"]] == [300, 300]


def test_a_jpeg_stays_as_it_was_packed() -> None:
    """It is coded with the same tables, so that hardly a pixel changes; no more than needed is coded anew."""
    picture = Image.radial_gradient("L").convert("RGB")
    for options in ({"quality": 35}, {"quality": 90, "subsampling": 0}, {"quality": 60, "progressive": True}):
        content = packed(picture, "JPEG", **options)
        before, after = opened(content), opened(clean_photograph(content))
        assert before.quantization == after.quantization  # type: ignore[attr-defined]
        pairs = zip(before.tobytes(), after.tobytes(), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 6


def test_a_webp_without_loss_has_none() -> None:
    picture = Image.effect_noise((50, 40), 80).convert("RGB")
    assert opened(clean_photograph(packed(picture, "WEBP", lossless=True))).tobytes() == picture.tobytes()


def profile(kind: str) -> bytes:
    """Return a profile of colours that somebody made: sRGB with a name in it, or one with red and blue exchanged."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    if kind == "other":
        content = bytearray(
            content.replace(b"rXYZ", b"xXYZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"xXYZ", b"bXYZ", 1)
        )
    return bytes(content.replace(b"s\0R\0G\0B", b"P\0i\0e\0t", 1)) if kind == "named" else bytes(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_colours_stay_without_the_profile(kind: str) -> None:
    """A profile that does nothing goes; of another the colours are brought over, so the picture looks the same."""
    for name, colour in (("named", (255, 0, 0)), ("other", (0, 0, 255))):
        content = packed(drawn(), kind, icc_profile=profile(name))
        shown = opened(clean_photograph(content))
        assert "icc_profile" not in shown.info
        assert near(shown.convert("RGB").getpixel((5, 20)), colour)
    broken = packed(drawn(), kind, icc_profile=b"Piet" * 50)
    assert b"Piet" not in clean_photograph(broken)


def test_inks_become_colours() -> None:
    """Browsers do not agree on how to show inks, and paper is printed from colours too."""
    shown = opened(clean_photograph(packed(drawn().convert("CMYK"), "JPEG")))
    assert shown.mode == "RGB"
    assert near(shown.getpixel((5, 20)), (255, 0, 0))


def test_light_that_a_png_tells_stays() -> None:
    light = PngInfo()
    light.add(b"gAMA", struct.pack(">I", 100000))
    assert opened(clean_photograph(packed(drawn(), "PNG", pnginfo=light))).info["gamma"] == 1
    words = PngInfo()
    words.add(b"gAMA", b"Piet")
    words.add(b"cHRM", b"Piet" * 8)
    assert b"Piet" not in clean_photograph(packed(drawn(), "PNG", pnginfo=words))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_large_picture_is_made_to_fit_and_a_small_one_never_larger(kind: str) -> None:
    content = packed(drawn(2600, 1300), kind)
    assert opened(clean_photograph(content)).size == (2000, 1000)
    paper = opened(clean_photograph(content, fit=PAPER))
    assert (paper.width, paper.height) == (1394, 697)
    assert opened(clean_photograph(packed(drawn(), kind), fit=PAPER)).size == (60, 40)
    if kind != "GIF":
        held = clean_photograph(packed(drawn(2600, 1300), kind, exif=exif(6)), fit=PAPER)
        assert opened(held).size == (709, 1418)


def test_what_is_rubbed_out_is_gone_and_edges_get_no_dark_rim() -> None:
    """Where nothing is seen nothing lies any more, and at the edge the colour is that of the drawing."""
    picture = Image.new("RGBA", (2400, 1200), (1, 2, 3, 0))
    ImageDraw.Draw(picture).ellipse((300, 100, 1700, 1100), fill=(250, 20, 20, 255))
    for size in ((2400, 1200), (600, 300)):
        shown = opened(clean_photograph(packed(picture.resize(size), "PNG")))
        colours: set[Any] = {pixel for _, pixel in shown.getcolors(1 << 20) or ()}
        assert {pixel for pixel in colours if pixel[3] == 0} == {(255, 255, 255, 0)}
        assert all(near(pixel[:3], (250, 20, 20), 60) for pixel in colours if pixel[3] > 25)
    palette = drawn().convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    palette.putpalette([*(palette.getpalette() or [])[:6], *MARK, 0])
    assert MARK not in clean_photograph(packed(palette, "PNG"))
    own = b"\x82" + bytes(12) + MARK + b"\0"  # eight colours, of which the frame shows the first alone
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x82, 0, 0) + own[1:]
    gif = head + b",\0\0\0\0\1\0\1\0" + own + b"\x02\x02\x44\x01\0;"
    assert MARK in gif
    assert MARK not in clean_photograph(gif)


def test_a_name_that_lies_decides_only_what_it_becomes() -> None:
    """The picture is written as what its name says; what it is, is told by what is in it."""
    for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF"):
        for ending, sort in ((".jpg", "JPEG"), (".png", "PNG"), (".webp", "WEBP"), (".avif", "AVIF"), (".gif", "GIF")):
            shown = opened(clean_photograph(packed(drawn(), kind), ending))
            assert shown.format == sort
            assert near(shown.convert("RGB").getpixel((5, 20)), (255, 0, 0))
    seen = opened(clean_photograph(packed(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"), ".JPG"))
    assert seen.getpixel((1, 1)) == (255, 255, 255)


def flat(width: int, height: int) -> bytes:
    """Return a PNG of one colour in few bytes."""
    packer = zlib.compressobj(9)
    rows = [packer.compress(bytes(width + 1)) for _ in range(height if width * height < 1 << 26 else 1)]
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", b"".join(rows) + packer.flush()) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def cut(kind: str, part: float = 0.6) -> bytes:
    content = packed(Image.effect_noise((60, 40), 90).convert("RGB"), kind)
    return content[: int(len(content) * part)]


def wrong_checksum() -> bytes:
    content = bytearray(packed(drawn(), "PNG"))
    at = content.index(b"IDAT")
    length = int.from_bytes(content[at - 4 : at], "big")
    content[at + 4 + length] ^= 1
    return bytes(content)


REFUSED = {
    "empty": (b"", "image-unreadable"),
    "zeros": (bytes(500), "image-unreadable"),
    "words": (b"no picture", "image-unreadable"),
    "Git LFS": (b"version https://git-lfs.github.com/spec/v1\n", "image-unreadable"),
    "half a JPEG": (cut("JPEG"), "image-unreadable"),
    "half a PNG": (cut("PNG"), "image-unreadable"),
    "half a WebP": (cut("WEBP"), "image-unreadable"),
    "half an AVIF": (cut("AVIF"), "image-unreadable"),
    "half a GIF": (cut("GIF"), "image-unreadable"),
    "the head of a JPEG": (cut("JPEG")[:40], "image-unreadable"),
    "a PNG with a wrong checksum": (wrong_checksum(), "image-unreadable"),
    "a PNG of no rows": (flat(10, 0), "image-unreadable"),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image-format"),
    "a film": (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "image-format"),
    "TIFF": (packed(drawn(), "TIFF"), "image-format"),
    "BMP": (packed(drawn(), "BMP"), "image-format"),
    "Photoshop": (b"8BPS\0\1", "image-format"),
    "Canon": (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "image-format"),
    "SVG": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "image-format"),
    "SVG in UTF-16": ("<svg/>".encode("utf-16"), "image-format"),
    "HTML": (b"\n<!DOCTYPE html><script>1</script>", "image-format"),
    "PDF": (b"%PDF-1.7", "image-format"),
    "900 megapixels": (flat(30000, 30000), "image-too-large"),
    "a WebP of 268 megapixels": (
        b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\xff\xff\xff\x0f" + bytes(9),
        "image-too-large",
    ),
    "a GIF of 983 megapixels": (b"GIF89azzzz   ", "image-too-large"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, code: str) -> None:
    why = refused(content, ".jpg")
    assert why.code == code
    assert why.message.text
    assert why.hint.text


def test_half_a_picture_is_refused_whatever_another_library_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint asks Pillow to show what there is of one, in the whole process, as soon as somebody imports it."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    for sort in ("JPEG", "PNG", "WEBP"):
        assert refused(cut(sort)).code == "image-unreadable"
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_what_only_a_number_tells_is_refused() -> None:
    """Colours of screens that are brighter than paper, and a part that is cut off but still there."""
    avif = packed(drawn(), "AVIF")
    at = avif.index(b"colrnclx") + 8
    for numbers in (b"\0\x09\0\x01", b"\0\x01\0\x10"):
        assert refused(avif[:at] + numbers + avif[at + 4 :]).code == "image-format"
    at = avif.index(b"pixi") - 4
    assert refused(avif[:at] + b"\0\0\0\x28clap" + bytes(32) + avif[at:]).code == "image-format"
    png = packed(drawn(), "PNG")
    assert refused(png[:33] + chunk(b"cICP", b"\x09\x10\0\1") + png[33:]).code == "image-format"
    assert clean_photograph(png[:33] + chunk(b"cICP", b"\1\x0d\0\1") + png[33:])


def test_what_moves_too_long_is_refused() -> None:
    """By the frames that it says it has, before one is unpacked."""
    frame = b",\0\0\0\0\1\0\1\0\0\x02\x02\x44\x01\0"
    gif = b"GIF89a" + struct.pack("<HHBBB", 2000, 2000, 0x80, 0, 0) + bytes(6) + frame * 100 + b";"
    assert refused(gif).code == "image-too-large"
    bomb = packed(drawn(4000, 4000), "JPEG", progressive=True)
    scan = bomb[bomb.rindex(b"\xff\xda") : -2]
    assert refused(bomb[:-2] + scan * 300 + bomb[-2:]).code == "image-too-large"


PEAK = """
import resource, sys
from pathlib import Path
from harvest.source.pictures import SITE, RefusedPicture, clean_file
try:
    done = str(len(clean_file(Path(sys.argv[1]), SITE)))
except RefusedPicture as refused:
    done = refused.refusal.code
print(done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1 << 20))
"""
# The memory of a process counts that of the one it was forked from, so another small one stands in between.
BETWEEN = "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]], check=True)"


def peak(path: Path) -> tuple[str, int]:
    """Return what became of a picture, and the most MB that this took."""
    command = [sys.executable, "-c", BETWEEN, PEAK, str(path)]
    done, megabytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return done, int(megabytes)


def test_a_picture_of_200_megapixels_takes_less_than_400_megabytes(tmp_path: Path) -> None:
    """A photograph is made to fit while it is read; a drawing that takes more is refused unread."""
    photograph = Image.new("L", (16320, 12240), 128)
    photograph.save(tmp_path / "a.jpg", exif=exif())
    del photograph
    done, megabytes = peak(tmp_path / "a.jpg")
    assert done.isdecimal()
    assert megabytes < 400
    head = struct.pack(">IIBBBBB", 13000, 13000, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(bytes(39001)))
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b""))
    done, megabytes = peak(tmp_path / "b.png")
    assert done == "image-too-large"
    assert megabytes < 100


def test_a_picture_is_kept_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder for this account alone and out of git; the same bytes with it and without."""
    path, cache = tmp_path / "a.jpg", tmp_path / ".cache"
    path.write_bytes(marked_jpeg())
    clean = clean_file(path, SITE)
    assert clean_file(path, SITE, cache) == clean
    (entry,) = [one for one in (cache / "pictures").iterdir() if one.name != ".gitignore"]
    assert (cache / ".gitignore").read_text("utf-8") == "*\n"
    assert [one.stat().st_mode & 0o777 for one in (cache, cache / "pictures", entry)] == [0o700, 0o700, 0o600]
    assert MARK not in entry.read_bytes()

    monkeypatch.setattr("harvest.source.pictures.clean.clean", lambda *_: pytest.fail("it was kept"))
    assert clean_file(path, SITE, cache) == clean
    monkeypatch.undo()
    for damaged in (b"", entry.read_bytes()[:-5], entry.read_bytes() + MARK, bytes(32) + marked_jpeg()):
        entry.write_bytes(damaged)
        assert clean_file(path, SITE, cache) == clean
    assert clean_file(path, PAPER, cache) == clean
    assert len(list((cache / "pictures").iterdir())) == 2


def test_what_others_put_in_the_cache_does_not_go_out(tmp_path: Path) -> None:
    """A folder that came along with a copy or out of git has other rights, and a shortcut leads anywhere."""
    path, cache = tmp_path / "a.jpg", tmp_path / ".cache"
    path.write_bytes(marked_jpeg())
    clean = clean_file(path, SITE, cache)
    (entry,) = (cache / "pictures").iterdir()
    entry.write_bytes(sha256(marked_jpeg()).digest() + marked_jpeg())
    (cache / "pictures").chmod(0o755)
    assert clean_file(path, SITE, cache) == clean
    assert clean_file(path, SITE, cache) == clean
    elsewhere = tmp_path / "elders"
    (elsewhere / "pictures").mkdir(parents=True)
    (elsewhere / "pictures/mine.txt").write_text("x", "utf-8")
    (tmp_path / "snel").symlink_to(elsewhere)
    assert clean_file(path, SITE, tmp_path / "snel") == clean
    assert [one.name for one in (elsewhere / "pictures").iterdir()] == ["mine.txt"]


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(marked_png())
    (tmp_path / ".cache").write_text("a file", "utf-8")
    assert clean_file(tmp_path / "a.png", SITE, tmp_path / ".cache") == clean_file(tmp_path / "a.png", SITE)


def test_the_cache_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used last stays."""
    cache = tmp_path / ".cache"
    for number in range(4):
        path = tmp_path / f"{number}.png"
        path.write_bytes(packed(Image.effect_noise((50, 50), number + 10), "PNG"))
        clean_file(path, SITE, cache)
        for entry in (cache / "pictures").iterdir():
            if entry.stat().st_mtime > 10:
                os.utime(entry, (number, number))
    entries = list((cache / "pictures").iterdir())
    most = sum(entry.stat().st_size for entry in entries if entry.stat().st_mtime > 1)
    monkeypatch.setattr(pictures_cache, "MOST", most)
    tidy(cache)
    assert sorted(entry.stat().st_mtime for entry in (cache / "pictures").iterdir()) == [2, 3]


def test_a_picture_that_changed_is_made_again(tmp_path: Path) -> None:
    path, cache = tmp_path / "a.png", tmp_path / ".cache"
    for colour in ("red", "blue"):
        path.write_bytes(packed(Image.new("RGB", (9, 9), colour), "PNG"))
        assert opened(clean_file(path, SITE, cache)).getpixel((1, 1)) == Image.new("RGB", (1, 1), colour).getpixel(
            (0, 0)
        )
