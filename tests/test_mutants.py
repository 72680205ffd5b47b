"""`make mutants`: the places it names are there, and the faults it makes are programs that differ."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tools.faults import faults
from tools.mutants import wanted

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "tools" / "mutants.toml").read_text("utf-8"))
MODULE = '''\
NAMES = frozenset("one two".split())

class Shelf:
    def holds(self, book: str) -> bool:
        """Whether it is there."""
        if not book:
            return False
        return book.lower() in self.books and len(book) < 3
'''


def test_what_is_named_is_there() -> None:
    """Code that moves takes its name along here; a fault that is called harmless is one that can still be made."""
    assert wanted(SETTINGS)
    assert [path for tests in SETTINGS["tests"].values() for path in tests if not (ROOT / path).is_file()] == []
    assert all(reason.strip() for reason in SETTINGS["same"].values())


def test_a_fault_is_another_program() -> None:
    made = [fault for part in ("NAMES", "Shelf.holds") for fault in faults("shelf.py", MODULE.encode(), [part])]
    sources = [MODULE[: fault.start] + fault.after + MODULE[fault.end :] for fault in made]
    trees = {ast.dump(ast.parse(source)) for source in sources}
    assert len(trees | {ast.dump(ast.parse(MODULE))}) > len(trees)
    assert sorted(fault.name for fault in made) == [
        "NAMES: without one",
        "NAMES: without two",
        "Shelf.holds: 3 → 4, in: return book.lower() in self.books and len(book) < 3",
        "Shelf.holds: False → True, in: return False",
        "Shelf.holds: book.lower() in self.books and len(book) < 3 → ((book.lower() in self.books) or (len(book) < 3))",
        "Shelf.holds: book.lower() in self.books and len(book) < 3 → False",
        "Shelf.holds: book.lower() in self.books and len(book) < 3 → True",
        "Shelf.holds: book.lower() in self.books → (book.lower() not in self.books)",
        "Shelf.holds: book.lower() → book",
        "Shelf.holds: len(book) < 3 → (len(book) <= 3)",
        "Shelf.holds: len(book) < 3 → (len(book) >= 3)",
        "Shelf.holds: not book → (book)",
        "Shelf.holds: not book → False",
        "Shelf.holds: not book → True",
        "Shelf.holds: without and (book.lower() in self.books)",
        "Shelf.holds: without and (len(book) < 3)",
    ]


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(LookupError, match=r"shelf\.py has no Shelf\.keeps"):
        list(faults("shelf.py", MODULE.encode(), ["Shelf.keeps"]))
    with pytest.raises(LookupError, match=r"Shelf\.holds in shelf\.py has no fault with author"):
        list(faults("shelf.py", MODULE.encode(), ["Shelf.holds: author"]))
    assert [fault.name for fault in faults("shelf.py", MODULE.encode(), ["NAMES: two"])] == [
        "NAMES: without one",
        "NAMES: without two",
    ]
