"""What a process prints and logs passes through an outlet that takes names out and changes nothing else."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from rich.console import Console
from rich.progress import Progress

from harvest.privacy.people.people import People, Person
from harvest.privacy.veil import Veil
from harvest.problems.hiding import hidden, hide_with
from harvest.problems.problem import Fix, Place, Position, problem, say
from harvest.publication import CONFIG, read_publication
from harvest.site.outlet import Outlet, keep_names_in, names_on_terminal
from tests.drawing import LEAN, written

NAME = "Ottilie Zandvliet"
LISTED = {CONFIG: LEAN.format(language="nl"), "private/people.yml": f"mensen:\n  - naam: {NAME}\n"}
VEIL = Veil(People((Person("p1", NAME),), ("Plan Vuurtoren",)), "nl")


@pytest.fixture(autouse=True)
def veiled() -> Iterator[None]:
    """Names are hidden, in this test alone."""
    before = sys.stdout, sys.stderr
    hide_with(VEIL)
    yield
    hide_with(None)
    sys.stdout, sys.stderr = before


def outlet(*, terminal: bool = False) -> tuple[Outlet, io.StringIO]:
    """An outlet, and the stream behind it."""
    stream = io.StringIO()
    if terminal:
        stream.isatty = lambda: True  # type: ignore[method-assign]
    return Outlet(stream), stream


def test_a_name_is_taken_out_of_what_is_printed() -> None:
    """Also where it comes in pieces, and whichever way it is printed."""
    before, behind = outlet()
    print("Dat zei Ottilie Zandvliet.", file=before)
    print("Ott", end="", file=before)
    print("ilie kwam", file=before)
    click.echo("gesprek-met-ottilie-zandvliet.md", file=before)  # type: ignore[arg-type]
    before.writelines(["bij Zand", "vliet\n", "bij Plan Vuurtoren\n"])
    assert behind.getvalue().splitlines() == ["Dat zei ….", "… kwam", "gesprek-met-….md", "bij …", "bij …"]


def test_the_path_of_a_file_that_names_somebody_has_no_doubtful_name() -> None:
    veil = Veil(People((Person("p1", "Sanne Bakker"), Person("p2", "Roos van der Kade"))), "nl")
    assert veil("patronen/sanne-bakker/roos.html") == "patronen/…/roos.html"
    assert veil.path("patronen/sanne-bakker/roos.html") == "patronen/…/….html"
    assert veil.path("patronen/een.html") == "patronen/een.html"


def test_what_holds_no_name_passes_unchanged() -> None:
    """Byte for byte, at the end of a line or when somebody asks for it, with all that a stream can say of itself."""
    before, behind = outlet()
    before.write("Hoe ")
    before.flush()
    assert behind.getvalue() == "Hoe "
    before.write("gaat het?\r\n")
    assert behind.getvalue() == "Hoe gaat het?\r\n"
    real = Outlet(sys.__stdout__ or io.StringIO())
    for said in ("isatty", "fileno", "readable", "writable"):
        assert getattr(real, said)() == getattr(sys.__stdout__, said)()
    assert (real.encoding, real.errors) == (sys.__stdout__.encoding, sys.__stdout__.errors)  # type: ignore[union-attr]
    with pytest.raises(TypeError):
        before.write(b"bytes")  # type: ignore[arg-type]


def test_signs_that_end_in_a_letter_hide_no_name() -> None:
    """The colours of a terminal, and line breaks as programs write them down."""
    before, behind = outlet()
    print("\x1b[31mZandvliet\x1b[0m en Ott\x1b[1milie", file=before)
    print(repr("een\nZandvliet"), file=before)
    assert behind.getvalue() == "… en …\n'een\\n…'\n"


def test_json_stays_json() -> None:
    """A name may stand at the edge of a text, or seem to run through several."""
    before, behind = outlet()
    said = {"path": "ottilie-zandvliet.md", "a": "Ottilie", "Zandvliet": ["Ottilie", "Zandvliet", 'de "Zandvliet"']}
    print(json.dumps(said, ensure_ascii=False, indent=2), file=before)
    assert "andvliet" not in behind.getvalue()
    assert json.loads(behind.getvalue())["path"] == "….md"


def test_bars_of_progress_pass() -> None:
    """What moves on a terminal keeps its marks."""
    before, behind = outlet(terminal=True)
    console = Console(file=before, force_terminal=True, width=60)  # type: ignore[arg-type]
    with Progress(console=console, transient=True) as bars:
        bars.update(bars.add_task("Zandvliet", total=2), completed=1)
    assert "\x1b[" in behind.getvalue()
    assert "andvliet" not in behind.getvalue()


def test_a_log_that_was_there_before_holds_no_name_either(tmp_path: Path) -> None:
    """MkDocs sets up its log before it reads who may not be named."""
    logger = logging.getLogger("outlet")
    handler, stream = logging.StreamHandler(behind := io.StringIO()), behind
    logger.addHandler(handler)
    try:
        keep_names_in(read_publication(written(tmp_path, LISTED) / CONFIG))
        logger.warning("bij %s", NAME)
        assert stream.getvalue() == "bij …\n"
        outlets = sys.stdout, sys.stderr
        keep_names_in(read_publication(tmp_path / CONFIG))  # as a preview does, again and again
        assert (sys.stdout, sys.stderr) == outlets
        assert all(isinstance(one, Outlet) and not isinstance(one.stream, Outlet) for one in outlets)
    finally:
        logger.removeHandler(handler)


def test_without_a_list_nothing_stands_in_front(tmp_path: Path) -> None:
    """It costs nothing, and what was hidden before is not hidden any longer."""
    before = sys.stdout
    keep_names_in(read_publication(written(tmp_path, {CONFIG: LISTED[CONFIG]}) / CONFIG))
    assert sys.stdout is before
    assert hidden(NAME) == NAME


def test_a_command_may_show_names_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not to a file, and not before or after."""
    for terminal, shown in ((True, f"…\n{NAME}\n…\n"), (False, "…\n…\n…\n")):
        before, behind = outlet(terminal=terminal)
        monkeypatch.setattr(sys, "stdout", before)
        print(NAME)
        with names_on_terminal():
            print(NAME)
        print(NAME)
        assert behind.getvalue() == shown


def test_no_word_of_a_problem_comes_from_the_list() -> None:
    """Whatever a message quotes, however deep, and a correction only as long as it needs no name."""
    place, at = Place("a.md", 2), Position(2, 1)
    message = say("{a} {b} {c} {d}", a=NAME, b=say("«{x}»", x=NAME), c=[NAME, "water"], d={"nl": NAME, "en": "water"})
    told = VEIL.problem(problem(place, "dangling-link", message, say("{n}", n=NAME), fix=Fix(at, at, NAME)))
    assert "andvliet" not in repr((told.message, told.hint, told.fix))
    assert "water" in repr(told.message)
    assert told.fix is None
    plain = problem(place, "dangling-link", say("{a} {n}", a="water", n=3), fix=Fix(at, at, "water"))
    assert VEIL.problem(plain) is plain
