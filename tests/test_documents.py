"""The documents for who comes next: they name every room, library and command, and what they point to is there."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
import yaml

from harvest.pipeline import build
from harvest.publication import Publication
from harvest.source.content import Files
from tests.test_architecture import MODULES, ONLY, ORDER, room

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md")
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in NAMES}
ROOMS = {room(name) for name in MODULES if "/" in name}
FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings in a document, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    """A link in a document leads to a file, or to a heading of one."""
    broken = []
    for target in LINK.findall(FENCED.sub("", TEXTS[name])):
        path, _, anchor = target.partition("#")
        if not path.startswith(("http://", "https://")):
            known = anchors(TEXTS[path or name]) if anchor and (path or name) in TEXTS else set()
            if not (ROOT / path).exists() or (anchor and anchor not in known):
                broken.append(target)
    assert broken == []


def test_the_documents_know_each_other() -> None:
    """The README leads to all, and the other two lead from one to the other."""
    linked = {name: set(LINK.findall(text)) for name, text in TEXTS.items()}
    assert linked["README.md"] >= set(NAMES) - {"README.md"}
    assert linked["CONTRIBUTING.md"] >= {"ARCHITECTURE.md", "SECURITY.md"}
    assert "CONTRIBUTING.md" in linked["ARCHITECTURE.md"]


def test_every_room_is_told() -> None:
    """Each room has a paragraph that says what it does and what it must not know, and no other has one."""
    told = re.findall(r"^\*\*`(\w+)/`\*\* (.+)$", TEXTS["ARCHITECTURE.md"], re.MULTILINE)
    assert sorted(name for name, _ in told) == sorted(ROOMS)
    assert [name for name, text in told if not re.search(r"must not|\bNothing but\b", text)] == []


def test_what_is_whole_is_told() -> None:
    """The modules beside the rooms are named too."""
    beside = {name for name in MODULES if "/" not in name}
    assert {name for name in beside if f"`{name}`" not in TEXTS["ARCHITECTURE.md"]} == set()


def test_the_order_is_that_of_the_test() -> None:
    """Who may import whom is written twice, and says the same."""
    (listed,) = re.findall(r"^```order\n(.*?)^```$", TEXTS["ARCHITECTURE.md"], re.MULTILINE | re.DOTALL)
    assert tuple(listed.splitlines()) == ORDER


def test_every_library_says_why() -> None:
    """Each library that a room imports has its line, with the room and a reason."""
    rows = re.findall(r"^\| `([\w]+)` \| `([\w/ ]+)` \| (.+?\.) \|$", TEXTS["ARCHITECTURE.md"], re.MULTILINE)
    assert {library: where for library, where, _ in rows} == ONLY


def test_paths_in_the_architecture_exist() -> None:
    """A file or folder that is named stands in the repository, in the package, or in one of its rooms."""
    folders = {(ROOT / "harvest" / name).parent for name in MODULES}
    homes = [ROOT, ROOT / "harvest", *folders]
    written = re.findall(r"`([\w./-]+(?:\.py|\.toml|/))`", FENCED.sub("", TEXTS["ARCHITECTURE.md"]))
    named = {path for path in written if path not in MADE}
    assert len(named) > len(ROOMS)
    assert {path for path in named if not any((home / path).exists() for home in homes)} == set()


MADE = (".cache/", "site-circle/")
"""Folders that a build makes."""


def test_every_target_of_make_is_told() -> None:
    """Whoever sets up finds each command of the Makefile in words."""
    phony = re.findall(r"^\.PHONY:(.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    targets = {target for line in phony for target in line.split()} - {"all"}
    assert len(targets) > 5
    told = {target for name in NAMES[:2] for target in re.findall(r"\bmake ([a-z][\w-]*)", TEXTS[name])}
    assert targets - told == set()
    assert "`make`" in TEXTS["CONTRIBUTING.md"], "the first target has no name"


def test_the_golden_case_that_is_shown_is_one() -> None:
    """The case in CONTRIBUTING.md gives exactly the problems that it names."""
    (shown,) = re.findall(r"^  ```yaml\n(.*?)^  ```$", TEXTS["CONTRIBUTING.md"], re.MULTILINE | re.DOTALL)
    (case,) = yaml.safe_load(textwrap.dedent(shown))
    files = Files({path: text.encode() for path, text in case["files"].items()})
    problems = build(Publication(Path("/nowhere"), content="."), files).problems
    found = [f"{it.path}:{it.line}:{it.column} {it.code} {it.severity}" for it in problems]
    assert found == case["problems"]


@pytest.mark.parametrize("name", NAMES)
def test_no_address_is_made_up(name: str) -> None:
    """No e-mail address stands in a document: who keeps the project says on its page where it can be reached."""
    assert re.findall(r"[\w.+-]+@[\w-]+\.\w+", TEXTS[name]) == []
