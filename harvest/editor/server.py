"""Speak the language server protocol over standard input and output: `harvest lsp`."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Generator
from functools import partial, wraps
from traceback import format_tb
from typing import Any, BinaryIO, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from harvest import __version__
from harvest.editor import leading
from harvest.editor.completing import completions
from harvest.editor.correcting import corrections
from harvest.editor.opened import OpenPublication
from harvest.editor.renaming import CANNOT, NOTHING, can_rename_files, card_at, rename
from harvest.editor.session import Session
from harvest.editor.texts import Text
from harvest.problems.language import render
from harvest.problems.problem import Message, say

T = TypeVar("T")
P = TypeVar("P")


class HarvestProtocol(LanguageServerProtocol):
    """The protocol, with columns in UTF-16 whatever a program offers, and texts that we keep ourselves."""

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """Begin."""
        if params.capabilities.general:
            params.capabilities.general.position_encodings = None
        return (yield from super().lsp_initialize(params))

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Generator[Any, Any, None]:
        """Pass on that a file was opened."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Pass on that a file changed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Generator[Any, Any, None]:
        """Pass on that a file was closed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    @lsp_method(types.EXIT)
    def lsp_exit(self, *args: Any) -> Generator[Any, Any, None]:
        """End at once: a thread that waits for input would hold it up."""
        yield from ()
        os._exit(0 if self._shutdown else 1)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message; a request that cannot be read gets an answer too."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise


class HarvestServer(LanguageServer):
    """The server. What goes wrong in it is told without the words of any file."""

    def __init__(self) -> None:
        super().__init__("harvest", __version__, protocol_cls=HarvestProtocol)
        self.session = Session(self.text_document_publish_diagnostics, self.failed)
        self.language = "nl"
        self._told: set[str] = set()

    def failed(self, error: Exception) -> None:
        """Tell of a mistake in harvest itself, each sort once."""
        sort = type(error).__name__
        if os.environ.get("HARVEST_DEBUG"):  # without its message, which may hold words of a card
            sys.stderr.write("".join([*format_tb(error.__traceback__), f"{sort}\n"]))
        if sort not in self._told:
            self._told.add(sort)
            told = say("Something went wrong inside harvest itself ({reason}). Nothing was changed.", reason=sort)
            message = render(told, self.language)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say nothing of a message that cannot be read: it may hold the text of a card."""


def _answer(
    server: HarvestServer, handle: Callable[[OpenPublication, str, Any], T | None]
) -> Callable[[Any], Awaitable[T | None]]:
    """Return what answers a request about an open file; None outside any publication, and where something fails."""

    async def answered(params: Any) -> T | None:
        found = await server.session.at(params.text_document.uri)
        if found is None:
            return None
        server.language = found[0].language
        try:
            return handle(*found, params)
        except Exception as error:  # the last resort: a request is always answered
            server.failed(error)
            return None

    return answered


def _take(server: HarvestServer, handle: Callable[[P], None]) -> Callable[[P], None]:
    """Return what takes a notification, and tells of it where that fails."""

    @wraps(handle)
    def taken(params: P) -> None:
        try:
            handle(params)
        except Exception as error:  # the same
            server.failed(error)

    return taken


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Answer an editor's program until it says that it ends."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # its log repeats what messages hold
    gc.enable()  # a server lives long
    sys.setswitchinterval(0.0005)  # who types does not wait for what is read in the meantime
    make_server().start_io(stdin, stdout)


def make_server() -> HarvestServer:
    """Return a server that can do all that we do."""
    server = HarvestServer()
    session = server.session

    def listen(name: str, handle: Callable[[Any], None]) -> None:
        server.feature(name)(_take(server, handle))

    def answer(name: str, handle: Callable[[OpenPublication, str, Any], Any], options: Any = None) -> None:
        server.feature(name, options)(_answer(server, handle))

    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        session.opened(document.uri, Text(document.text, document.version))

    def changed(params: types.DidChangeTextDocumentParams) -> None:
        session.changed(params.text_document.uri, params.content_changes, params.text_document.version)

    listen(types.TEXT_DOCUMENT_DID_OPEN, opened)
    listen(types.TEXT_DOCUMENT_DID_CHANGE, changed)
    listen(types.TEXT_DOCUMENT_DID_CLOSE, lambda params: session.closed(params.text_document.uri))
    listen(types.TEXT_DOCUMENT_DID_SAVE, lambda params: session.on_disk())
    listen(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, lambda params: session.on_disk())
    listen(types.INITIALIZED, lambda params: _watch(server))

    def place(here: OpenPublication, path: str, params: Any) -> Any:
        return here.text(path).place(params.position)

    answer(
        types.TEXT_DOCUMENT_COMPLETION,
        lambda here, path, params: completions(here, path, place(here, path, params)),
        types.CompletionOptions(trigger_characters=["[", "#", ":", " "]),
    )
    answer(
        types.TEXT_DOCUMENT_HOVER,
        lambda here, path, params: leading.hover(here, path, place(here, path, params)),
    )
    answer(
        types.TEXT_DOCUMENT_DEFINITION,
        lambda here, path, params: leading.definition(here, path, place(here, path, params)),
    )
    answer(
        types.TEXT_DOCUMENT_REFERENCES,
        lambda here, path, params: leading.references(
            here, path, place(here, path, params), itself=params.context.include_declaration
        ),
    )
    answer(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, lambda here, path, params: _symbols(server, here, path))
    answer(
        types.TEXT_DOCUMENT_CODE_ACTION,
        lambda here, path, params: corrections(
            here, path, session.problems(here, path), params.range, server.client_capabilities
        ),
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )

    async def renames(params: types.RenameParams) -> types.WorkspaceEdit:
        return await _rename(server, params)

    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(renames)
    answer(types.TEXT_DOCUMENT_PREPARE_RENAME, lambda here, path, params: _to_rename(server, here, path, params))

    async def cards_named(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return [one for here in await session.publications() for one in leading.cards_named(here, params.query)]

    server.feature(types.WORKSPACE_SYMBOL)(cards_named)
    return server


def _watch(server: HarvestServer) -> None:
    """Ask the program to tell when cards or settings change on disk, if it can."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched and watched.dynamic_registration:
        patterns = [types.FileSystemWatcher(f"**/*.{ending}") for ending in ("md", "markdown", "yml", "yaml")]
        options = types.DidChangeWatchedFilesRegistrationOptions(patterns)
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        server.client_register_capability(types.RegistrationParams([types.Registration(name, name, options)]))


def _symbols(
    server: HarvestServer, here: OpenPublication, path: str
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """Return the headings of a file, in the form that the program knows."""
    said = server.client_capabilities.text_document
    found = list(leading.symbols(here, path))
    if said and said.document_symbol and said.document_symbol.hierarchical_document_symbol_support:
        return found
    uri = here.uri(path)
    return [types.SymbolInformation(types.Location(uri, one.range), one.name, one.kind) for one in found]


def _to_rename(
    server: HarvestServer, here: OpenPublication, path: str, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """Return the title of the card at a place, to write another one; None where there is none."""
    found = card_at(here, path, here.text(path).place(params.position))
    if found is None or not can_rename_files(server.client_capabilities):
        return None
    return types.PrepareRenamePlaceholder(found[1], found[0].title)


async def _rename(server: HarvestServer, params: types.RenameParams) -> types.WorkspaceEdit:
    """Return the changes that give a card another title. Raises `JsonRpcException` with the reason why not."""
    session = server.session
    file = await session.at(params.text_document.uri)
    found = file and card_at(*file, file[0].text(file[1]).place(params.position))
    result: types.WorkspaceEdit | Message = NOTHING if can_rename_files(server.client_capabilities) else CANNOT
    if file and found and result is NOTHING:
        server.language = file[0].language
        work = partial(rename, file[0], dict(file[0].texts), found[0], params.new_name)
        result = await session.aside(work)
    if isinstance(result, types.WorkspaceEdit):
        return result
    words = render(result, server.language)
    raise JsonRpcException(file[0].shown(words) if file else words, code=types.LSPErrorCodes.RequestFailed)
