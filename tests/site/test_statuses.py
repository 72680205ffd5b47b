"""Who sees a page, and under which rule: in real builds, in every output, and in the log that a server keeps."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.building import once, run
from tests.drawing import CONFIG, PAGES, RELEASED, pattern, read_for_names, written

SECRET, CIRCLE = "geheimpje", "kringwoord"
NAV = """\
nav:
  - index.md
  - Deel:
      - over/*.md
      - tegels/index.md
      - lessen/index.md
  - Elders: https://example.org/
  - concept.md
not_in_nav: |
  /los/
  !/los/niet.md
"""
FILES = {
    **PAGES,
    "mkdocs.yml": CONFIG.replace("spelregel: open", "spelregel: chatham").replace("print: false", "print: true") + NAV,
    "content/over/een.md": "# Over een\n\n[Lessen](../lessen/index.md) en [tegels](../tegels/index.md).\n",
    "content/over/twee.md": "# Over twee\n\nTekst.\n",
    "content/los/wel.md": "# Los\n\nTekst.\n",
    "content/los/niet.md": f"# {SECRET}\n\n{SECRET} ![x](../beelden/{SECRET}.svg)\n",
    f"content/{SECRET}.md": f"# {SECRET}\n\n{SECRET} [[een]]\n",
    "content/concept.md": f"---\nstatus: concept\nsummary: {SECRET}\n---\n# {SECRET}\n\n{SECRET}\n",
    f"content/{CIRCLE}.md": f"---\nstatus: getoetst\n---\n# {CIRCLE}\n\n{CIRCLE} [[een]]\n",
    "content/lessen/index.md": f"---\ntitel: {SECRET}\nview: lessons\n---\n{SECRET} [[een]]\n",
    "content/lessen/a.md": f"---\ntitel: Les {SECRET}\n---\n{SECRET}\n",
    "content/tegels/index.md": "---\ntitel: Tegels\nview: tiles\n---\nNog niets.\n",
    "content/bronnen/README.md": "---\ntitel: Bronnen\nview: sources\n---\nWat wij lazen.\n",
    "content/bronnen/b.md": f"---\ntitel: Boek\n{RELEASED}---\n",
    "content/patronen/een.md": pattern("Een", text=f"Zin <span hidden>{SECRET}</span> %% {SECRET} %% een."),
    f"content/patronen/{SECRET}/index.md": f"---\ntitel: {SECRET}\n---\n{SECRET}\n",
    f"content/beelden/{SECRET}.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}
SERVER = {"CI": "true"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication with both editions, built where no server keeps a log, and on one."""

    def make(folder: Path) -> None:
        read_for_names(written(folder, FILES))
        for name, options in (("log", ()), ("log-circle", ("--edition", "circle", "--no-print"))):
            done = run("harvest", "build", *options, folder=folder, **SERVER)
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / name).write_text(done.stdout + done.stderr, "utf-8")

    return once(tmp_path_factory, "statuses", make)


def words_of(folder: Path) -> str:
    """Every file of a site, its name and what it says, and the text of its booklet."""
    said = [
        f"{path.relative_to(folder)} {path.read_bytes().decode('utf-8', 'replace')}" for path in folder.rglob("*.*")
    ]
    booklet = folder / "print/booklet.pdf"
    if booklet.exists() and shutil.which("pdftotext"):
        told = subprocess.run(["pdftotext", str(booklet), "-"], capture_output=True, text=True, check=True).stdout
        said.append(told.replace("\u00ad", "").replace("-\n", ""))
    return "\n".join(said).lower()


def test_no_edition_says_anything_of_what_is_a_draft(built: Path) -> None:
    """Left out of nav, excepted from not_in_nav, a draft by its own line, a folder whose cards are drafts, hidden."""
    for edition in ("site", "site-circle"):
        assert SECRET not in words_of(built / edition)


def test_a_page_for_the_circle_is_in_its_edition_alone(built: Path) -> None:
    assert CIRCLE not in words_of(built / "site")
    assert (built / "site-circle" / CIRCLE / "index.html").is_file()


def test_what_the_settings_name_is_there(built: Path) -> None:
    """By a pattern too; the page of a folder follows its cards, and is an empty shelf without one."""
    site = built / "site"
    for page in ("over/een", "over/twee", "los/wel", "patronen", "bronnen", "tegels", "lessen"):
        assert (site / page / "index.html").is_file(), page
    assert "Wat wij lazen" in (site / "bronnen/index.html").read_text("utf-8")
    assert "<h1>Lessen" in (site / "lessen/index.html").read_text("utf-8")
    assert 'href="../../lessen/"' in (site / "over/een/index.html").read_text("utf-8")


def test_the_log_of_a_server_holds_counts_only(built: Path) -> None:
    for name in ("log", "log-circle"):
        log = (built / name).read_text("utf-8")
        assert SECRET not in log
        assert "content/" not in log
        assert "2 × page-left-out" in log


@pytest.mark.parametrize("mistake", ["", "[x](weg.md) [[geheimpje]]"])
@pytest.mark.parametrize("command", [("harvest", "build", "--no-print"), ("mkdocs", "build", "-v")])
def test_whatever_happens_a_server_logs_no_name(tmp_path: Path, command: tuple[str, ...], mistake: str) -> None:
    """With errors and without, and by `harvest check` no more than by a build; at home that tells where."""
    text = f"# Over\n\n{mistake}\n"
    config = FILES["mkdocs.yml"].replace("print: true", "print: false")
    read_for_names(written(tmp_path, {**FILES, "mkdocs.yml": config, "content/over/een.md": text}))
    done = run(*command, folder=tmp_path, **SERVER)
    assert (done.returncode == 0) == (not mistake)
    log = done.stdout + done.stderr
    assert SECRET not in log
    assert ".md" not in log
    assert "× page-left-out" in log
    assert ("× dangling-link" in log) == bool(mistake)
    if mistake:
        assert SECRET not in run("harvest", "check", folder=tmp_path, **SERVER).stdout
        assert SECRET in run("harvest", "check", folder=tmp_path).stdout


def test_the_preview_shows_drafts_and_marks_them(tmp_path: Path) -> None:
    from tests.site.test_preview import serving

    written(tmp_path, FILES)
    with serving(tmp_path) as page:
        for address in (f"{SECRET}/", "concept/", "los/niet/", "lessen/"):
            shown = page(address)
            assert SECRET in shown
            assert '<span class="draft">concept</span>' in shown
        assert '<span class="draft">' not in page("los/wel/")


def test_under_an_open_rule_a_server_tells_where(tmp_path: Path) -> None:
    """Unless one card has a stricter rule, even when a plugin fails and names what it was at."""
    config = FILES["mkdocs.yml"].replace("spelregel: chatham", "spelregel: open").replace("print: true", "print: false")
    written(tmp_path, {**FILES, "mkdocs.yml": config})
    assert f"{SECRET}.md" in run("harvest", "build", folder=tmp_path, **SERVER).stdout, "nothing is confidential"
    fails = "def on_page_context(context, page, config, nav):\n    raise ValueError(page.file.src_uri)\n"
    written(tmp_path, {"mkdocs.yml": f"{config}hooks: [stuk.py]\n", "stuk.py": fails})
    read_for_names(written(tmp_path, {"content/patronen/een.md": pattern("Een", above="spelregel: besloten\n")}))
    done = run("harvest", "build", folder=tmp_path, **SERVER)
    assert done.returncode == 2
    assert "× page-left-out" in done.stdout
    assert ".md" not in done.stdout + done.stderr
