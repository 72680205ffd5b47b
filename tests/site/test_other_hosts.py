"""A host that passes over our plugin publishes nothing of the content, and with the plugin all is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from harvest.commands.init import make_publication
from harvest.publication import read_publication
from harvest.site.mkdocs.files import without_everything
from harvest.source.other_hosts import EVERYTHING
from tests.building import tree
from tests.drawing import CONFIG, ROOT, Write, pattern
from tests.papers import pdf, saved

MARKER = "zwaluwnest"
WITH = "  - harvest: {language: nl, print: false"
"""How the line of our plugin begins in what tests build."""


def filled(folder: Path) -> Path:
    """Put something of every sort in the content folder."""
    for name in ("a.csv", "a.txt", "a.json", "b/a.css", "b/a.js", "b/a.html", "robots.txt", "CNAME", "a.svg"):
        saved(folder / "content" / name, MARKER.encode())
    saved(folder / "content/b/a.pdf", pdf() + MARKER.encode())
    return folder


def without_the_plugin(config: str) -> str:
    """Return what `mkdocs.yml` says without our plugin."""
    lines = config.splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(WITH)]
    assert len(kept) == len(lines) - 1
    return "".join(kept)


Command = Literal["build", "gh-deploy", "serve"]


def made(folder: Path, *, command: Command = "build", dirty: bool = False) -> dict[str, bytes]:
    """Build with MkDocs, and return what it wrote."""
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=dirty)
    build(config, dirty=dirty)
    config.plugins.on_shutdown()
    return tree(Path(config.site_dir))


CARDS = {
    "content/patronen/een.md": pattern("Een", text=MARKER),
    "content/patronen/twee.md": pattern("Twee", status="concept", text=MARKER),
    "content/los.md": f"{MARKER}\n",
}


def test_without_the_plugin_nothing_of_the_content_is_published(write: Write) -> None:
    """No page, no picture, no document; without the line all of it would be, or this test would show nothing."""
    folder = filled(write(CARDS))
    config = without_the_plugin(CONFIG)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    content = {path.relative_to(folder / "content").as_posix() for path in (folder / "content").rglob("*")}
    published = made(folder)
    assert content & published.keys() == set()
    assert [name for name, written in published.items() if MARKER.encode() in written] == []
    assert [name for name in published if name.endswith(".html")] == ["404.html"]
    (folder / "mkdocs.yml").write_text(config.replace('exclude_docs: "*"\n', ""), "utf-8")
    assert "b/a.pdf" in made(folder)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_publication_is_safe_from_the_start(language: str, tmp_path: Path) -> None:
    """As `init` writes it: the line is there, and it is the whole setting."""
    folder = make_publication(tmp_path / "nieuw", language)
    assert isinstance(folder, Path)
    config = load_config(str(folder / "mkdocs.yml"))
    assert config.exclude_docs is not None
    assert all(config.exclude_docs.match_file(path) for path in ("index.md", "a/b.pdf", "a.svg", "a/index.md"))


def test_this_repository_is_safe() -> None:
    """It does as it says."""
    codes = [problem.code for problem in read_publication(ROOT / "mkdocs.yml").problems]
    assert "plugin-needed" not in codes


LEFT_OUT = "|\n  # eigen\n  *\n\n  geheim/\n  !los.md\n"


@pytest.mark.parametrize(
    ("command", "dirty"), [("build", False), ("build", True), ("serve", False), ("gh-deploy", False)]
)
def test_with_the_plugin_every_command_publishes(write: Write, command: Command, dirty: bool) -> None:
    folder = write(CARDS)
    published = made(folder, command=command, dirty=dirty)
    assert {"index.html", "patronen/een/index.html", "los/index.html"} <= published.keys()
    assert ("patronen/twee/index.html" in published) == (command == "serve")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_lines_of_the_author_stay(write: Write, ends: str, caplog: pytest.LogCaptureFixture) -> None:
    """With remarks, what is let through again, and lines as Windows ends them: a page left out is still told."""
    text = CONFIG.replace('exclude_docs: "*"\n', f"exclude_docs: {LEFT_OUT}")
    folder = write({**CARDS, "content/geheim/a.md": "Welkom.\n"})
    (folder / "mkdocs.yml").write_bytes(text.replace("\n", ends).encode())
    with pytest.raises(Abort):
        made(folder)
    assert "«geheim/a.md»" in caplog.text
    (folder / "content/geheim/a.md").unlink()
    assert "los/index.html" in made(folder)


def test_a_publication_that_builds_upon_another(write: Write) -> None:
    """What MkDocs takes from elsewhere (`INHERIT`) counts for us too, and so does a program of one's own (`hooks`)."""
    hook = "def on_config(config):\n    config.extra['seen'] = str(config.exclude_docs.patterns)\n    return config\n"
    own = "INHERIT: deep/a.yml\nhooks: [mee.py]\n" + CONFIG.replace('exclude_docs: "*"\n', "")
    folder = write({**CARDS, "mkdocs.yml": own, "deep/a.yml": "INHERIT: ../b.yml\n", "mee.py": hook})
    (folder / "b.yml").write_text('exclude_docs: "*"\n', "utf-8")
    assert [problem.code for problem in read_publication(folder / "mkdocs.yml").problems] == ["setting-without-effect"]
    assert "los/index.html" in made(folder)
    (folder / "b.yml").write_text("exclude_docs: a/\n", "utf-8")
    codes = [problem.code for problem in read_publication(folder / "mkdocs.yml").problems]
    assert codes == ["setting-without-effect", "plugin-needed"]


@pytest.mark.parametrize("line", [*EVERYTHING, "* ", "/*", "*.md", "\\*", " *", "!*", "# *", "*/"])
def test_we_and_mkdocs_read_a_line_alike(line: str, write: Write) -> None:
    """What the plugin takes away leaves everything out, and it is what keeps `plugin-needed` away."""
    quoted = line.replace("\\", "\\\\")
    folder = write({"mkdocs.yml": CONFIG.replace('exclude_docs: "*"', f'exclude_docs: "{quoted}"')})
    left_out = load_config(str(folder / "mkdocs.yml")).exclude_docs
    assert left_out is not None
    told = any(problem.code == "plugin-needed" for problem in read_publication(folder / "mkdocs.yml").problems)
    taken = len(without_everything(left_out)) < len(left_out)
    assert taken == (not told)
    if taken:
        assert left_out.match_file("a/b.md")
    assert without_everything(None) is None
