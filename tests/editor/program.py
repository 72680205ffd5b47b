"""A program in which somebody types: a real client of the protocol, that speaks with `harvest lsp` over its streams."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

T = TypeVar("T")
PATIENCE = 30
"""The seconds after which an answer is taken not to come."""

ABLE = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[types.ResourceOperationKind.Rename]
        ),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        code_action=types.CodeActionClientCapabilities(
            code_action_literal_support=types.ClientCodeActionLiteralOptions(
                types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix])
            )
        ),
        document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
    ),
    general=types.GeneralClientCapabilities(
        position_encodings=[types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16]
    ),
)
"""What a good program can do."""


class Program:
    """A program with open files. What it is told stays in `told`, by file, and `messages` holds what it has to show."""

    def __init__(self, able: types.ClientCapabilities = ABLE) -> None:
        # A thread of its own: another test of this process may leave a loop running, as Playwright's does.
        self.loop = asyncio.new_event_loop()
        Thread(target=self.loop.run_forever, daemon=True).start()
        self.client = LanguageClient("tests", "1")
        self.told: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.versions: dict[Path, int] = {}
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._tell(params))
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: self._register(params))
        self.run(self.client.start_io(sys.executable, "-m", "harvest", "lsp"))
        begun = self.run(self.client.initialize_async(types.InitializeParams(able)))
        self.capabilities = begun.capabilities
        self.client.initialized(types.InitializedParams())

    def _tell(self, params: types.PublishDiagnosticsParams) -> None:
        self.told[params.uri] = params

    def _register(self, params: types.RegistrationParams) -> None:
        self.registered += [one.method for one in params.registrations]

    def run(self, awaited: Any) -> Any:
        """Wait for an answer."""
        return self.begin(awaited).result(PATIENCE)

    def begin(self, awaited: Any) -> Future[Any]:
        """Ask for something, and go on without its answer."""
        return asyncio.run_coroutine_threadsafe(_answer(awaited), self.loop)

    def until(self, holds: Callable[[], T]) -> T:
        """Let the program listen until something holds."""
        end = time.monotonic() + PATIENCE
        while not (value := holds()):
            assert time.monotonic() < end, (self.told, self.messages)
            time.sleep(0.01)
        return value

    def open(self, path: Path, text: str | None = None) -> None:
        """Open a file, as it is on disk or with a text of one's own."""
        self.versions[path] = 1
        written = path.read_bytes().decode() if text is None else text
        document = types.TextDocumentItem(path.as_uri(), "markdown", 1, written)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def change(self, path: Path, text: str, where: types.Range | None = None) -> None:
        """Change what stands in a range of an open file, or all of it."""
        self.versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[path], path.as_uri())
        whole = types.TextDocumentContentChangeWholeDocument(text)
        change = types.TextDocumentContentChangePartial(where, text) if where else whole
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def close(self, path: Path) -> None:
        """Close a file."""
        del self.versions[path]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.named(path)))

    def named(self, path: Path) -> types.TextDocumentIdentifier:
        """Return the name of a file in the protocol."""
        return types.TextDocumentIdentifier(path.as_uri())

    def problems(self, path: Path) -> list[types.Diagnostic] | None:
        """Return what was told of a file as it is now; None where nothing was yet."""
        told = self.told.get(path.as_uri())
        if told is None or (path in self.versions and told.version != self.versions[path]):
            return None
        return list(told.diagnostics)

    def codes(self, path: Path) -> list[str] | None:
        """Return the codes of what was told of a file as it is now; None where nothing was yet."""
        problems = self.problems(path)
        return None if problems is None else [str(one.code) for one in problems]

    def wait_for(self, path: Path, *codes: str) -> None:
        """Listen until these are the problems of a file."""
        self.until(lambda: self.codes(path) == list(codes))

    def end(self) -> int:
        """Say that it ends, and return the exit code of the server."""
        self.run(self.client.shutdown_async(None))
        self.client.exit(None)
        server = self.client._server
        assert server
        code = self.run(server.wait())
        self.run(self.client.stop())  # type: ignore[no-untyped-call]
        self.loop.call_soon_threadsafe(self.loop.stop)
        return int(code)


async def _answer(awaited: Any) -> Any:
    return await awaited


def at(line: int, column: int) -> types.Position:
    """A position of the protocol."""
    return types.Position(line, column)


def between(line: int, start: int, end: int) -> types.Range:
    """A range of the protocol, in one line."""
    return types.Range(at(line, start), at(line, end))
