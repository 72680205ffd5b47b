"""An edition made by another host than MkDocs: one that only writes its pages into the folder it is given."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from harvest.pipeline import load
from harvest.problems.problem import Message, say
from harvest.publication import Edition, read_publication
from harvest.site import edition as making
from harvest.site.edition import Staging, site_of, stage
from harvest.site.pages import Site
from tests.building import tree
from tests.drawing import CONFIG, Write, pattern

Host = Callable[[Site, Path], None]
DRAFT = {
    "content/patronen/een.md": pattern("Een"),
    "content/patronen/later.md": pattern("Nog een ontwerp", status="ontwerp"),
}


def write_pages(site: Site, folder: Path) -> None:
    """Write each page where its source stands; what a host does, at its shortest."""
    site.urls = {path: path.removesuffix(".md") + ".html" for path in site.nodes}
    for path, node in site.nodes.items():
        page = folder / site.urls[path]
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(site.content(node, "../" * path.count("/")), "utf-8")


def make(
    root: Path, host: Host = write_pages, *, edition: Edition = "public", preview: bool = False
) -> tuple[str, ...] | Message:
    """Make an edition as a host would."""
    publication = read_publication(root / "mkdocs.yml")
    site = site_of(load(publication, edition), preview=preview)
    staging = stage(publication, edition, root / publication.site, preview=preview)
    if isinstance(staging, Message):
        return staging
    try:
        host(site, staging.folder)
        remarks = staging.complete(site, jobs=1, progress=lambda step, done, of: None)
        if not isinstance(remarks, Message):
            staging.put_in_place()
        return remarks
    finally:
        staging.clear()


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob(".*"))


def test_another_host_makes_an_edition(write: Write) -> None:
    """Its pages and the files of data stand together, only what is published among them, and nothing is left."""
    root = write({**DRAFT, "site/old.html": "old"})
    assert make(root) == ()
    made = tree(root / "site")
    assert {"index.html", "patronen/een.html", "harvest.json"} <= made.keys()
    assert not {"old.html", "patronen/later.html", "print/booklet.pdf"} & made.keys()
    assert b"Nog een ontwerp" not in b"".join(made.values())
    assert leftovers(root) == []


def test_it_makes_the_booklet_too(write: Write) -> None:
    root = write({**DRAFT, "mkdocs.yml": CONFIG.replace("print: false", "print: true")})
    steps: list[tuple[str, int, int]] = []
    publication = read_publication(root / "mkdocs.yml")
    site = site_of(load(publication, "public"), preview=False)
    staging = stage(publication, "public", root / "site", preview=False)
    assert isinstance(staging, Staging)
    remarks = staging.complete(site, jobs=1, progress=lambda *step: steps.append(step))
    assert not isinstance(remarks, Message)
    assert (staging.folder / "print/booklet.pdf").read_bytes().startswith(b"%PDF")
    assert steps == [("booklet", 0, 1), ("booklet", 1, 1)]
    assert not (root / "site").exists(), "not before it is put in place"
    staging.clear()
    assert leftovers(root) == []


def test_the_circle_has_a_folder_of_its_own(write: Write) -> None:
    root = write(DRAFT)
    assert make(root, edition="circle") == ()
    assert (root / "site-circle/harvest.json").exists()
    assert not (root / "site").exists()


def test_a_preview_shows_drafts_to_this_account_alone(write: Write) -> None:
    root = write({**DRAFT, "mkdocs.yml": CONFIG.replace("print: false", "print: true")})
    assert make(root, preview=True) == ()
    assert (root / "site/patronen/later.html").exists()
    assert not (root / "site/print").exists()
    assert (root / "site").stat().st_mode & 0o777 == 0o700


def test_what_fails_leaves_the_old_one(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the host gives up, the booklet cannot be made, or the disk is full on the way into place."""
    root = write({**DRAFT, "site/old.html": "old", "mkdocs.yml": CONFIG.replace("print: false", "print: true")})

    def gives_up(site: Site, folder: Path) -> None:
        (folder / "half.html").write_text("half")
        raise KeyboardInterrupt

    def full(staging: Path, final: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(staging))

    with pytest.raises(KeyboardInterrupt):
        make(root, gives_up)
    told = say("There is no booklet.")
    monkeypatch.setattr("harvest.print.booklet.make_booklet", lambda *_: told)
    assert make(root) == told
    monkeypatch.setattr("harvest.print.booklet.make_booklet", lambda *_: ("remark",))
    monkeypatch.setattr(making, "put_in_place", full)
    with pytest.raises(OSError, match="space"):
        make(root)
    assert tree(root / "site") == {"old.html": b"old"}
    assert leftovers(root) == []


def test_a_folder_that_cannot_be_written_is_told(write: Write) -> None:
    root = write({**DRAFT, "sites": "a file"})
    staging = stage(read_publication(root / "mkdocs.yml"), "public", root / "sites" / "site", preview=False)
    assert isinstance(staging, Message)
    assert staging.params["site"] == "site"


def test_mkdocs_has_no_part_in_it() -> None:
    code = "import sys, harvest.site.edition; print([name for name in ('mkdocs', 'weasyprint') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
