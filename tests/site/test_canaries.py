"""Nothing that an edition does not hold is in any byte of it: of every kind, field, relation and section."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from harvest.kinds.read import Kinds, load_kinds
from tests.building import run
from tests.drawing import written
from tests.site import canaries
from tests.site.canaries import CANARY, DAY, NUMBER, REVIEWED, SEEN

FOUND = re.compile(rf"{CANARY}\w*|{NUMBER}|\b{DAY[:4]}\b|/tmp/|/home/", re.IGNORECASE)
TEXTS = (".html", ".json", ".csv", ".xml", ".txt", ".pdf")


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    kinds, problems = load_kinds([("ritueel.yml", canaries.OWN_KIND.encode())])
    assert not problems
    return kinds


@pytest.fixture
def folder(kinds: Kinds, tmp_path: Path) -> Path:
    """A publication in a folder whose own name must not be seen either."""
    return written(tmp_path / CANARY, canaries.publication(kinds))


def told(site: Path) -> Iterator[tuple[str, str]]:
    """Every file as all text it holds, its own name included; of a PDF also what is in its objects."""
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        name = path.relative_to(site).as_posix()
        text = f"{name}\n" + path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".pdf":
            shown = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
            text = "\n".join([name, re.sub(r"[-\xad]?\n", "", shown), *_strings(path)])
        yield name, text if path.suffix in TEXTS else "\n".join(re.findall(rf"(?i){CANARY}\w*", text))


def _strings(path: Path) -> Iterator[str]:
    """Names, strings and streams in a PDF: titles, bookmarks, addresses, descriptions, data about it."""
    with pikepdf.open(path) as pdf:
        for found in pdf.objects:
            yield from _inside(found)


def _inside(found: Any) -> Iterator[str]:
    if isinstance(found, pikepdf.Stream) and found.get("/Subtype") in ("/XML", "/Form"):
        yield found.read_bytes().decode("utf-8", "replace")
    if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        for name, value in found.items():
            yield name
            yield from () if getattr(value, "is_indirect", False) else _inside(value)
    elif isinstance(found, pikepdf.Array):
        for value in found:
            yield from () if getattr(value, "is_indirect", False) else _inside(value)
    elif isinstance(found, (pikepdf.String, pikepdf.Name)):
        yield str(found)


def chosen(site: Path) -> set[tuple[str, str]]:
    """What the filters of all lists offer: field and value."""
    boxes = (re.findall(r'type="checkbox" data-group="(\w+)" value="([^"]+)"', text) for _, text in told(site))
    return {box for found in boxes for box in found}


@pytest.mark.parametrize("edition", ["public", "circle"])
def test_nothing_is_told_that_the_edition_does_not_hold(folder: Path, kinds: Kinds, edition: str) -> None:
    """The public edition with its booklet; the circle's may tell what was reviewed, and tells it."""
    options = [] if edition == "public" else ["--edition", "circle", "--no-print"]
    done = run("harvest", "build", *options, folder=folder, USER=CANARY, LOGNAME=CANARY)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / ("site" if edition == "public" else "site-circle")
    may = (REVIEWED, NUMBER, DAY[:4]) if edition == "circle" else ()
    leaks = {
        name: [text[max(hit.start() - 60, 0) : hit.end() + 60] for hit in found]
        for name, text in told(site)
        if (found := [hit for hit in FOUND.finditer(text) if not hit[0].lower().startswith(may)])
    }
    assert not leaks
    texts = {name: text for name, text in told(site) if name.endswith(".html")}
    for kind in kinds.by_name.values():
        assert any(f"{SEEN} a-{kind.kind}" in text for text in texts.values()), kind.kind
        shown = any(f"{REVIEWED.capitalize()} {REVIEWED}-{kind.kind}" in text for text in texts.values())
        assert shown == (edition == "circle"), kind.kind
    last = {
        (n, list(f.choices)[-1]) for k in kinds.by_name.values() for n, f in k.fields.items() if f.type == "choices"
    }
    assert bool(chosen(site) & last) == (edition == "circle")
    if edition == "public":
        assert SEEN in dict(told(site))["print/booklet.pdf"]
