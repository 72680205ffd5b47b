"""The one place where tests draw publications: path → text, kept in memory or written to a folder, and read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from harvest.checks.reading import marks_of_texts
from harvest.corpus import Corpus
from harvest.pipeline import build, load
from harvest.print.compose import book_from, compose
from harvest.privacy.reading.names_read import NAMES_READ
from harvest.privacy.reading.names_read import written as as_read
from harvest.problems.problem import Problem
from harvest.publication import CONFIG as NAME
from harvest.publication import Edition, Publication, read_publication
from harvest.source.content import Files

ROOT = Path(__file__).resolve().parents[1]
"""The repository, with the real publication."""
CONTENT = "content"

LEAN = """\
site_name: Proef
docs_dir: content
exclude_docs: "*"
plugins:
  - harvest:
      language: {language}
      record: {{rule: open}}
"""
"""What `mkdocs.yml` says at the least, enough to read and check."""
CONFIG = """\
site_name: Proef
docs_dir: content
exclude_docs: "*"
theme: {name: material, language: nl}
plugins:
  - search
  - harvest: {language: nl, print: false, record: {vraagstuk: "Hoe leren we samen?", spelregel: open}}
"""
"""What a real build needs said: the theme and the search; without the booklet, which takes longest."""
PAGES = {
    "mkdocs.yml": CONFIG,
    "content/index.md": "---\ntitel: Begin\nview: home\n---\n\nWelkom.\n",
    "content/patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
}
"""The pages every built publication has."""

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
Write = Callable[[Mapping[str, Content]], Path]


def pattern(title: str, *, status: str = "vrijgegeven", above: str = "", text: str = "Iets gaat mis.") -> str:
    """A whole pattern card without problems."""
    return (
        f"---\ntitel: {title}\nstatus: {status}\nniet getoetst: om te proberen\nhoe zeker: vermoeden\n{above}---\n\n"
        f"## Context\n\nAltijd.\n\n## Probleem\n\n{text}\n\n## Wat eraan trekt\n\n- een kant\n- een andere kant\n\n"
        "## Daarom\n\nDoe iets.\n\n## Wat het oplevert en kost\n\n**Levert op:** iets.\n\n**Kost:** iets.\n"
    )


def written(root: Path, files: Mapping[str, Content]) -> Path:
    """Write each text to its path below a folder, and return that folder."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def read_for_names(root: Path) -> Path:
    """Note that a publication was read for names and compared with the list of people, and return its folder."""
    of_sentences, of_files = marks_of_texts(load(root / NAME))
    (root / NAMES_READ).write_text(as_read(of_sentences, of_files, "nl"), "utf-8")
    return root


def drawn(root: Path, files: Mapping[str, Content], language: str = "nl") -> Path:
    """Write a publication that is read, not built: paths in its content folder, or beside it if they end in `.yml`.

    `<<pattern>>` stands for the body of a pattern. A `mkdocs.yml` that does not speak of `exclude_docs` gets the line
    that every publication has, below all others.
    """
    config = files.get(NAME)
    if (
        isinstance(config, str)
        and re.search(r"- harvest|harvest:|\[harvest\]", config)
        and "exclude_docs" not in config
    ):
        files = {**files, NAME: f'{config}exclude_docs: "*"\n'}
    (root / CONTENT).mkdir(exist_ok=True)
    return written(
        root,
        {
            path if path.endswith(".yml") else f"{CONTENT}/{path}": (
                content.replace("<<pattern>>\n", PATTERN[language]) if isinstance(content, str) else content
            )
            for path, content in {NAME: LEAN.format(language=language), **files}.items()
        },
    )


def in_memory(
    files: Mapping[str, str], kinds: Sequence[tuple[str, bytes]] = (), *, allowed: bool = False, **said: Any
) -> Corpus:
    """Return the corpus of texts that lie in no folder, in which no errors are, unless `allowed`.

    `said` is what `mkdocs.yml` says.
    """
    publication = Publication(Path("/nowhere"), content=CONTENT, **{"name": "Proef", **said})
    made = build(publication, Files({path: text.encode() for path, text in files.items()}), kinds)
    assert allowed or not made.has_errors, made.problems
    return made


def read(root: Path, edition: Edition | None = None) -> Corpus:
    """Return the corpus of a publication in a folder."""
    return load(read_publication(root / NAME), edition)


def booklet_of(corpus: Corpus) -> str:
    """Return the booklet of a corpus as HTML."""
    return compose(book_from(corpus), corpus.publication.address)


def shown(problem: Problem) -> str:
    """Return a problem as `path:line:column code severity`, its path relative to the content folder."""
    path = problem.path.removeprefix(f"{CONTENT}/")
    return f"{path}:{problem.line}:{problem.column} {problem.code} {problem.severity}"
