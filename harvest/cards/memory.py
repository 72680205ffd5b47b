"""Remember what was made of each file, for a program that reads the same publication again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class FileMemory:
    """Remembers for each name the last value that was made, and what it was made of.

    `go_on` is called between two steps of work; it may raise something to break the work off.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Any, Any]] = {}

    def go_on(self) -> None:
        """Let the work go on."""

    def kept(self, name: str, made_of: object, make: Callable[[], T]) -> T:
        """Return what was made for this name when it was made of the same, or else make it now."""
        self.go_on()
        known = self._kept.get(name)
        if known is None or known[0] != made_of:
            known = self._kept[name] = made_of, make()
        value: T = known[1]
        return value


class NoMemory(FileMemory):
    """Remembers nothing, for a program that reads once."""

    def kept(self, name: str, made_of: object, make: Callable[[], T]) -> T:
        """Make the value."""
        return make()
