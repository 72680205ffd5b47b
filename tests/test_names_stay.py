"""Plant a list of people, and their names wherever a message may quote: no output, log, cache or file holds one."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from harvest.pipeline import load
from harvest.privacy.veil import Veil
from harvest.problems.hiding import hide_with
from harvest.publication import CONFIG, read_publication
from harvest.site.edition import site_of
from tests.building import run
from tests.drawing import PAGES, RELEASED, pattern, written

NAMES = re.compile(r"(?i)xanthip|quispel|droogleever|zebedeus|oudeschans|kwikstaart")
"""A piece of each name; it is in no word of ours, and in nothing that a build brings."""
LIST = """\
mensen:
  - naam: Xanthippe Quispel-Droogleever
    ook bekend als: [Xanthip]
  - naam: Zebedeus Oudeschans
    e-mail: zebedeus@oudeschans.example
  - naam: Zebedeus Oudeschans
termen: [Plan Kwikstaart]
"""
SETTINGS = """\
site_name: De kring van Zebedeus Oudeschans
docs_dir: content
exclude_docs: "*"
theme: {name: material, language: nl}
nav:
  - Bij Oudeschans: index.md
  - Weg: zebedeus/oudeschans.md
plugins:
  - search
  - harvest:
      language: nl
      print: false
      kinds: [kinds/zebedeus.yml, kinds/oudeschans.yml]
      zebedeus: oudeschans
      record: {spelregel: REGEL, zebedeus: oudeschans, "plan kwikstaart": ja, periode: Quispel}
"""
CARD = """\
---
titel: Gesprek met Zebedeus Oudeschans
status: Oudeschans
niet getoetst: Quispel
hoe zeker: Zebedeus
schaal: [Quispel, Droogleever]
zebedeus: oudeschans
zebedeus: oudeschans
draagt bij aan: ["[[Xanthippe Quispel]]", Gesprek met Zebedeus Oudeschans]
getoetst op: 3/4/Zebedeus
volgorde: Oudeschans
afbeelding: zebedeus.png
niet melden: {oudeschans: zebedeus}
---

## Context

[[Xanthippe Quispel]], [x](zebedeus-oudeschans.md), [y](#zebedeus), [z](Zebedeus:oudeschans) en [[Overleg#Oudeschans]].

## Zebedeus en Oudeschans

![Oudeschans](zebedeus.svg) ![](oudeschans.png) <script title="Zebedeus">Oudeschans</script> [^zebedeus]

{% Oudeschans %} :zebedeus: %% Zebedeus
"""
FILES = {
    **PAGES,
    CONFIG: SETTINGS,
    "private/people.yml": LIST,
    "kinds/zebedeus.yml": "kind: zebedeus\nlabel: {nl: Zebedeus}\noudeschans: Quispel\nfields: {quispel: {type: Droogleever}}\n",
    "kinds/oudeschans.yml": "kind: [Zebedeus: Oudeschans\n",
    "content/patronen/zebedeus.md": CARD,
    "content/patronen/gesprek-met-zebedeus-oudeschans.md": CARD,
    "content/patronen/overleg.md": pattern(
        "Overleg", text="Bij [[Gesprek met Zebedeus Oudeschans]] en Plan Kwikstaart."
    ),
    "content/lessen/quispel.md": "---\ntitel: 'Zebedeus\nstatus: Oudeschans: Quispel\n---\n",
    "content/lessen/droogleever.md": '---\ntitel: "Zebedeus" Oudeschans\n---\n',
    "content/lessen/tekst.md": "---\nZebedeus Oudeschans\n---\n",
    "content/lessen/zoek.md": "---\ntitel: *Zebedeus\nbij: !oudeschans x\n---\n",
    "content/Zebedeus/oudeschans.md": "---\nview: oudeschans\ntitel: Zebedeus\n---\n",
    "content/patroon-zebedeus/x.md": "---\ntitel: Zebedeus\nsoort: Oudeschans\n---\n",
    "content/patronen/zebedeus.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>Zebedeus</script><zebedeus/></svg>',
    "content/patronen/oudeschans.png": "Zebedeus",
    "content/patronen/zebedeus.xyz": "Oudeschans",
    "content/private/zebedeus.md": "Oudeschans",
}
WELL = {
    **PAGES,
    "private/people.yml": LIST,
    "content/lessen/les.md": f"---\ntitel: Les\n{RELEASED}komt van: deelnemers\nblijkt uit: Verslag\n---\n\nWater.\n",
    "content/bronnen/verslag.md": f"---\ntitel: Verslag\n{RELEASED}---\n\nWater.\n",
    "content/patronen/overleg.md": pattern("Overleg"),
}
CRASH = """\
import sys
from pathlib import Path
import harvest.pipeline as pipeline
from harvest.commands import cli
def crash(*_): raise KIND("bij Zebedeus Oudeschans", "een\\nQuispel")
pipeline.read_corpus = crash
sys.argv = ["harvest", *sys.argv[1:]]
cli.main()
"""
MKDOCS_CRASH = """\
import sys
from harvest.site.pages import Site
def crash(*_): raise ValueError("bij Zebedeus Oudeschans")
Site.content = crash
from mkdocs.__main__ import cli
cli(["build", "-v"])
"""

Ran = subprocess.CompletedProcess[str]


class Place:
    """A publication in a folder with a folder for temporary files, in which commands are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "oogst"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()

    def says(self, command: str, *arguments: str, **environment: str) -> Ran:
        """Run a command: nothing that it says, leaves in its caches or among temporary files holds a name."""
        done = run(command, *arguments, folder=self.folder, TMPDIR=str(self.temporary), **environment)
        assert list(NAMES.finditer(done.stdout + done.stderr)) == [], done.stdout + done.stderr
        assert list(self.left()) == []
        return done

    def left(self) -> Iterator[Path]:
        """Every file with a name of a person in it, or in its path, that no author wrote."""
        folders = [self.temporary, *(self.folder / name for name in (".cache", "site", "site-circle"))]
        for path in (path for folder in folders for path in folder.rglob("*")):
            inside = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
            if NAMES.search(path.relative_to(self.folder.parent).as_posix()) or NAMES.search(inside):
                yield path


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A publication full of names and mistakes."""
    folder = tmp_path_factory.mktemp("namen")
    place = Place(folder)
    written(place.folder, {**FILES, CONFIG: SETTINGS.replace("REGEL", "open")})
    return place


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A publication with a list of people, and no name elsewhere."""
    place = Place(tmp_path_factory.mktemp("geen"))
    written(place.folder, WELL)
    return place


def test_a_check_names_nobody(failing: Place) -> None:
    """Though it tells many mistakes, each at its place, as text and as data."""
    for language in ("nl", "en"):
        done = failing.says("harvest", "check", "--lang", language)
        assert done.returncode == 1
        assert "name-revealed" in done.stdout
        assert "gesprek-met-…" in done.stdout
    said = json.loads(failing.says("harvest", "check", "--format", "json").stdout)
    codes = {problem["code"] for problem in said["problems"]}
    assert len(codes) > 25, codes
    assert any("…" in problem["message"] for problem in said["problems"] if problem["code"] == "dangling-link")


def test_a_build_that_fails_names_nobody(failing: Place) -> None:
    """Of either edition, by either program, at work and on a server, also where the log tells all settings."""
    for edition in ("public", "circle"):
        assert failing.says("harvest", "build", "--edition", edition).returncode == 1
    assert failing.says("mkdocs", "build", "-v").returncode == 1
    assert failing.says("harvest", "build", CI="true").returncode == 1
    assert failing.says("mkdocs", "build", CI="true").returncode == 1


def test_a_build_that_succeeds_names_nobody(passing: Place) -> None:
    """Neither in what it says nor in what it makes: pages, data, the index of the search, what is kept."""
    done = passing.says("harvest", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (passing.folder / "site" / "harvest.json").is_file()
    assert passing.says("mkdocs", "build", "-v").returncode == 0


def test_other_commands_name_nobody(failing: Place) -> None:
    """What was typed may hold a name, too."""
    card = "content/patronen/gesprek-met-zebedeus-oudeschans.md"
    for arguments in (
        ("new", "patroon", "Met Zebedeus Oudeschans"),
        ("new", "Zebedeus", "Oudeschans"),
        ("review", card),
        ("review", "content/patronen/zebedeus-oudeschans.md"),
        ("review", card, "--on", "Zebedeus"),
        ("schema", "zebedeus"),
        ("Zebedeus",),
        ("check", "Oudeschans"),
        ("check", "--format", "Oudeschans"),
    ):
        failing.says("harvest", *arguments)


@pytest.mark.parametrize("kind", ["ValueError", "OSError", "KeyError"])
def test_a_crash_names_nobody(failing: Place, kind: str) -> None:
    """It ends in one line, for whoever looks for the mistake too."""
    script = CRASH.replace("KIND", kind)
    for debug in ("", "1"):
        done = subprocess_says(failing, script, "check", HARVEST_DEBUG=debug)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "…" in done.stderr


def test_a_crash_of_mkdocs_names_nobody(passing: Place) -> None:
    """Nor does what MkDocs makes of a mistake in harvest."""
    done = subprocess_says(passing, MKDOCS_CRASH)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "bij …" in done.stdout + done.stderr


def subprocess_says(place: Place, script: str, *arguments: str, **environment: str) -> Ran:
    """Run a script of Python, as `says` runs a command."""
    return place.says("python", "-c", script, *arguments, **environment)


def test_the_panel_of_a_preview_names_nobody(failing: Place) -> None:
    """It tells what is wrong with the page it stands on; the page itself shows what its author wrote."""
    publication = read_publication(failing.folder / CONFIG)
    corpus = load(publication)
    assert corpus.people is not None
    hide_with(Veil(corpus.people, publication.language))
    try:
        site = site_of(corpus, preview=True)
        panels = [
            panel
            for node in site.nodes.values()
            for panel in re.findall(r'<section class="problems".*?</section>', site.content(node, ""), re.DOTALL)
        ]
    finally:
        hide_with(None)
    assert len(panels) > 3
    assert "gesprek-met-" not in "".join(panels) or "…" in "".join(panels)
    assert [panel for panel in panels if NAMES.search(panel)] == []
