"""Keep what is open in an editor's program, and tell it the problems: of a changed file at once, of the rest later.

Reading all of a publication happens in another thread. It gets texts that do not change, so what it gives is right for
these, and is shown only when nobody typed meanwhile.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

from lsprotocol import types
from pygls.uris import to_fs_path

from harvest.editor.diagnostics import diagnostics
from harvest.editor.opened import Known, OpenPublication, Superseded, config_of
from harvest.editor.texts import Text
from harvest.problems.problem import Problem

T = TypeVar("T")
PAUSE = 0.3
"""The seconds without typing after which all of a publication is read."""
Tell = Callable[[types.PublishDiagnosticsParams], None]
Told = dict[str, list[types.Diagnostic]]


class Round(NamedTuple):
    """What was read of a publication from these texts, and the problems of each file as they are shown."""

    texts: dict[str, Text]
    known: Known | None
    shown: Told


class Session:
    """The open files and their publications; `tell` sends the problems of a file, and `failed` takes an exception."""

    def __init__(self, tell: Tell, failed: Callable[[Exception], None]) -> None:
        self._tell, self._failed = tell, failed
        self._publications: dict[Path, OpenPublication] = {}
        self._files: dict[str, tuple[OpenPublication, str]] = {}
        self._timers: dict[OpenPublication, asyncio.TimerHandle] = {}
        self._first: dict[OpenPublication, asyncio.Future[None]] = {}
        self._told: dict[OpenPublication, Told] = {}
        self._now: dict[tuple[OpenPublication, str], tuple[Text, tuple[Problem, ...]]] = {}
        self._worker = ThreadPoolExecutor(1)

    def opened(self, uri: str, text: Text) -> None:
        """Take a file that was opened; one outside any publication is left alone."""
        path = to_fs_path(uri)
        file = Path(path).absolute() if path else None
        config = config_of(file) if file else None
        if file is None or config is None:
            return
        here = self._publications.get(config)
        if here is None:
            here = self._publications[config] = OpenPublication(config)
            self._first[here] = asyncio.get_running_loop().create_future()
        inside = here.path_of(file)
        here.texts[inside], here.uris[inside] = text, uri
        self._files[uri] = here, inside
        self._soon(here, 0)

    def changed(self, uri: str, changes: Iterable[types.TextDocumentContentChangeEvent], version: int) -> None:
        """Take changes of an open file, and tell what is wrong with it now."""
        if uri not in self._files:
            return
        here, path = self._files[uri]
        for change in changes:
            here.change(path, here.texts[path].changed(change, version))
        problems = here.at_once(path)
        if problems is not None:
            text = here.texts[path]
            self._now[here, path] = text, problems
            self._send(here, path, diagnostics(problems, text, here.language))
        self._soon(here, PAUSE)

    def closed(self, uri: str) -> None:
        """Take that a file was closed; with the last of a publication go its problems."""
        if uri not in self._files:
            return
        here, path = self._files.pop(uri)
        here.texts.pop(path, None)
        self._now.pop((here, path), None)
        if here.texts:
            self._soon(here, 0)
            return
        for told in list(self._told.get(here, {})):
            self._send(here, told, [])
        here.uris.clear()
        self._publications.pop(here.config, None)
        self._told.pop(here, None)
        if timer := self._timers.pop(here, None):
            timer.cancel()
        self._read_once(here)
        del self._first[here]

    def on_disk(self) -> None:
        """Take that files changed on disk."""
        for here in self._publications.values():
            self._soon(here, PAUSE)

    async def at(self, uri: str) -> tuple[OpenPublication, str] | None:
        """Return the publication of an open file and its path in it, once that has been read; None outside any."""
        if uri not in self._files:
            return None
        here, path = self._files[uri]
        await asyncio.shield(self._first[here])
        return here, path

    async def publications(self) -> list[OpenPublication]:
        """Return the publications of which files are open, once they have been read."""
        for here in list(self._publications.values()):
            await asyncio.shield(self._first[here])
        return list(self._publications.values())

    async def aside(self, work: Callable[[], T]) -> T:
        """Do work that takes long without keeping who types waiting."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def problems(self, here: OpenPublication, path: str) -> tuple[Problem, ...]:
        """Return the problems of an open file as it is now; none where they are not known yet."""
        text, problems = self._now.get((here, path), (None, ()))
        return problems if text is here.texts.get(path) else ()

    def _soon(self, here: OpenPublication, pause: float) -> None:
        """Read all of a publication after a pause; what was to come before that gives way."""
        if timer := self._timers.pop(here, None):
            timer.cancel()
        self._timers[here] = asyncio.get_running_loop().call_later(pause, self._begin, here)

    def _begin(self, here: OpenPublication) -> None:
        self._timers.pop(here, None)
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._worker, _read, here, dict(here.texts))
        work.add_done_callback(lambda done: self._done(here, done))

    def _done(self, here: OpenPublication, work: asyncio.Future[Round]) -> None:
        if isinstance(work.exception(), Superseded):
            return
        self._read_once(here)
        if (error := work.exception()) is not None:
            self._failed(error if isinstance(error, Exception) else RuntimeError())
            return
        read = work.result()
        here.take(read.known)
        if here.config not in self._publications or read.texts != here.texts:
            return  # somebody typed meanwhile, and it is read again soon
        for path, text in read.texts.items():
            own = read.known.problems if read.known else ()
            self._now[here, path] = text, tuple(problem for problem in own if problem.path == path)
        before = self._told.get(here, {})
        for path in sorted({*before, *read.shown, *read.texts}):
            self._send(here, path, read.shown.get(path, []))

    def _read_once(self, here: OpenPublication) -> None:
        """Let go on who waits until a publication has been read."""
        first = self._first.get(here)
        if first and not first.done():
            first.set_result(None)

    def _send(self, here: OpenPublication, path: str, shown: list[types.Diagnostic]) -> None:
        """Send the problems of a file, unless the program knows them already."""
        told = self._told.setdefault(here, {})
        text = here.texts.get(path)
        if text is None and told.get(path, []) == shown:
            return
        told[path] = shown
        if not shown:
            told.pop(path)
        self._tell(types.PublishDiagnosticsParams(here.uri(path), shown, text.version if text else None))


def _read(here: OpenPublication, texts: dict[str, Text]) -> Round:
    """Read all of a publication, and show its problems as the protocol has them."""
    known = here.read(texts)
    by_path: dict[str, list[Problem]] = {}
    for problem in known.problems if known else ():
        by_path.setdefault(problem.path, []).append(problem)
    shown: Told = {}
    for path, problems in by_path.items():
        text = texts.get(path) or Text.of_file(here.root / path)
        shown[path] = diagnostics(problems, text, known.publication.language if known else "")
    # What was read stays until it is replaced. To look through it for garbage takes as long as reading ten cards anew.
    gc.freeze()
    return Round(texts, known, shown)
