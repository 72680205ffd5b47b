"""Keep the names of the list of people out of all that this process prints and logs, whichever library says it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, TextIO

from harvest.privacy.people.file import read_people
from harvest.privacy.veil import Veil
from harvest.problems.hiding import hidden, hide_with, hiding
from harvest.publication import Publication


def keep_names_in(publication: Publication) -> None:
    """Print and log no name of the list of people of this publication from here on; without a list, change nothing."""
    people = read_people(publication.root, publication.language)
    if people is None:
        hide_with(None)
    else:
        # In a list that cannot be read whole, somebody may be lacking; whether git keeps it makes no difference.
        whole = all(one.code == "private-in-content" for one in people.problems)
        hide_with(Veil(people, publication.language, publication.places), whole=whole)
        _put_in_front()


class Outlet:
    """A stream in front of another one, that it passes all on to without names.

    It keeps what it gets until the end of a line, or until somebody asks for it: a name may come in pieces.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.open = False
        self._kept = ""
        self._lock = RLock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.stream)

    def write(self, text: str) -> int:
        """Write a text without names. Raises what the stream raises."""
        with self._lock:
            if self.open or not hiding():
                self._pass_on()
                return self.stream.write(text)
            self._kept += text
            if "\n" in text or "\r" in text:
                self._pass_on()
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts."""
        self.write("".join(lines))

    def flush(self) -> None:
        """Write what was kept, and let the stream write it too."""
        with self._lock:
            self._pass_on()
        self.stream.flush()

    def _pass_on(self) -> None:
        kept, self._kept = self._kept, ""
        if kept:
            self.stream.write(kept if self.open else hidden(kept))


@contextmanager
def names_on_terminal() -> Iterator[None]:
    """Let names pass to a terminal, for a command that is there to show them."""
    outlets = [one for one in (sys.stdout, sys.stderr) if isinstance(one, Outlet) and one.isatty()]
    for outlet in outlets:
        outlet.flush()
        outlet.open = True
    try:
        yield
    finally:
        for outlet in outlets:
            outlet.flush()
            outlet.open = False


def _put_in_front() -> None:
    """Put an outlet in front of both streams of this process, and of those that loggers write to."""
    import logging  # late, since most commands have no list and log nothing

    in_front: dict[int, Any] = {}
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and not isinstance(stream, Outlet):
            in_front[id(stream)] = Outlet(stream)
            setattr(sys, name, in_front[id(stream)])
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.Logger.manager.loggerDict))]
    for logger in loggers:
        for handler in logger.handlers:
            stream = getattr(handler, "stream", None)
            if isinstance(handler, logging.StreamHandler) and stream and not isinstance(stream, Outlet):
                handler.setStream(in_front.setdefault(id(stream), Outlet(stream)))
