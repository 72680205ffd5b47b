"""What the editor's program is told in the end is what `harvest check` says, whatever was typed on the way."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lsprotocol import types

from harvest.editor.opened import OpenPublication, ReadingMemory, Superseded
from harvest.editor.texts import Text
from harvest.pipeline import read_corpus
from harvest.problems.problem import Message, Problem
from harvest.publication import read_publication
from tests.drawing import drawn, pattern

FILES = {
    "mkdocs.yml": (
        'site_name: Proef\ndocs_dir: content\nexclude_docs: "*"\nplugins:\n  - harvest:\n      language: nl\n'
        "      record: {rule: chatham}\nnav:\n  - index.md\n  - patronen/index.md\n"
    ),
    "private/people.yml": "people:\n  - name: Annelies Hoogendoorn\n  - name: Piet de Vries\n",
    "index.md": "---\ntitel: Begin\nview: home\n---\n\nZie [[Een]] en [[Twee#Probleem]].\n",
    "patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
    "patronen/een.md": pattern(
        "Een", above="zie ook: Twee\nstil: {too-long: het moet zo}\n", text="Piet zag [[Twee]]."
    ),
    "patronen/twee.md": pattern("Twee", above="aliassen: [Tweede]\n", text="Zie [[Een]] en [drie](drie.md)."),
    "patronen/drie.md": pattern("Drie", status="concept", text="Ook 🌱 e\u0301 [[Tweede]] en [[Nergens]]."),
    "bronnen/boek.md": "---\ntitel: Boek\nauteurs: [N. Temminck]\njaar: 2011\n---\nTekst.\n",
}
PIECES = (
    *("[[Een]]", "[[Twee]]", "[[", "]]", "Piet de Vries", "Annelies", " ", "\n", "\r\n", "\n\n## Probleem\n\n"),
    *("---\n", "titel: Een\n", "status: concept\n", "zie ook: Drie\n", "view: home\n", ": ", "<!--", "-->", "```\n"),
    *("🌱", "\u0301", "[x](een.md)", "Jan Jansen", "jan@example.org", "- ", "#", "'", "[", "\ufeff", "\ud83c"),
)


def edited(text: Text, dice: random.Random, version: int) -> Text:
    """A text after somebody typed, took away or pasted something."""
    start = dice.randrange(len(text.content) + 1)
    end = min(len(text.content), start + dice.choice((0, 0, 0, 1, 5, 40)))
    where = text.range(text.position(start), text.position(end))
    return text.changed(types.TextDocumentContentChangePartial(where, dice.choice(("", *PIECES))), version)


def on_disk(root: Path, texts: dict[str, Text]) -> None:
    """Save the open files."""
    for path, text in texts.items():
        (root / path).write_bytes(text.bytes)


def checked(root: Path) -> tuple[Problem, ...] | Message:
    """What `harvest check` says, or why it says nothing."""
    said = read_corpus(read_publication(root / "mkdocs.yml"), "public")
    return said if isinstance(said, Message) else said.problems


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits(tmp_path: Path, seed: int) -> None:
    """With what was remembered of every file, a corpus has the problems that it has without."""
    dice = random.Random(seed)
    here = OpenPublication(drawn(tmp_path, FILES) / "mkdocs.yml")
    paths = [f"content/{path}" for path in FILES if path.endswith(".md")]
    here.texts = {path: Text.of_file(tmp_path / path) for path in (*paths, "mkdocs.yml")}
    here.take(here.read(dict(here.texts)))
    for version in range(2, 10):
        path = dice.choice((*paths, "mkdocs.yml") if version % 5 == 0 else paths)
        here.texts[path] = edited(here.texts[path], dice, version)
        here.at_once(path)
        known = here.read(dict(here.texts))
        here.take(known)
        on_disk(tmp_path, here.texts)
        assert known is not None
        said = checked(tmp_path)
        if isinstance(said, Message):
            assert known.failed == said
            continue
        if any(one.code == "plugin-missing" for one in said):  # the site of another program
            said = tuple(one for one in said if one.code == "plugin-missing")
        assert known.problems == said, (version, path)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("patronen/een.md", "[[Twee]]", "[[Twe]]"),
        ("patronen/een.md", "Piet zag", "Iemand zag"),
        ("patronen/een.md", "zie ook: Twee", "zie ook: Boek"),
        ("patronen/een.md", "status: vrijgegeven", "status: vrijgegevn"),
        ("patronen/een.md", "## Daarom\n\nDoe iets.", "## Daarom"),
        ("patronen/een.md", "## Context\n", "## Kontekst\n"),
        ("patronen/een.md", "titel: Een", "titel: [Een"),
        ("patronen/drie.md", "[[Nergens]]", "[[Een]]"),
        ("patronen/drie.md", "status: concept", "status: vrijgegeven"),
        ("patronen/twee.md", "[drie](drie.md)", "[drie](vier.md) en jan@example.org"),
        ("index.md", "[[Twee#Probleem]]", "[[Twee#Nergens]] <b onclick=x>"),
        ("index.md", "view: home", "view: hom"),
        ("bronnen/boek.md", "jaar: 2011", "jaar: 2011\njaar: 2012"),
    ],
)
def test_at_once(tmp_path: Path, path: str, old: str, new: str) -> None:
    """What is said at once of the changed file is what is said in the end, here where it is about that file alone."""
    here = OpenPublication(drawn(tmp_path, FILES) / "mkdocs.yml")
    inside = f"content/{path}"
    before = Text.of_file(tmp_path / inside)
    here.texts = {inside: before}
    here.take(here.read(dict(here.texts)))
    assert old in before.content
    here.texts[inside] = Text(before.content.replace(old, new), 2)
    known = here.read(dict(here.texts))
    assert known is not None
    assert here.at_once(inside) == tuple(one for one in known.problems if one.path == inside)


def test_a_file_that_was_not_read_waits(tmp_path: Path) -> None:
    """A file outside the content folder, or one that became another thing, is told of after the pause alone."""
    here = OpenPublication(drawn(tmp_path, FILES) / "mkdocs.yml")
    here.texts = {"mkdocs.yml": Text.of_file(tmp_path / "mkdocs.yml"), "content/patronen/een.md": Text("x")}
    assert here.at_once("content/patronen/een.md") is None
    here.take(here.read(dict(here.texts)))
    assert here.at_once("mkdocs.yml") is None
    here.texts["content/patronen/een.md"] = Text("---\nview: home\n---\n", 2)
    assert here.at_once("content/patronen/een.md") is None


def test_typing_breaks_off_a_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be out of date is not read to its end; the next reading begins anew."""
    here = OpenPublication(drawn(tmp_path, FILES) / "mkdocs.yml")
    path, steps = "content/patronen/een.md", list[int]()
    here.texts = {path: Text.of_file(tmp_path / path)}

    def typing() -> None:
        steps.append(1)
        if len(steps) == 3:
            here.change(path, Text("x", 2))
        ReadingMemory.go_on(here.memory)

    with monkeypatch.context() as patched:
        patched.setattr(here.memory, "go_on", typing)
        with pytest.raises(Superseded):
            here.read(dict(here.texts))
    assert len(steps) == 3
    known = here.read(dict(here.texts))
    assert known is not None
    assert known.texts[path].content == "x"
