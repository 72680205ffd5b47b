"""A publication in which words are planted: checked, what is refused taken out, and the rest built."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from harvest.publication import Edition
from tests.building import run
from tests.drawing import read_for_names, written
from tests.planted.cards import GROUND
from tests.planted.plant import Content, Plant, shows

VIEWS = {
    "home": "index.md",
    "new-here": "nieuw.md",
    "map": "plattegrond.md",
    "patterns": "patronen/index.md",
    "lessons": "lessen/index.md",
    "cases": "casussen/index.md",
    "timeline": "bijeenkomsten/index.md",
    "tiles": "tegels/index.md",
    "collaborations": "samenwerkingen/index.md",
    "agenda": "vragen/index.md",
    "results": "resultaten/index.md",
    "reflection": "reflectie.md",
    "sources": "bronnen/index.md",
    "index": "register.md",
    "colophon": "colofon.md",
}
SETTINGS = """\
site_name: Proef
site_url: https://example.org/
docs_dir: content
theme: {{name: material, language: nl}}
plugins:
  - search
  - harvest:
      language: nl
      print: {print}
      record:
        vraagstuk: Hoe leren we samen?
{record}nav:
  - index.md
  - Deel: [{pages}]
"""
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"
NOT_ABOUT_WHAT_GOES_OUT = (
    "missing-alt",
    "low-resolution",
    "too-long",
    "orphan",
    "lesson-without-evidence",
    "no-instance",
)
"""Codes that tell how good a card is, and so do not tell that something is in a file."""


@dataclass
class Outcome:
    """What became of what was planted, by the name of each."""

    refused: dict[str, list[str]]
    """The errors for which it had to be left out."""
    warned: dict[str, list[str]]
    """The warnings about what was built all the same."""
    strange: list[str]
    """Errors that belong to nothing that was planted, and why the build failed."""
    log: str = ""


def texts(plants: Iterable[Plant], rule: str, *, booklet: bool = True) -> dict[str, Content]:
    """The files of the publication: a page for every view, cards without a fault, and what is planted."""
    plants = list(plants)
    record = [f"rule: {rule}"] if rule else []
    record += [plant.settings for plant in plants if plant.settings]
    pages = {f"content/{path}": f"---\ntitel: Pagina {view}\nview: {view}\n---\n" for view, path in VIEWS.items()}
    settings = SETTINGS.format(
        print=str(booklet).lower(),
        record="".join(f"        {line}\n" for line in record),
        pages=", ".join(path for path in VIEWS.values() if path != "index.md"),
    )
    shown = {path: "".join(f"{line}\n" for _, line in lines) for path, lines in shows(plants).items()}
    planted = {path: content for plant in plants for path, content in plant.files.items()}
    return {"mkdocs.yml": settings, "content/beelden/basis.svg": SVG, **GROUND, **pages, **shown, **planted}


def problems(folder: Path, edition: Edition) -> list[dict[str, Any]]:
    """What `harvest check` tells."""
    done = run("harvest", "check", "--format", "json", "--edition", edition, folder=folder)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return told


def told(folder: Path, plants: Sequence[Plant], edition: Edition) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each problem, with the name of what it is about, or nothing where that is nothing that is planted.

    A plant is meant by a path of its own, by its lines in a card that others share, by the name of its file in the
    message, or by its word in a line of the settings.
    """
    by_path = {path: plant.name for plant in plants for path in plant.files}
    for path, name in list(by_path.items()):  # a folder that may not be there is told by its own name
        by_path |= {str(above): name for above in PurePosixPath(path).parents if above.name == "private"}
    by_line = {
        (path, number): name for path, lines in shows(plants).items() for number, (name, _) in enumerate(lines, 1)
    }
    by_word = {Path(plant.subject).name.lower() or plant.word: plant.name for plant in plants}
    for problem in problems(folder, edition):
        path, line = problem["path"], problem["line"]
        said = f"{problem['message']} {problem['hint']} {line_of(folder, problem)}".lower()
        named = (name for word, name in by_word.items() if word in said)
        yield by_path.get(path) or by_line.get((path, line)) or next(named, ""), problem


def line_of(folder: Path, problem: Mapping[str, Any]) -> str:
    """The line that a problem points at."""
    path = folder / problem["path"]
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    return lines[problem["line"] - 1] if 0 < problem["line"] <= len(lines) else ""


def build(
    plants: Sequence[Plant], folder: Path, rule: str, edition: Edition, *options: str, **environment: str
) -> Outcome:
    """Write the publication, leave out what `check` refuses, and build the rest."""
    shutil.rmtree(folder, ignore_errors=True)
    read_for_names(written(folder, texts(plants, rule)))
    outcome = Outcome({}, {}, [])
    for owner, problem in told(folder, plants, edition):
        line = "{path}:{line} {code} {severity}: {message}".format(**problem)
        matters = problem["code"] not in NOT_ABOUT_WHAT_GOES_OUT
        if problem["severity"] == "error" and not (owner and matters):
            outcome.strange.append(line)
        elif problem["severity"] == "error":
            outcome.refused.setdefault(owner, []).append(line)
        elif problem["severity"] == "warning" and owner and matters:
            outcome.warned.setdefault(owner, []).append(line)
    left = [plant for plant in plants if plant.name not in outcome.refused]
    for path in texts(plants, rule).keys() - texts(left, rule).keys():
        (folder / path).unlink()
        for empty in (f for f in (folder / path).parents if f.is_dir() and not any(f.iterdir())):
            empty.rmdir()
    read_for_names(written(folder, texts(left, rule)))
    done = run("harvest", "build", "--edition", edition, *options, folder=folder, **environment)
    outcome.log = done.stdout + done.stderr
    if done.returncode:
        outcome.strange.append(f"the build failed: {' '.join(outcome.log.split()[-40:])}")
    return outcome


def kept(outcome: Outcome, found: Mapping[str, list[str]]) -> str:
    """The outcome and what was found, to read back in another process."""
    return json.dumps({**asdict(outcome), "found": found})
