"""`mkdocs serve` while somebody writes: drafts marked, problems on the card's own page, never ended."""

from __future__ import annotations

import logging
import os
import socket
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from harvest.site.pages import Site
from tests.building import BIN, run
from tests.drawing import Write, pattern

SVG = "http://www.w3.org/2000/svg"


@contextmanager
def serving(folder: Path, up: Callable[[], bool] | None = None) -> Iterator[Callable[[str], str]]:
    """The preview of a publication; gives a function from path to page. `up` is asked until it is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [str(BIN / "mkdocs"), "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "true", "PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )

    def page(path: str) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
                return str(answer.read().decode())
        except URLError as error:
            return f"{error}"

    try:
        until(up or (lambda: "Serving on" in log.read_text("utf-8")), log)
        yield page
        assert process.poll() is None, log.read_text("utf-8")
        assert "Traceback" not in log.read_text("utf-8")
    finally:
        process.terminate()
        process.wait(20)


def until(holds: Callable[[], bool], log: Path | None = None) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8") if log else "it did not happen")


def test_the_preview_follows_what_is_written(write: Write) -> None:
    folder = write(
        {
            "content/patronen/een.md": pattern("Een"),
            "content/patronen/maak.md": "---\ntitel: In de maak\n---\n\n## Probleem\n\nZie [[Eeen]].\n",
        }
    )
    card = folder / "content/patronen/maak.md"
    with serving(folder) as page:
        first = page("patronen/maak/")
        assert "concept" in first  # marked as a draft
        assert "[[Eeen]]" in first  # and its problem told
        assert "«Een»" in first or "[[Een]]" in first
        assert "[[Eeen]]" not in page("patronen/een/")

        card.write_text("---\ntitel: In de maak\n---\n\n## Probleem\n\nNu zonder fout.\n", "utf-8")
        until(lambda: "Nu zonder fout." in page("patronen/maak/"))
        assert "[[Eeen]]" not in page("patronen/maak/")

        card.write_text("---\ntitel: In: de maak\n---\n\n## Probleem\n\nDe tekst blijft staan.\n", "utf-8")
        until(lambda: "aanhalingstekens" in page("patronen/maak/"))
        assert "De tekst blijft staan." in page("patronen/maak/")

        card.write_bytes(b"\xff\xfe\x00")
        until(lambda: "UTF-8" in page("patronen/maak/"))

        card.rename(folder / "content/patronen/anders.md")
        until(lambda: "UTF-8" in page("patronen/anders/"))

        (folder / "content/patronen/anders.md").unlink()
        until(lambda: "404" in page("patronen/anders/") or "Not Found" in page("patronen/anders/"))
        assert "Altijd." in page("patronen/een/")


def test_the_preview_never_ends_over_what_stands_in_the_files(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    (folder / "content/patronen/bytes.md").write_bytes(bytes(range(256)))
    (folder / "content/patronen/leeg.md").write_bytes(b"")
    (folder / "content/patronen/diep.md").write_text("---\na: " + "[" * 50_000 + "\n---\n", "utf-8")
    (folder / "content/over.md").write_text("Opmerking: dit is geen kaart.\n\nTekst.\n", "utf-8")
    (folder / "content/kapot.md").write_text("---\nview: onbekend\n---\nTekst.\n", "utf-8")
    with serving(folder) as page:
        assert "Altijd." in page("patronen/een/")
        assert "Opmerking: dit is geen kaart." in page("over/")
        for path in ("patronen/bytes/", "patronen/leeg/", "patronen/diep/", "kapot/"):
            assert "Nog niet in orde" in page(path), path


def test_an_address_that_is_taken_is_told_before_anything_is_made(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("mkdocs", "serve", "-a", f"127.0.0.1:{port}", folder=folder)
    assert done.returncode == 1
    assert f"Op 127.0.0.1:{port} is al iets te zien" in done.stderr
    assert "mkdocs serve -a 127.0.0.1:" in done.stderr
    assert "Traceback" not in done.stderr
    done = run("mkdocs", "serve", "-a", "192.0.2.1:8000", folder=folder)
    assert "niet te tonen op 192.0.2.1:8000" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("after", [0.0, 0.2, 0.5])
def test_a_preview_that_is_ended_leaves_nothing_behind(write: Write, after: float) -> None:
    """Also in the middle of its first build: in the folder for what passes, too."""
    folder = write({f"content/patronen/kaart-{n}.md": pattern(f"Kaart {n}") for n in range(60)})
    (folder / "passing").mkdir()
    with subprocess.Popen(
        [str(BIN / "mkdocs"), "serve", "-a", "127.0.0.1:0"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "true", "TMPDIR": str(folder / "passing")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until(lambda: any((folder / "passing").glob(".mkdocs_*")) or process.poll() is not None)
        time.sleep(after)
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert "Traceback" not in said
    assert list((folder / "passing").iterdir()) == []
    assert not list(folder.glob(".site*"))


def previewed(folder: Path, target: Path) -> None:
    """Build what the preview shows, in a folder as MkDocs makes it."""
    if not target.exists():
        target.mkdir(0o700, parents=True)
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(target))
    config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = "http://127.0.0.1:8000/"
    build(config, serve_url=config.site_url)
    config.plugins.on_shutdown()


def test_the_preview_is_for_this_account_alone(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it is built, and while it is; a site is for whoever may read what this account writes."""
    folder = write({"content/patronen/een.md": pattern("Een")})
    target = folder / "passing/mkdocs_x"
    modes: list[int] = []

    def seen(site: Site) -> dict[str, str]:
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in target.parent.iterdir())
        return {}

    monkeypatch.setattr(Site, "generated", seen)
    for _ in range(2):
        previewed(folder, target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o700
    assert sorted(modes) == [0o600] * 4 + [0o700] * 4, "each time two folders, and a lock for each"
    assert run("harvest", "build", folder=folder).returncode == 0
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((folder / "site").stat().st_mode) == 0o777 & ~umask


def test_the_preview_shows_only_what_a_drawing_draws(
    write: Write, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One that may not go out stays away, and its file is named."""
    shown = "<svg xmlns='http://www.w3.org/2000/svg'><!-- Piet --><title>De groep</title></svg>"
    drawings = {"goed": shown, "open": "<svg>Piet", "loopt": f"<t:script xmlns:t='{SVG}'>Piet</t:script>"}
    drawings["loopt"] = f"<svg xmlns='{SVG}'>{drawings['loopt']}</svg>"
    text = " ".join(f"![Een {name}](../beelden/{name}.svg)" for name in drawings)
    files = {f"content/beelden/{name}.svg": drawing for name, drawing in drawings.items()}
    folder = write({"content/patronen/een.md": pattern("Een", text=text), **files})
    target = tmp_path / "passing/mkdocs_x"
    with caplog.at_level(logging.WARNING, "mkdocs"):
        previewed(folder, target)
    assert [path.name for path in (target / "beelden").iterdir()] == ["goed.svg"]
    assert not [path for path in target.rglob("*") if path.is_file() and b"Piet" in path.read_bytes()]
    for name in ("open", "loopt"):
        assert f"content/beelden/{name}.svg:1:1" in caplog.text
