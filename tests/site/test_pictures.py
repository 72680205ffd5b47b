"""Pictures: what goes out shows what is on them, and not where or by whom they were taken."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf, Stream
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from harvest.source.drawings import MAX_BYTES, RefusedDrawing, clean_drawing
from harvest.source.outgoing import without_metadata
from tests.building import built_well, run, tree
from tests.drawing import CONFIG, Write, pattern

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


def test_a_photograph_with_another_behind_it_tells_only_what_it_shows(tmp_path: Path) -> None:
    """Telephones write such files, as `.jpg`."""
    exif = Image.Exif()
    exif[ARTIST] = "Piet"
    first, second = (Image.new("RGB", (60, 40), colour) for colour in ("red", "blue"))
    first.save(tmp_path / "a.jpg", "MPO", exif=exif, save_all=True, append_images=[second])
    assert b"Piet" in (tmp_path / "a.jpg").read_bytes()
    clean = without_metadata(tmp_path / "a.jpg")
    assert b"Piet" not in clean
    with Image.open(BytesIO(clean)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (60, 40))
        red, green, blue = shown.convert("RGB").getpixel((30, 20))  # type: ignore[misc]
        assert red > 200 > 50 > max(green, blue)


DRAWING = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by Piet -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 20"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" sodipodi:docname="/home/Piet/groep.svg"
  inkscape:export-filename="C:\\Users\\Piet\\groep.png">
  <title>De groep</title>
  <sodipodi:namedview><inkscape:page id="Piet"/></sodipodi:namedview>
  <metadata><dc:creator>Piet</dc:creator></metadata>
  <style>g > circle { fill: red }<!-- Piet --></style>
  <g inkscape:label="Piet"><circle id="hoofd" cx="5" cy="5" r="4"/><use xlink:href="#hoofd" x="9"/></g>
  <text xml:space="preserve">Wij <dc:x>Piet</dc:x>samen &amp; toch</text>
</svg>
"""


def test_a_drawing_tells_only_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(DRAWING, "utf-8")
    clean = without_metadata(tmp_path / "a.svg").decode()
    assert "Piet" not in clean
    assert clean.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">')
    for kept in (
        r'<g><circle id="(d\w+-1)" cx="5" cy="5" r="4" fill="red"/><use href="#\1" x="9"/></g>',
        r'<text xml:space="preserve">Wij samen &amp; toch</text>',
    ):
        assert re.search(kept, clean)
    (tmp_path / "b.svg").write_text(clean, "utf-8")
    assert without_metadata(tmp_path / "b.svg").decode() == clean


REFUSED = {
    "unclosed": (b"<svg", "unsafe-link", 1),
    "empty": (b"", "unsafe-link", 1),
    "no text": (b"<svg>\n\xff</svg>", "not-text", 2),
    "UTF-16": ("<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16"), "not-text", 1),
    "too large": (b"<svg>" + b" " * MAX_BYTES + b"</svg>", "too-large", 1),
    "far behind": (b"<svg>" + b" " * (5 << 20) + b"\n<script/></svg>", "unsafe-link", 2),
    "too deep": (b"<svg>" + b"<g>" * 5000 + b"</g>" * 5000 + b"</svg>", "unsafe-link", 1),
    "an entity": (
        b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>\n<svg>\n&nbsp;</svg>",
        "unsafe-link",
        3,
    ),
    "escaped over two lines": (b"<svg><style>\n\na { fill: u\\72\nl(x.svg) }</style></svg>", "unsafe-link", 3),
    "an event": (b"<svg>\n<g id='onclick'\n\nonclick=''/></svg>", "unsafe-link", 4),
    "base": (b"<svg xml:base='https://example.org/'/>", "unsafe-link", 1),
    "a drawing in a drawing": (b"<svg><image href='data:image/svg+xml,x'/></svg>", "unsafe-link", 1),
    "a text as address": (b"<svg><style>a { mask: image-set('x.png' 1x) }</style></svg>", "unsafe-link", 1),
}


@pytest.mark.parametrize(("content", "code", "line"), REFUSED.values(), ids=REFUSED)
def test_nothing_of_a_drawing_that_does_more_goes_out(tmp_path: Path, content: bytes, code: str, line: int) -> None:
    (tmp_path / "a.svg").write_bytes(content)
    with pytest.raises(RefusedDrawing) as refused:
        without_metadata(tmp_path / "a.svg")
    assert (refused.value.refusal.code, refused.value.refusal.line) == (code, line)


def test_an_encoding_that_a_drawing_only_claims_counts_for_nothing() -> None:
    """It was read as UTF-8, so it goes out as that."""
    claimed = "<?xml version='1.0' encoding='utf-7'?><svg xmlns='http://www.w3.org/2000/svg'><text>é</text></svg>"
    assert clean_drawing(claimed.encode()).decode() == '<svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>'


def test_the_site_gets_the_clean_picture(write: Write) -> None:
    text = "![De groep](../beelden/groep.jpg)\n\n![De groep](../beelden/groep.svg)"
    folder = write({"content/patronen/een.md": pattern("Een", text=text), "content/beelden/groep.svg": DRAWING})
    picture(folder / "content/beelden/groep.jpg", turned=False)
    assert run("harvest", "build", folder=folder).returncode == 0
    assert b"Piet" not in (folder / "site/beelden/groep.jpg").read_bytes()
    assert b"Piet" not in (folder / "site/beelden/groep.svg").read_bytes()


def test_pictures_go_out_that_a_page_names_and_no_others(write: Write) -> None:
    """Whether the page shows it or leads to it; a picture that lies beside them, or that only a draft names, stays."""
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><title>{}</title></svg>"
    names = ("begin", "over", "kaart", "concept", "niemand", "over-oud")
    folder = write(
        {
            "content/index.md": "---\ntitel: Begin\nview: home\n---\n\n![Een lijst](beelden/begin.svg)\n",
            "content/over.md": "---\ntitel: Over\n---\n\nZie [de tekening](beelden/over.svg).\n",
            "content/patronen/een.md": pattern("Een", text="![Een lijst](../beelden/kaart.svg)"),
            "content/patronen/twee.md": pattern("Twee", status="concept", text="![Een lijst](../beelden/concept.svg)"),
            **{f"content/beelden/{name}.svg": drawing.format(name) for name in names},
        }
    )
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.stem for path in (folder / "site/beelden").iterdir()} == {"begin", "over", "kaart"}


def test_the_booklet_gets_the_clean_picture(write: Write) -> None:
    """And no larger than it prints, of any sort; with what is kept from the last time the bytes are the same."""
    kinds = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
    text = "\n\n".join(f"![De groep](../beelden/groep.{ending})" for ending in kinds)
    folder = write(
        {
            "mkdocs.yml": CONFIG.replace("print: false", "print: true"),
            "content/patronen/een.md": pattern("Een", text=text),
        }
    )
    exif = Image.Exif()
    exif[ARTIST] = "Piet"
    (folder / "content/beelden").mkdir()
    for ending, kind in kinds.items():
        options = {"comment": b"Piet"} if kind == "GIF" else {"exif": exif}
        Image.new("RGB", (2400, 300), "red").save(folder / f"content/beelden/groep.{ending}", kind, **options)
    built_well(folder)
    first = tree(folder / "site")
    booklet = folder / "booklet.pdf"
    (folder / "site/print/booklet.pdf").rename(booklet)
    built_well(folder, "--no-print")
    again = tree(folder / "site")
    for site in (first, again):
        assert not any(b"Piet" in content for content in site.values())
    for name in kinds:
        path = f"beelden/groep.{name}"
        assert first[path] == again[path]
        with Image.open(BytesIO(first[path])) as shown:
            assert shown.size == (2000, 250)
    assert len(list((folder / ".cache/pictures").iterdir())) == 2 * len(kinds)
    with Pdf.open(booklet) as pdf:
        images = [one for one in pdf.objects if isinstance(one, Stream) and one.get("/Subtype") == "/Image"]
        sizes = {(int(image.Width), int(image.Height)) for image in images}
    assert sizes == {(1394, 174)}


def test_a_broken_photograph_is_told_where_it_is_named(write: Write) -> None:
    """By `check`, and so by the build, with or without a booklet; the preview shows the rest."""
    folder = write({"content/patronen/een.md": pattern("Een", text="![De groep](../beelden/groep.jpg)")})
    whole = picture(folder / "content/beelden/groep.jpg", turned=False)
    whole.write_bytes(whole.read_bytes()[:400])
    for command in (["check"], ["build", "--no-print"]):
        done = run("harvest", *command, folder=folder)
        assert done.returncode == 1, done.stderr
        assert "content/patronen/een.md:14:1\n  «beelden/groep.jpg» kan zo niet mee. Dit beeld is besch" in done.stdout
    assert not (folder / "site").exists()
