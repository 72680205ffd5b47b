"""A hard life for `harvest build`: a machine without room, fonts or libraries, and with a clock that is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pikepdf
import pytest

from tests.building import run, tree
from tests.drawing import CONFIG, Write, pattern
from tests.site.hard import program, told

FULL_DISK = """
import resource, sys
from harvest.commands.cli import main
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
from harvest.commands.cli import main
sys.argv = ["harvest", "build"]
main()
"""
BACKWARDS = """
import sys, time
begun = time.time()
time.time = lambda: begun - 3600 * (time.monotonic() % 100)
from harvest.commands.cli import main
sys.argv = ["harvest", "build"]
main()
"""


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
