"""Pictures: what goes out shows what is on them, and not where or by whom they were taken."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from harvest.pictures import without_metadata
from tests.site.conftest import CONFIG, Write, pattern, run

ARTIST, ORIENTATION, GPS = 0x013B, 0x0112, 0x8825


def picture(path: Path, *, turned: bool) -> Path:
    """A photograph that tells more than it shows."""
    exif = Image.Exif()
    exif[ARTIST] = "Piet"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 22.0, 0.0)})
    if turned:
        exif[ORIENTATION] = 6
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.radial_gradient("L").convert("RGB").resize((60, 40))
    if path.suffix == ".png":
        text = PngInfo()
        text.add_text("Author", "Piet")
        image.save(path, exif=exif, pnginfo=text)
    elif path.suffix == ".webp":
        image.save(path, exif=exif)
    else:
        image.save(path, exif=exif, comment=b"Piet")
    return path


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_picture_tells_only_what_it_shows(tmp_path: Path, name: str, turned: bool) -> None:
    path = picture(tmp_path / name, turned=turned)
    assert b"Piet" in path.read_bytes()
    clean = without_metadata(path)
    assert b"Piet" not in clean
    with Image.open(BytesIO(clean)) as shown:
        assert not shown.getexif()
        assert shown.size == ((40, 60) if turned else (60, 40))


def test_what_is_no_picture_comes_back_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    assert without_metadata(tmp_path / "a.jpg") == b"no picture"


def test_the_site_gets_the_clean_picture(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een", text="![De groep](../beelden/groep.jpg)")})
    picture(folder / "content/beelden/groep.jpg", turned=False)
    assert run("harvest", "build", folder=folder).returncode == 0
    assert b"Piet" not in (folder / "site/beelden/groep.jpg").read_bytes()


def test_the_booklet_gets_the_clean_picture(write: Write) -> None:
    folder = write(
        {
            "mkdocs.yml": CONFIG.replace("print: false", "print: true"),
            "content/patronen/een.md": pattern("Een", text="![De groep](../beelden/groep.jpg)"),
        }
    )
    picture(folder / "content/beelden/groep.jpg", turned=False)
    made = run("harvest", "build", folder=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    booklet = (folder / "site/print/booklet.pdf").read_bytes()
    assert b"DCTDecode" in booklet
    assert b"Piet" not in booklet
