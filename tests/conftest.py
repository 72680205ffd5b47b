"""A publication drawn as a tree inside the test: path → text, written to a folder of its own and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from harvest.corpus import Corpus
from harvest.pipeline import build, load
from harvest.problems.problem import Problem
from harvest.publication import CONFIG, Edition, Publication, read_publication
from harvest.source.content import Files

CONTENT = "content"
MKDOCS = """site_name: Proef
docs_dir: content
plugins:
  - harvest:
      language: {language}
"""

PATTERN = {
    "nl": """## Context
Altijd.
## Probleem
Er schuurt iets.
## Wat eraan trekt
- dit
- dat
## Daarom
Doe het.
## Wat het oplevert en kost
**Levert op:** veel.

**Kost:** ook iets.
""",
    "en": """## Context
Always.
## Problem
Something grates.
## Forces
- this
- that
## Therefore
Do it.
## Consequences
**Gives:** much.

**Costs:** something.
""",
}
"""The body of a pattern in which nothing is missing; `<<pattern>>` in a drawn file stands for it."""

RELEASED = "status: vrijgegeven\nniet getoetst: om te proberen\n"
"""What stands above a card that everybody may read."""

Content = str | bytes
Draw = Callable[..., Path]


def shown(problem: Problem) -> str:
    """A problem as `path:line:column code severity`, its path relative to the content folder."""
    path = problem.path.removeprefix(f"{CONTENT}/")
    return f"{path}:{problem.line}:{problem.column} {problem.code} {problem.severity}"


def read(root: Path, edition: Edition | None = None) -> Corpus:
    """The corpus of a drawn publication."""
    return load(read_publication(root / CONFIG), edition)


def in_memory(
    files: Mapping[str, str], kinds: Sequence[tuple[str, bytes]] = (), *, allowed: bool = False, **said: Any
) -> Corpus:
    """The corpus of texts that lie in no folder; `said` is what `mkdocs.yml` says. No errors, unless `allowed`."""
    publication = Publication(Path("/nowhere"), content=CONTENT, **{"name": "Proef", **said})
    made = build(publication, Files({path: text.encode() for path, text in files.items()}), kinds)
    assert allowed or not made.has_errors, made.problems
    return made


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Draw a publication: `draw({"patronen/x.md": "…"})`. Paths that end in `.yml` lie beside the content folder."""

    def drawn(files: Mapping[str, Content], language: str = "nl") -> Path:
        (tmp_path / CONTENT).mkdir(exist_ok=True)
        for path, content in {CONFIG: MKDOCS.format(language=language), **files}.items():
            target = tmp_path / path if path.endswith(".yml") else tmp_path / CONTENT / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, str):
                content = content.replace("<<pattern>>\n", PATTERN[language]).encode()
            target.write_bytes(content)
        return tmp_path

    return drawn
