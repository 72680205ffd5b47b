"""A hard life for `harvest build`: files that come and go, may not be read, or are not ours to touch."""

from __future__ import annotations

import os
import random
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.building import run, tree
from tests.drawing import Write, pattern
from tests.site.hard import CARDS, program, told

NOBODY = """
import os, shutil, sys
from harvest.commands.cli import main
sys.argv = ["harvest", "build"]
try:  # a whole build first: root imports what nobody may not read
    main()
except SystemExit as done:
    assert done.code == 0
shutil.rmtree("site")
os.chmod({path!r}, 0)
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
main()
"""


@pytest.fixture
def restless(write: Write) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A publication in which files and folders come and go all the time, and a function that ends it."""
    folder = write(
        {
            **CARDS,
            "content/patronen/beeld.md": pattern("Beeld", text="![Een lijst](../beelden/lijst.svg)"),
            "content/beelden/lijst.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
    )
    ended = threading.Event()

    def stir() -> None:
        chance = random.Random(7)
        while not ended.is_set():
            n = chance.randrange(6)
            card = folder / f"content/patronen/vluchtig-{n}.md"
            inside = folder / f"content/patronen/map-{n}"
            card.write_text(pattern(f"Vluchtig {n}"), "utf-8")
            inside.mkdir(exist_ok=True)
            (inside / "diep.md").write_text(pattern(f"Diep {n}"), "utf-8")
            time.sleep(chance.random() / 100)
            card.unlink()
            shutil.rmtree(inside)
            picture = folder / "content/beelden/lijst.svg"
            picture.rename(folder / "content/weg.svg")
            time.sleep(chance.random() / 100)
            (folder / "content/weg.svg").rename(picture)

    thread = threading.Thread(target=stir)
    thread.start()

    def end() -> None:
        ended.set()
        thread.join()

    yield folder, end
    end()


def test_files_may_vanish_while_they_are_read(restless: tuple[Path, Callable[[], None]]) -> None:
    """Each build ends well with all that stayed, or says what was gone; the site is whole all the time."""
    folder, end = restless
    standing = ""
    for _ in range(8):
        done = run("harvest", "build", folder=folder)
        said = told(done, 0, 1, 2)
        standing = said if done.returncode == 0 else standing
        if standing:
            pages = tree(folder / "site")
            assert {f"patronen/kaart-{n}/index.html" for n in range(40)} < pages.keys()
            assert "beelden/lijst.svg" in pages or "lijst.svg" in standing
            named = re.findall("patronen/[^/<]+/", pages["sitemap.xml"].decode())
            assert {f"{address}index.html" for address in named} <= pages.keys()
        assert not list(folder.glob(".site*"))
        told(run("harvest", "check", folder=folder), 0, 1)
    end()
    told(run("harvest", "build", folder=folder), 0)
    assert "beelden/lijst.svg" in tree(folder / "site")


def test_a_content_folder_that_is_gone_is_told(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    assert run("harvest", "build", folder=folder).returncode == 0
    before = tree(folder / "site")
    (folder / "content").rename(folder / "elders")
    for command in ("check", "build"):
        assert "content" in told(run("harvest", command, folder=folder), 1, 2)
    told(run("mkdocs", "build", folder=folder), 1)
    assert tree(folder / "site") == before


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/patronen/een.md", 1),
        ("content/patronen", 1),
        ("content/beelden/lijst.svg", 2),
        ("content/beelden", 1),
        ("content", 2),
        ("mkdocs.yml", 2),
    ],
)
def test_what_may_not_be_read_is_told(write: Write, path: str, code: int) -> None:
    written = write(
        {
            "content/patronen/een.md": pattern("Een", text="![Een lijst](../beelden/lijst.svg)"),
            "content/beelden/lijst.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
    )
    folder = Path(tempfile.mkdtemp())  # whose parents anybody may pass, unlike those of pytest's own
    try:
        shutil.copytree(written, folder, dirs_exist_ok=True)
        (folder / "content/snel.svg").symlink_to("beelden/lijst.svg")
        if os.getuid() == 0:
            for place in (folder, *folder.rglob("*")):
                os.chown(place, 65534, 65534, follow_symlinks=False)
        folder.chmod(0o755)
        done = program(NOBODY.format(path=path), folder)
        assert Path(path).name in told(done, code)
        assert not (folder / "site").exists()
        assert not list(folder.glob(".site*"))
    finally:
        (folder / path).chmod(0o755)
        shutil.rmtree(folder)


def test_what_begins_with_a_dot_stays_in_the_site(write: Write) -> None:
    """The `.git` of a branch with pages, or the `.htaccess` of a server, is nobody's page, and stays."""
    folder = write({"content/patronen/een.md": pattern("Een")})
    kept: Mapping[str, str] = {".git/HEAD": "ref: refs/heads/gh-pages\n", ".htaccess": "Options -Indexes\n"}
    for path, text in kept.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(text, "utf-8")
    assert run("harvest", "build", folder=folder).returncode == 0
    assert {path: (folder / "site" / path).read_text("utf-8") for path in kept} == kept
    assert (folder / "site/index.html").exists()


def test_a_site_behind_a_shortcut_is_replaced_where_it_is(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    (folder / "elders").mkdir()
    (folder / "site").symlink_to("elders")
    assert run("harvest", "build", folder=folder).returncode == 0
    assert (folder / "site").is_symlink()
    assert (folder / "elders/index.html").exists()
    assert not list(folder.glob(".*"))
