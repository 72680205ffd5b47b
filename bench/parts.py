"""Define what is measured: for each part its sizes, and the commands of harvest and its peers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import corpora, peers
from bench.measure import Measure

HARVEST = str(Path(sys.executable).parent / "harvest")
MIX = {"pattern": 1000, "lesson": 250, "question": 100, "meeting": 50}
SIZES = {
    "check": (1000, 10000),
    "site": (200, 1000, 5000),
    "booklet": (50, 200),
    "mixed": (sum(MIX.values()),),
    "map": (300,),
    "names": (1000,),
    "editor": (1000,),
}


def prepared(part: str, sizes: Sequence[int], folder: Path, missing: str | None) -> list[Measure]:
    """Write the publications of a part below `folder`, and return its measures.

    `missing` is the reason why the peers are not installed, which each of their measures gets, or empty when they are;
    None leaves the peers out.
    """
    measures = []
    for cards in sizes:
        home = folder / f"{part}-{cards}"
        home.mkdir(parents=True)
        if part == "mixed":
            mix = {kind: max(1, count * cards // sum(MIX.values())) for kind, count in MIX.items()}
            corpora.publication(home, mix, also=corpora.every_view())
        else:
            corpora.publication(home, cards)
        measures += PARTS[part](home, cards, missing)
    return measures


BUILD = "harvest build --no-print"


def _check(home: Path, cards: int, _missing: str | None) -> list[Measure]:
    return [Measure("harvest check", cards, home, [HARVEST, "check"])]


def _site(home: Path, cards: int, missing: str | None) -> list[Measure]:
    measures = [Measure(BUILD, cards, home, [HARVEST, "build", "--no-print"], ["site"])]
    if missing is not None:
        measures += [
            _mkdocs("plain MkDocs + Material, empty nav", home, cards, missing, "empty", yardstick=True),
            _mkdocs("plain MkDocs + Material, full nav", home, cards, missing, "full", full_nav=True),
        ]
        config = corpora.mkdocs_config(home, "zensical", full_nav=False)
        command = [peers.program("zensical"), "build", "--clean", "-f", config]
        measures.append(Measure("Zensical, empty nav", cards, home, command, ["zensical", ".cache"], why=missing))
    return measures


def _mixed(home: Path, cards: int, missing: str | None) -> list[Measure]:
    return [m for m in _site(home, cards, missing) if m.name == BUILD or m.yardstick]


def _booklet(home: Path, cards: int, missing: str | None) -> list[Measure]:
    measures = [Measure("harvest build, site and booklet", cards, home, [HARVEST, "build"], ["site"])]
    if missing is not None:
        bare = [peers.program("python"), str(Path(__file__).with_name("bare.py").resolve())]
        bare += [corpora.one_document(home), "bare.pdf"]
        measures += [
            Measure("one bare WeasyPrint document", cards, home, bare, yardstick=True, why=missing),
            _mkdocs("mkdocs-to-pdf, site and PDF", home, cards, missing, "to-pdf", full_nav=True, plugin=", to-pdf"),
        ]
    return measures


def _map(home: Path, cards: int, _missing: str | None) -> list[Measure]:
    with_map = home / "with-map"
    with_map.mkdir()
    corpora.publication(with_map, cards, also=["map"])
    command = [HARVEST, "build", "--no-print"]
    return [
        Measure("harvest build, without the map", cards, home, command, ["site"], yardstick=True),
        Measure("harvest build, with the map", cards, with_map, command, ["site"]),
    ]


def _names(home: Path, cards: int, _missing: str | None) -> list[Measure]:
    with_list = home / "with-list"
    with_list.mkdir()
    corpora.publication(with_list, cards)
    corpora.people(with_list)
    build = [HARVEST, "build", "--no-print"]
    alone = [sys.executable, str(Path(__file__).with_name("scan.py").resolve()), "mkdocs.yml"]
    return [
        Measure(BUILD, cards, home, build, ["site"], yardstick=True),
        Measure(f"{BUILD}, 200 people", cards, with_list, build, ["site"]),
        Measure("harvest's scan of that site", cards, with_list, alone),
    ]


def _editor(home: Path, cards: int, _missing: str | None) -> list[Measure]:
    """Return the measures of who types in one card, beside a check of all."""
    keystrokes = [sys.executable, str(Path(__file__).with_name("keystrokes.py").resolve())]
    return [
        Measure("harvest check", cards, home, [HARVEST, "check"], yardstick=True),
        Measure("harvest lsp, a change", cards, home, [*keystrokes, "pause"], tells=True),
        Measure("harvest lsp, while all is read", cards, home, [*keystrokes, "on"], tells=True),
        Measure("harvest --fix, one file", cards, home, [*keystrokes, "mend"], tells=True),
    ]


def _mkdocs(
    label: str,
    home: Path,
    cards: int,
    missing: str,
    name: str,
    *,
    full_nav: bool = False,
    plugin: str = "",
    yardstick: bool = False,
) -> Measure:
    config = corpora.mkdocs_config(home, name, full_nav=full_nav, plugins=f"search{plugin}")
    command = [peers.program("mkdocs"), "build", "-q", "-f", config]
    return Measure(label, cards, home, command, [name], yardstick=yardstick, why=missing)


PARTS: Mapping[str, Callable[[Path, int, str | None], list[Measure]]] = {
    "check": _check,
    "site": _site,
    "booklet": _booklet,
    "mixed": _mixed,
    "map": _map,
    "names": _names,
    "editor": _editor,
}
