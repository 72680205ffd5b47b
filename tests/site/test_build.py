"""Publication as a whole: what `harvest build` and `mkdocs build` put in place, and what they leave alone."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from tests.building import BIN, run, tree
from tests.drawing import CONFIG, Write, pattern
from tests.papers import pdf


def test_both_commands_publish_the_same_site(write: Write) -> None:
    folder = write(
        {"content/patronen/een.md": pattern("Een"), "content/patronen/twee.md": pattern("Twee", text="Zie [[Een]].")}
    )
    clock = {"SOURCE_DATE_EPOCH": "1700000000"}
    made = run("harvest", "build", folder=folder, **clock)
    assert made.returncode == 0, made.stdout + made.stderr
    ours = tree(folder / "site")
    assert run("mkdocs", "build", folder=folder, **clock).returncode == 0
    theirs = tree(folder / "site")
    assert ours == theirs
    assert not list(folder.glob(".site*"))


def test_the_closing_line_says_what_is_where_and_what_stayed_behind(write: Write) -> None:
    cards = {
        f"content/patronen/{title}.md": pattern(title, status=status)
        for title, status in (("Een", "vrijgegeven"), ("Twee", "getoetst"), ("Drie", "concept"), ("Vier", "concept"))
    }
    folder = write({**cards, "mkdocs.yml": CONFIG.replace("print: false", "print: true")})
    made = run("harvest", "build", folder=folder)
    left = r"\(1 kaart, 2 concepten niet meegegaan, 1 getoetste kaart niet meegegaan\)"
    assert re.search(
        rf"^Klaar in \d+,\d s: site/index.html en het boekje site/print/booklet.pdf {left}$", made.stdout, re.M
    )
    made = run("harvest", "build", "--edition", "circle", "--no-print", "--lang", "en", folder=folder)
    assert re.search(
        r"^Ready in \d+\.\d s: site-circle/index.html \(2 cards, 2 drafts left behind\)$", made.stdout, re.M
    )


@pytest.mark.parametrize("command", ["harvest", "mkdocs"])
def test_a_mistake_leaves_the_old_site_as_it_was(write: Write, command: str) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    assert run(command, "build", folder=folder).returncode == 0
    before = tree(folder / "site")
    (folder / "content/patronen/een.md").write_text(pattern("Een", text="Zie [[Niets]]."), "utf-8")
    failed = run(command, "build", folder=folder)
    assert failed.returncode == 1
    assert "dangling-link" in failed.stdout + failed.stderr
    assert "Traceback" not in failed.stdout + failed.stderr
    assert tree(folder / "site") == before
    assert not list(folder.glob(".site*"))


def test_an_interrupted_build_leaves_the_old_site_as_it_was(write: Write) -> None:
    folder = write({f"content/patronen/kaart-{n}.md": pattern(f"Kaart {n}") for n in range(150)})
    assert run("harvest", "build", folder=folder).returncode == 0
    before = tree(folder / "site")
    (folder / "content/index.md").write_text("---\ntitel: Nieuw\nview: home\n---\n\nAnders.\n", "utf-8")
    process = subprocess.Popen(
        [str(BIN / "harvest"), "build"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not list(folder.glob(".site.new-*/patronen")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert tree(folder / "site") == before
    assert not list(folder.glob(".site*"))


def test_what_a_killed_build_left_is_cleared(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    (folder / ".site.new-999999").mkdir()
    (folder / ".site.old-999999").mkdir()
    (folder / ".site.old-999999" / "index.html").write_text("oud", "utf-8")
    assert run("harvest", "build", folder=folder).returncode == 0
    assert not list(folder.glob(".site*"))
    assert (folder / "site/index.html").read_text("utf-8") != "oud"


def test_an_old_site_that_was_moved_aside_comes_back(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een", text="Zie [[Niets]].")})
    (folder / ".site.old-999999").mkdir()
    (folder / ".site.old-999999" / "index.html").write_text("oud", "utf-8")
    run("mkdocs", "build", folder=folder)
    assert (folder / "site/index.html").read_text("utf-8") == "oud"


def test_each_edition_holds_what_its_status_allows(write: Write) -> None:
    folder = write(
        {
            "content/patronen/vrij.md": pattern("Vrij"),
            "content/patronen/getoetst.md": pattern("Voor de kring", status="getoetst"),
            "content/patronen/concept.md": pattern("Nog in de maak", status="concept"),
        }
    )
    assert run("harvest", "build", folder=folder).returncode == 0
    public = "".join(
        path.read_text("utf-8") for path in (folder / "site").rglob("*") if path.suffix in (".html", ".json", ".xml")
    )
    assert "Vrij" in public
    assert "Voor de kring" not in public
    assert "Nog in de maak" not in public
    assert run("harvest", "build", "--edition", "circle", folder=folder).returncode == 0
    circle = {path: path.read_text("utf-8") for path in (folder / "site-circle").rglob("*.html")}
    assert "Voor de kring" in "".join(circle.values())
    assert "Nog in de maak" not in "".join(circle.values())
    for path, text in circle.items():
        assert "alleen voor de kring" in text.lower(), path


def test_only_named_files_of_published_sorts_are_published(write: Write) -> None:
    folder = write(
        {
            "content/patronen/een.md": pattern(
                "Een", text="![Een lijst](../beelden/lijst.svg) en [blad](../beelden/blad.pdf)."
            ),
            "content/patronen/concept.md": pattern("Twee", status="concept", text="![Twee](../beelden/concept.svg)"),
            "content/beelden/lijst.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "content/beelden/concept.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "content/beelden/ongenoemd.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "content/namen.txt": "niemand",
            "content/.verborgen.svg": "<svg/>",
        }
    )
    (folder / "content/beelden/blad.pdf").write_bytes(pdf())
    outside = folder.parent / f"{folder.name}-buiten.svg"
    outside.write_text("<svg>geheim</svg>", "utf-8")
    (folder / "content/beelden/buiten.svg").symlink_to(outside)
    found = run("harvest", "check", folder=folder)
    assert "content/beelden/buiten.svg:1:1" in found.stdout
    assert "outside-content" in found.stdout
    (folder / "content/beelden/buiten.svg").unlink()
    assert run("harvest", "build", folder=folder).returncode == 0
    published = {path.name for path in (folder / "site/beelden").iterdir()}
    assert published == {"lijst.svg", "blad.pdf"}
    assert not (folder / "site/namen.txt").exists()


def test_nothing_an_author_writes_can_run(write: Write) -> None:
    folder = write(
        {
            "mkdocs.yml": CONFIG.replace("Proef", '"Proef <script>alert(0)</script>"').replace(
                "Hoe leren we samen?", "<script>alert(1)</script>?"
            ),
            "content/index.md": "---\ntitel: Begin\nview: home\n---\n\nWelkom <script>alert(2)</script>"
            "<b onclick='alert(3)'>vet</b> <img src=x onerror=alert(4)>\n",
            "content/patronen/kwaad.md": pattern(
                '"Een <script>alert(5)</script> kaart"',
                text="<svg onload=alert(6)></svg> <iframe src='//x'></iframe> `<b>` ![a](https://example.org/a.png)",
            ).replace(
                "status:",
                "in één zin: '\"><script>alert(7)</script>'\ntrefwoorden: ['<script>alert(8)</script>']\nstatus:",
            ),
        }
    )
    made = run("harvest", "build", folder=folder)
    assert made.returncode == 0, made.stdout
    assert made.stdout.count("raw-html") >= 5
    for path in (folder / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        for attack in ("<script>alert", "onclick=", "onerror=", "onload=", "<iframe", "example.org"):
            where = text.find(attack)
            assert where < 0, f"{path}: {text[max(where - 80, 0) : where + 80]}"
    index = json.loads((folder / "site/search/search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        assert "<script" not in entry["title"] + entry["text"]


def test_a_link_that_runs_stops_publication(write: Write) -> None:
    folder = write(
        {"content/patronen/een.md": pattern("Een", status="concept", text="[klik](java&#115;cript:alert%281%29)")}
    )
    found = run("harvest", "check", folder=folder)
    assert found.returncode == 1
    assert "unsafe-link" in found.stdout


def test_two_builds_are_equal(write: Write) -> None:
    folder = write(
        {
            f"content/patronen/kaart-{n}.md": pattern(f"Kaart {n}", text="Zie [[Kaart 0]]." if n else "Iets.")
            for n in range(5)
        }
    )
    clock = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert run("harvest", "build", folder=folder, **clock).returncode == 0
    first = tree(folder / "site")
    assert run("harvest", "build", folder=folder, **clock).returncode == 0
    second = tree(folder / "site")
    assert {k for k in first if first[k] != second.get(k)} == set()
    assert first.keys() == second.keys()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            {"mkdocs.yml": CONFIG.partition("  - harvest:")[0]},
            "plugin-missing",
        ),
        ({"content/over.md": "---\nview: patronenn\n---\n"}, "unknown-view"),
        ({"mkdocs.yml": CONFIG + "nav:\n  - index.md\n  - weg.md\n"}, "dangling-link"),
        ({"mkdocs.yml": CONFIG.replace("site_name: Proef", "site_name: Proef: twee")}, "configuration"),
    ],
)
def test_a_mistake_in_the_publication_is_told_with_its_place(write: Write, change: dict[str, str], code: str) -> None:
    folder = write(change)
    found = run("harvest", "check", "--format", "json", folder=folder)
    assert found.returncode == 1, found.stdout + found.stderr
    told = [p for p in json.loads(found.stdout)["problems"] if p["code"] == code]
    assert told, found.stdout
    assert told[0]["line"] >= 1
    built = run("harvest", "build", folder=folder)
    assert built.returncode in (1, 2)
    assert "Traceback" not in built.stdout + built.stderr
    assert not (folder / "site").exists()


def test_without_a_publication_it_says_so(tmp_path: Path) -> None:
    for arguments in (["check"], ["build"], ["new", "les", "Iets"]):
        found = run("harvest", *arguments, folder=tmp_path)
        assert found.returncode == 2
        assert "mkdocs.yml" in found.stderr
        assert "Traceback" not in found.stderr


def test_a_folder_that_cannot_be_written_is_told(write: Write) -> None:
    written = write({"content/patronen/een.md": pattern("Een")})
    folder = Path(tempfile.mkdtemp())  # whose parents anybody may pass, unlike those of pytest's own
    folder.chmod(0o755)
    shutil.copytree(written, folder, dirs_exist_ok=True)
    # Root may write anywhere, so the build runs as nobody; a build before that has everything imported already.
    program = """
import os, shutil, sys
from harvest.commands.cli import main
sys.argv = ["harvest", "build"]
try:
    main()
except SystemExit as done:
    assert done.code == 0
shutil.rmtree("site")
os.chmod(".", 0o555)
if os.getuid() == 0:
    os.setgroups([])
    os.setuid(65534)
main()
"""
    try:
        done = subprocess.run(
            [str(BIN / "python"), "-c", program], cwd=folder, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 2, done.stdout + done.stderr
        assert "kan niet" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (folder / "site").exists()
    finally:
        shutil.rmtree(folder)
