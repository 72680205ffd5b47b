"""A hard life for `harvest build`: killed, in company, without room, without fonts, while files come and go."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest

from harvest import publish
from tests.site.conftest import BIN, CONFIG, Write, pattern, run
from tests.site.test_build import tree

MOMENTS, OF_WHICH_PRINTED = 30, 5
CLOCK = {"SOURCE_DATE_EPOCH": "1700000000"}
CARDS = {
    f"content/patronen/kaart-{n}.md": pattern(f"Kaart {n}", text="Zie [[Kaart 0]]." if n else "Iets.")
    for n in range(40)
}
FULL_DISK = """
import resource, sys
from harvest.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.argv = ["harvest", "build"]
main()
"""
NO_PANGO = """
import sys
class Lacking:
    def find_spec(self, name, *_):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': no such file\\nmore")
sys.meta_path.insert(0, Lacking())
from harvest.cli import main
sys.argv = ["harvest", "build"]
main()
"""
BACKWARDS = """
import sys, time
begun = time.time()
time.time = lambda: begun - 3600 * (time.monotonic() % 100)
from harvest.cli import main
sys.argv = ["harvest", "build"]
main()
"""


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A build that runs while the test goes on."""
    return subprocess.Popen(
        [str(BIN / "harvest"), "build", *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **CLOCK, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def program(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python of our own in that folder."""
    return subprocess.run(
        [str(BIN / "python"), "-c", code],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def site(folder: Path) -> dict[str, bytes]:
    """The site that stands there; of the compressed map of the site only the name, since it holds the time."""
    return {path: b"" if path == "sitemap.xml.gz" else content for path, content in tree(folder / "site").items()}


def edit(folder: Path, edition: str) -> None:
    """Something that every page of the site shows."""
    (folder / "mkdocs.yml").write_text(config_of(folder).replace("Proef", edition), "utf-8")


def config_of(folder: Path) -> str:
    return re.sub("site_name: .*", "site_name: Proef", (folder / "mkdocs.yml").read_text("utf-8"))


def told(done: subprocess.CompletedProcess[str], *codes: int) -> str:
    """What was said by a build that could not go on: in words, with the code that belongs to it."""
    said = done.stdout + done.stderr
    assert done.returncode in codes, said
    assert said.strip()
    assert "Traceback" not in said
    assert "Errno" not in said
    assert "harvest zelf" not in said
    return said


@pytest.mark.parametrize(
    ("arguments", "moments"), [(["--no-print"], MOMENTS - OF_WHICH_PRINTED), ([], OF_WHICH_PRINTED)]
)
def test_a_build_may_be_killed_at_any_moment(write: Write, arguments: list[str], moments: int) -> None:
    """The site is the old or the new one, whole; the next build that is left alone clears what the others left."""
    folder = write({**(CARDS if arguments else {}), "mkdocs.yml": CONFIG.replace("print: false", "print: true")})
    editions: dict[str, dict[str, bytes]] = {}
    for name in ("Oud", "Nieuw"):
        edit(folder, name)
        begun = time.monotonic()
        said, _ = (building := started(folder, *arguments)).communicate(timeout=120)
        assert building.returncode == 0, said
        lasts = time.monotonic() - begun
        editions[name] = site(folder)
    standing, left, chance = "Nieuw", 0, random.Random(30)
    for moment in range(moments):
        edit(folder, "Oud" if standing == "Nieuw" else "Nieuw")
        building = started(folder, *arguments)
        if moment % 3:  # spread over the whole build, and a little beyond it
            time.sleep(lasts * 1.1 * (moment + chance.random()) / moments)
        else:  # on a busy machine, too, some while it writes
            while building.poll() is None and not list(folder.glob(".site.new-*/*")):
                time.sleep(0.005)
            time.sleep(lasts * chance.random() * moment / moments / 2)
        building.send_signal(signal.SIGKILL)
        building.communicate(timeout=60)
        found = site(folder)
        assert found in editions.values(), f"moment {moment}"
        standing = next(name for name, whole in editions.items() if whole == found)
        left += bool(list(folder.glob(".site*")))
    assert left, "none of them was killed while it built"
    edit(folder, "Oud")
    said, _ = (building := started(folder, *arguments)).communicate(timeout=120)
    assert building.returncode == 0, said
    assert site(folder) == editions["Oud"]
    assert not list(folder.glob(".site*"))


@pytest.mark.parametrize("there", [True, False], ids=["over a site", "the first site"])
def test_builds_at_once_all_end_well(write: Write, there: bool) -> None:
    folder = write(CARDS)
    assert run("harvest", "build", folder=folder, **CLOCK).returncode == 0
    whole = site(folder)
    if not there:
        shutil.rmtree(folder / "site")
    for _ in range(2):
        for building in [started(folder) for _ in range(3)]:
            said, _ = building.communicate(timeout=120)
            assert building.returncode == 0, said
    assert site(folder) == whole
    assert not list(folder.glob(".site*"))


@pytest.mark.parametrize("exchange", [True, False], ids=["at once", "in two steps"])
def test_sites_that_are_put_in_place_at_once_stay_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    """Also where the system cannot exchange two folders; there is then a moment without a site, never with half of one."""
    if not exchange:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    final, names = tmp_path / "site", [str(n) for n in range(10)]
    ended, torn = threading.Event(), []

    def look() -> None:
        while not ended.is_set():
            with suppress(FileNotFoundError):
                opened = os.open(final, os.O_RDONLY)
                found = os.listdir(opened)
                # Those of a site that was replaced since may be on their way out.
                if sorted(found) != names and os.path.samestat(os.fstat(opened), os.stat(final)):
                    torn.append(found)
                os.close(opened)

    def build(builder: int) -> None:
        for n in range(30):
            staging = publish.staging_folder(final)
            for name in names:
                (staging / name).write_text(f"{builder} {n}", "utf-8")
            publish.put_in_place(staging, final)

    watcher = threading.Thread(target=look)
    watcher.start()
    with ThreadPoolExecutor(3) as builders:
        assert list(builders.map(build, range(3))) == [None] * 3
    ended.set()
    watcher.join()
    assert not torn
    assert len({(final / name).read_text("utf-8") for name in names}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_full_disk_is_told_and_harms_nothing(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    assert run("harvest", "build", folder=folder).returncode == 0
    before = tree(folder / "site")
    said = told(program(FULL_DISK, folder), 2)
    assert "De site kan niet worden bewaard (te groot)" in said
    assert tree(folder / "site") == before
    assert not list(folder.glob(".site*"))


@pytest.mark.parametrize("command", ["harvest", "mkdocs"])
def test_a_small_disk_is_told_and_harms_nothing(write: Write, command: str) -> None:
    written = write({"content/patronen/een.md": pattern("Een")})
    folder = Path(tempfile.mkdtemp())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "none", folder], capture_output=True, check=False
    )
    try:
        if mounted.returncode != 0:
            pytest.skip("only root may mount a small disk")
        shutil.copytree(written, folder, dirs_exist_ok=True)
        (folder / "site").mkdir()
        (folder / "site/index.html").write_text("oud", "utf-8")
        said = told(run(command, "build", folder=folder), 1, 2)
        assert "de schijf is vol" in said
        assert tree(folder / "site") == {"index.html": b"oud"}
        assert not list(folder.glob(".site*"))
    finally:
        subprocess.run(["umount", folder], capture_output=True, check=False)
        folder.rmdir()


def test_the_booklet_brings_its_own_fonts(write: Write) -> None:
    folder = write(
        {"content/patronen/een.md": pattern("Een"), "mkdocs.yml": CONFIG.replace("print: false", "print: true")}
    )
    (folder / "fonts.conf").write_text(f"<fontconfig><cachedir>{folder}/cache</cachedir></fontconfig>", "utf-8")
    made = run("harvest", "build", folder=folder, FONTCONFIG_FILE=str(folder / "fonts.conf"))
    assert made.returncode == 0, made.stdout + made.stderr
    with pikepdf.open(folder / "site/print/booklet.pdf") as booklet:
        names = {str(font.get("/BaseFont", "")) for font in booklet.objects if isinstance(font, pikepdf.Dictionary)} - {
            ""
        }
    assert names
    assert all("Literata" in name or "Schibsted" in name for name in names), names


def test_a_machine_without_pango_is_told(write: Write) -> None:
    folder = write({"mkdocs.yml": CONFIG.replace("print: false", "print: true")})
    said = told(program(NO_PANGO, folder), 2)
    assert "libpango" in said
    assert "--no-print" in said
    assert not (folder / "site").exists()


def test_clocks_may_say_anything(write: Write) -> None:
    """Files from the future and from before there were computers; a clock that runs back; a date set by hand."""
    folder = write({"content/patronen/een.md": pattern("Een"), "content/patronen/twee.md": pattern("Twee")})
    os.utime(folder / "content/patronen/een.md", (4_000_000_000, 4_000_000_000))
    os.utime(folder / "content/patronen/twee.md", (-1_000_000_000, -1_000_000_000))
    for epoch in ("0", "4000000000"):
        assert run("harvest", "build", folder=folder, SOURCE_DATE_EPOCH=epoch).returncode == 0
    for epoch in ("morgen", "", "-5", "99999999999999"):
        assert "SOURCE_DATE_EPOCH" in told(run("harvest", "build", folder=folder, SOURCE_DATE_EPOCH=epoch), 2)
    done = program(BACKWARDS, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site/patronen/een/index.html").exists()
    assert not list(folder.glob(".site*"))


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


NOBODY = """
import os, shutil, sys
from harvest.cli import main
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
