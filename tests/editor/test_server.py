"""`harvest lsp` as a program meets it: a real client speaks with it over its streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from harvest.editor.server import HarvestServer
from harvest.editor.texts import Text
from tests.drawing import LEAN, drawn, pattern
from tests.editor.program import ABLE, PATIENCE, Program, at, between

FILES = {
    "patronen/een.md": pattern("Eén 🌱", above="zie ook: [Twee]\n", text="Zie [[Twee]] en [[Nergens]]."),
    "patronen/ander.md": pattern("Twee", above="in één zin: De tweede, in één zin.\n"),
    "patronen/fout.md": pattern("Fout", above="trefwoordn: [a]\nzie ook: Twee\n"),
}
ENGLISH = {
    "patterns/one.md": "---\ntitle: One\nstatus: released\nunchecked: to try\n---\n\n## Problem\n\n[[Nowhere]]\n"
}


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """One program for all tests here, as somebody has it open all day."""
    started = Program()
    yield started
    for path in list(started.versions):
        started.close(path)
    assert started.messages == []
    assert started.end() == 0


@pytest.fixture
def cards(tmp_path: Path, program: Program) -> Iterator[Path]:
    """The folder of the cards of a publication, of which all files are closed in the end."""
    yield drawn(tmp_path, FILES) / "content/patronen"
    for path in list(program.versions):
        program.close(path)


def ask(program: Program, name: str, path: Path, position: types.Position) -> object:
    """Ask something about a place in a file."""
    file, client = program.named(path), program.client
    if name == types.TEXT_DOCUMENT_COMPLETION:
        return program.run(client.text_document_completion_async(types.CompletionParams(file, position)))
    if name == types.TEXT_DOCUMENT_HOVER:
        return program.run(client.text_document_hover_async(types.HoverParams(file, position)))
    return program.run(client.text_document_definition_async(types.DefinitionParams(file, position)))


def offered(program: Program, path: Path, position: types.Position) -> dict[str, str]:
    """What may be written at a place: as shown → as written."""
    given = ask(program, types.TEXT_DOCUMENT_COMPLETION, path, position)
    assert isinstance(given, types.CompletionList)
    return {item.label: item.text_edit.new_text for item in given.items if isinstance(item.text_edit, types.TextEdit)}


def test_what_it_can(program: Program) -> None:
    """It counts in UTF-16 also where the program would rather not, and asks to hear of files that change."""
    assert program.capabilities.position_encoding == types.PositionEncodingKind.Utf16
    sync = program.capabilities.text_document_sync
    assert isinstance(sync, types.TextDocumentSyncOptions)
    assert sync.change == types.TextDocumentSyncKind.Incremental
    program.until(lambda: program.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES])


def test_problems_while_typing(program: Program, cards: Path) -> None:
    """They stand where the eye sees them, also behind an emoji, and follow each change; other files are told too."""
    one = cards / "een.md"
    program.open(one)
    program.wait_for(one, "dangling-link")
    program.wait_for(cards / "fout.md", "unknown-field")
    (problem,) = program.problems(one) or []
    line = one.read_text("utf-8").split("\n").index("Zie [[Twee]] en [[Nergens]].")
    assert problem.range == between(line, 16, 27)
    assert problem.message.startswith("[[Nergens]] bestaat niet. Neem de titel over")
    assert (problem.severity, problem.source) == (types.DiagnosticSeverity.Error, "harvest")
    program.change(one, "🌱🌱 ", between(line, 0, 0))
    program.wait_for(one, "dangling-link")
    assert (program.problems(one) or [])[0].range == between(line, 21, 32)
    program.change(one, "Twee", between(line, 23, 30))
    program.wait_for(one)
    program.close(one)
    program.until(lambda: program.codes(cards / "fout.md") == [])


def test_in_english(program: Program, tmp_path: Path) -> None:
    """Problems, offers and help are in the language of the publication."""
    one = drawn(tmp_path, ENGLISH, "en") / "content/patterns/one.md"
    program.open(one)
    program.until(lambda: "dangling-link" in (program.codes(one) or []))
    messages = [problem.message for problem in program.problems(one) or []]
    assert any(message.startswith("[[Nowhere]] does not exist.") for message in messages)
    assert offered(program, one, at(2, 8)).keys() == {"draft", "reviewed", "released"}
    program.close(one)


def test_a_card_that_another_needs(program: Program, cards: Path) -> None:
    """A title that changes is a problem of who names it, a moment later."""
    two = cards / "ander.md"
    program.open(two)
    program.open(cards / "een.md")
    program.wait_for(cards / "een.md", "dangling-link")
    program.change(two, "Drie", between(1, 7, 11))
    program.until(lambda: (program.codes(cards / "een.md") or []).count("dangling-link") > 1)
    program.change(two, "Twee", between(1, 7, 11))
    program.wait_for(cards / "een.md", "dangling-link")


def test_offers(program: Program, cards: Path) -> None:
    """Names of fields, values, cards and headings, each as it is to be written there."""
    one = cards / "een.md"
    program.open(one)
    program.change(one, '---\ntit\nstatus: \nzie ook: [T]\nhoe zeker: "ver\n---\n\n## Pr\n\nZie [[tw]] en [[Twee#Pr\n')
    assert offered(program, one, at(1, 3))["titel"] == "titel: "
    assert offered(program, one, at(2, 8)) == {name: name for name in ("concept", "getoetst", "vrijgegeven")}
    assert offered(program, one, at(3, 11))["Twee"] == "Twee"
    assert "Eén 🌱" not in offered(program, one, at(3, 11)), "no card leads to itself"
    assert offered(program, one, at(4, 15))["vermoeden"] == 'vermoeden"'
    assert offered(program, one, at(7, 5)) == {"Probleem": "Probleem"}
    assert offered(program, one, at(9, 8)) == {"Twee": "Twee]]"}
    assert offered(program, one, at(9, 23)) == {"Twee#Probleem": "Twee#Probleem]]"}
    assert offered(program, one, at(0, 0)) == {}
    program.change(one, "---\ntitel: Een\n---\n\nZie [[tw]]\n")
    given = ask(program, types.TEXT_DOCUMENT_COMPLETION, one, at(4, 8))
    assert isinstance(given, types.CompletionList)
    (edit,) = (item.text_edit for item in given.items)
    assert edit == types.TextEdit(between(4, 6, 10), "Twee]]"), "the brackets that the program closed give way"


def test_hover_and_ways(program: Program, cards: Path) -> None:
    """What a field is for, what card a link means, where that is, and what leads there."""
    one, two = cards / "een.md", cards / "ander.md"
    program.open(one)
    lines = one.read_text("utf-8").split("\n")
    link = at(lines.index("Zie [[Twee]] en [[Nergens]]."), 7)

    def said(position: types.Position) -> str:
        hover = ask(program, types.TEXT_DOCUMENT_HOVER, one, position)
        assert isinstance(hover, types.Hover)
        assert isinstance(hover.contents, types.MarkupContent)
        return hover.contents.value

    assert said(link) == "Twee\n\npatroon, vrijgegeven\n\nDe tweede, in één zin."
    assert "Vaker gezien vraagt drie voorbeelden" in said(at(lines.index("hoe zeker: vermoeden"), 2))
    assert said(at(lines.index("## Probleem"), 5))
    assert ask(program, types.TEXT_DOCUMENT_HOVER, one, at(0, 0)) is None
    for place in (link, at(lines.index("zie ook: [Twee]"), 12)):
        where = ask(program, types.TEXT_DOCUMENT_DEFINITION, one, place)
        assert where == types.Location(two.as_uri(), between(0, 0, 0))
    assert ask(program, types.TEXT_DOCUMENT_DEFINITION, one, at(1, 2)) is None
    params = types.ReferenceParams(types.ReferenceContext(False), program.named(one), link)
    found = program.run(program.client.text_document_references_async(params))
    assert [(place.uri, place.range.start.line) for place in found] == [
        (one.as_uri(), lines.index("zie ook: [Twee]")),
        (one.as_uri(), link.line),
        ((cards / "fout.md").as_uri(), 6),
    ]
    symbols = program.run(
        program.client.text_document_document_symbol_async(types.DocumentSymbolParams(program.named(one)))
    )
    assert [symbol.name for symbol in symbols][:2] == ["Context", "Probleem"]
    cards_named = program.run(program.client.workspace_symbol_async(types.WorkspaceSymbolParams("twe")))
    assert [(one.name, one.location.uri) for one in cards_named] == [("Twee", two.as_uri())]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_correction(program: Program, cards: Path, newline: str) -> None:
    """It is offered where the problem is, for the text as it is now, and changes nothing else."""
    wrong = cards / "fout.md"
    text = wrong.read_text("utf-8").replace("\n", newline)
    program.open(wrong, text)
    program.wait_for(wrong, "unknown-field")

    def actions(line: int) -> list[types.CodeAction]:
        context = types.CodeActionContext([])
        params = types.CodeActionParams(program.named(wrong), between(line, 3, 3), context)
        return list(program.run(program.client.text_document_code_action_async(params)) or [])

    line = text.split(newline).index("trefwoordn: [a]")
    assert actions(line + 1) == []
    (action,) = actions(line)
    assert (action.title, action.is_preferred) == ("Schrijf «trefwoorden»", True)
    assert action.edit
    assert action.edit.document_changes
    (change,) = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == (wrong.as_uri(), 1)
    (edit,) = change.edits
    assert isinstance(edit, types.TextEdit)
    assert edit == types.TextEdit(between(line, 0, 10), "trefwoorden")
    program.change(wrong, edit.new_text, edit.range)
    program.wait_for(wrong)
    assert actions(line) == []


def changed(text: str, edit: types.TextEdit) -> str:
    """A text after a change."""
    partial = types.TextDocumentContentChangePartial(edit.range, edit.new_text)
    return Text(text).changed(partial, 0).content


@pytest.mark.parametrize(("file", "line", "column"), [("een.md", 14, 8), ("ander.md", 1, 8), ("een.md", 5, 12)])
def test_a_rename(program: Program, cards: Path, file: str, line: int, column: int) -> None:
    """From a link or from the title: the file moves, and all that leads to it follows, also what is not saved yet."""
    path, one = cards / file, cards / "een.md"
    program.open(path)
    if path != one:
        program.open(one)
    program.change(one, "🌱 [[Twee]] en ", between(14, 0, 0))
    prepare = types.PrepareRenameParams(program.named(path), at(line, column + 14 * (line == 14)))
    begun = program.run(program.client.text_document_prepare_rename_async(prepare))
    assert begun.placeholder == "Twee"
    params = types.RenameParams(program.named(path), prepare.position, "Twéé en 🌱")
    given = program.run(program.client.text_document_rename_async(params))
    moved, *edits = given.document_changes
    assert (moved.old_uri, moved.new_uri) == ((cards / "ander.md").as_uri(), (cards / "twee-en.md").as_uri())
    after = {}
    for change in edits:
        uri = change.text_document.uri
        before = (cards / "ander.md" if uri == moved.new_uri else Path(unquote(urlparse(uri).path))).read_text("utf-8")
        before = before.replace("Zie [[Twee]]", "🌱 [[Twee]] en Zie [[Twee]]") if uri == one.as_uri() else before
        (edit,) = change.edits
        after[uri] = changed(before, edit)
    assert after[moved.new_uri].startswith("---\ntitel: Twéé en 🌱\n")
    assert "🌱 [[Twéé en 🌱]] en Zie [[Twéé en 🌱]] en [[Nergens]]." in after[one.as_uri()]
    assert "zie ook: [Twéé en 🌱]" in after[one.as_uri()]
    assert "zie ook: Twéé en 🌱" in after[(cards / "fout.md").as_uri()]


def test_a_rename_that_is_refused(program: Program, cards: Path) -> None:
    """The reason is told in words."""
    one = cards / "een.md"
    program.open(one)
    for position, title, reason in (
        (at(0, 0), "Drie", "Hier staat geen kaart die je kunt hernoemen."),
        (at(14, 7), "Fout", "Fout"),
        (at(14, 7), "???", "???"),
    ):
        params = types.RenameParams(program.named(one), position, title)
        with pytest.raises(JsonRpcException) as refused:
            program.run(program.client.text_document_rename_async(params))
        assert reason in refused.value.message
        assert "Error" not in refused.value.message


def test_settings_that_break_and_are_mended(program: Program, cards: Path) -> None:
    """A broken mkdocs.yml is told, and all goes on once it is mended."""
    settings = cards.parents[1] / "mkdocs.yml"
    program.open(settings)
    program.open(cards / "een.md")
    program.wait_for(cards / "een.md", "dangling-link")
    whole = settings.read_text("utf-8")
    program.change(settings, "site_name: [\n" + whole)
    program.wait_for(settings, "configuration")
    assert "Twee" in offered(program, cards / "een.md", at(5, 11)), "what was known still helps"
    program.change(settings, whole)
    program.wait_for(settings)
    program.wait_for(cards / "een.md", "dangling-link")
    program.change(settings, whole.replace("docs_dir: content", "docs_dir: nergens"))
    program.until(lambda: program.codes(settings) == ["configuration"])
    program.change(settings, whole)
    program.wait_for(settings)


def test_two_publications(program: Program, cards: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each knows its own cards."""
    other = drawn(tmp_path_factory.mktemp("other"), {"patronen/drie.md": pattern("Drie", text="[[Twee]]")})
    three = other / "content/patronen/drie.md"
    program.open(three)
    program.open(cards / "een.md")
    program.wait_for(three, "dangling-link")
    program.wait_for(cards / "een.md", "dangling-link")


def test_a_file_outside_any_publication(program: Program, tmp_path: Path) -> None:
    """It is left alone, and so is a text that is in no file."""
    note = tmp_path / "notitie.md"
    program.open(note, "---\nx: [\n")
    program.change(note, "x", between(0, 0, 0))
    assert ask(program, types.TEXT_DOCUMENT_HOVER, note, at(0, 0)) is None
    document = types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, "[[")
    program.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    assert ask(program, types.TEXT_DOCUMENT_COMPLETION, note, at(0, 0)) is None
    assert note.as_uri() not in program.told
    program.close(note)


def test_a_site_of_another_program(program: Program, tmp_path: Path) -> None:
    """Of pages that MkDocs makes without us, nothing is told but that; it goes on once that is mended."""
    settings = drawn(tmp_path, {**FILES, "mkdocs.yml": "site_name: x\ndocs_dir: content\n"}) / "mkdocs.yml"
    one = tmp_path / "content/patronen/een.md"
    program.open(one)
    program.open(settings)
    program.wait_for(settings, "plugin-missing")
    program.wait_for(one)
    assert offered(program, one, at(2, 8)) == {}
    program.change(settings, LEAN.format(language="nl"))
    program.wait_for(one, "dangling-link")
    program.close(one)
    program.close(settings)


def test_a_file_that_is_closed_at_once(program: Program, cards: Path) -> None:
    """Who asked something of it gets an answer all the same."""
    one = cards / "een.md"
    program.open(one)
    waiting = program.begin(program.client.text_document_hover_async(types.HoverParams(program.named(one), at(1, 2))))
    program.close(one)
    assert isinstance(waiting.result(PATIENCE), types.Hover | None)
    assert ask(program, types.TEXT_DOCUMENT_HOVER, one, at(1, 2)) is None


def test_a_card_that_is_deleted_while_open(program: Program, cards: Path) -> None:
    """Its problems go, and those of who names it come; typing on breaks nothing."""
    two = cards / "ander.md"
    program.open(two)
    program.open(cards / "een.md")
    program.wait_for(cards / "een.md", "dangling-link")
    two.unlink()
    event = types.FileEvent(two.as_uri(), types.FileChangeType.Deleted)
    program.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    program.until(lambda: (program.codes(cards / "een.md") or []).count("dangling-link") > 1)
    program.change(two, "x", between(0, 0, 0))
    program.wait_for(two)


def test_a_long_line_and_a_file_that_is_no_text(program: Program, cards: Path) -> None:
    """A line of 100,000 letters is answered, and a file in another encoding is told."""
    one = cards / "een.md"
    (cards / "latin.md").write_bytes(b"---\ntitel: Caf\xe9\n---\n")
    program.open(one)
    program.wait_for(cards / "latin.md", "not-text")
    program.change(one, "---\ntitel: Eén\n---\n\n" + "🌱 [[Twee]] " * 8_000)
    program.until(lambda: program.problems(one) is not None)
    hover = ask(program, types.TEXT_DOCUMENT_HOVER, one, at(4, 12 * 7_999 + 6))
    assert isinstance(hover, types.Hover)
    assert hover.range == between(4, 12 * 7_999 + 3, 12 * 7_999 + 11)


def test_very_many_problems(program: Program, cards: Path) -> None:
    """Of ten thousand in one file, as many are shown as a program can take; typing on is answered."""
    one = cards / "een.md"
    program.open(one, pattern("Eén", text="[[x]] 🌱 " * 10_000))
    program.until(lambda: len(program.problems(one) or []) == 1000)
    program.change(one, "x", between(13, 0, 0))
    program.until(lambda: len(program.problems(one) or []) == 1000)


def test_no_name_of_the_list(program: Program, tmp_path: Path) -> None:
    """Neither a problem, nor help, nor an offer repeats somebody of the list of people."""
    names = ("Annelies", "Hoogendoorn")
    files = {
        "private/people.yml": "people:\n  - name: Annelies Hoogendoorn\n",
        "patronen/een.md": pattern("Werk van Annelies Hoogendoorn", text="Zie [[Annelies Hoogendoorns werk]]."),
        "patronen/ander.md": pattern("Twee", above="in één zin: Annelies Hoogendoorn zag het.\n"),
        "patronen/drie.md": pattern("Drie", above="zie ook: Twee\n", text="Annelies Hoogendoorn: [["),
    }
    root = drawn(tmp_path, files)
    three = root / "content/patronen/drie.md"
    program.open(three)
    program.until(lambda: "name-revealed" in (program.codes(three) or []))
    line = three.read_text("utf-8").split("\n").index("Annelies Hoogendoorn: [[")
    assert offered(program, three, at(line, 24)).keys() == {"Twee"}
    hover = ask(program, types.TEXT_DOCUMENT_HOVER, three, at(5, 11))
    assert isinstance(hover, types.Hover)
    said = [str(hover.contents), *(str(one.diagnostics) for one in program.told.values())]
    assert "zag het" in said[0]
    assert [name for name in names for text in said if name in text] == []
    program.close(three)


def test_a_program_that_can_do_little(tmp_path: Path) -> None:
    """Without any capability it gets what it can show; corrections it would not understand stay away."""
    program = Program(types.ClientCapabilities())
    wrong = drawn(tmp_path, FILES) / "content/patronen/fout.md"
    program.open(wrong)
    program.wait_for(wrong, "unknown-field")
    params = types.CodeActionParams(program.named(wrong), between(5, 3, 3), types.CodeActionContext([]))
    assert list(program.run(program.client.text_document_code_action_async(params))) == []
    symbols = program.run(
        program.client.text_document_document_symbol_async(types.DocumentSymbolParams(program.named(wrong)))
    )
    assert isinstance(symbols[0], types.SymbolInformation)
    rename = types.RenameParams(program.named(wrong), at(1, 8), "Anders")
    with pytest.raises(JsonRpcException, match="kan geen bestanden hernoemen"):
        program.run(program.client.text_document_rename_async(rename))
    assert program.registered == []
    assert program.end() == 0


def message(**said: object) -> bytes:
    """A message as it goes over the line."""
    body = json.dumps({"jsonrpc": "2.0", **said}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def test_messages_that_are_wrong(tmp_path: Path) -> None:
    """What cannot be read is passed over or answered with an error, and nothing else stands on standard output."""
    uri = (drawn(tmp_path, FILES) / "content/patronen/een.md").as_uri()
    begin: dict[str, object] = {"processId": None, "rootUri": None, "capabilities": {}}
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": "x"}
    sent = (
        message(id=1, method="initialize", params=begin)
        + message(method="initialized", params={})
        + b"nonsense\r\nContent-Length: 5\r\n\r\n{{{{{"
        + b"Content-Length: 2\r\n\r\n[]"
        + message(method="textDocument/didOpen", params={"textDocument": document})
        + message(method="textDocument/didChange", params={"textDocument": 3})
        + message(id=2, method="textDocument/hover", params={"textDocument": {"uri": uri}})
        + message(id=3, method="harvest/unknown", params={})
        + message(id=4, method="textDocument/hover", params={"textDocument": {"uri": uri}, "position": at_json(0, 0)})
        + message(method="$/cancelRequest", params={"id": 4})
        + message(method="$/cancelRequest", params={"id": 99})
        + message(id=5, method="shutdown")
        + message(method="exit")
    )
    command = [sys.executable, "-m", "harvest", "lsp"]
    done = subprocess.run(command, input=sent, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    answers = {}
    rest = done.stdout
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        assert head.startswith(b"Content-Length: ")
        length = int(head.split(b"\r\n")[0].split()[1])
        body, rest = json.loads(rest[:length]), rest[length:]
        answers[body.get("id")] = body
    assert {number: answers[number]["error"]["code"] for number in (2, 3)} == {2: -32602, 3: -32601}
    cancelled = answers[4].get("error", {}).get("code") == -32800
    assert cancelled or answers[4]["result"] is None, "the answer may be on its way already"
    assert answers[5]["result"] is None


def at_json(line: int, character: int) -> dict[str, int]:
    """A position as it goes over the line."""
    return {"line": line, "character": character}


def test_a_program_that_goes_away() -> None:
    """Without a word at the end the server ends too, and says that this was no good end."""
    command = [sys.executable, "-m", "harvest", "lsp"]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    begin = message(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}})
    done = subprocess.run(command, input=begin + message(method="exit"), capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no terminals of this sort")
def test_a_person_who_types_it() -> None:
    """Nobody waits for what never comes: who has a terminal is told where to read on."""
    terminal, other = os.openpty()
    command = [sys.executable, "-m", "harvest", "lsp"]
    done = subprocess.run(command, stdin=other, capture_output=True, text=True, timeout=60, check=False)
    os.close(terminal)
    os.close(other)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Terwijl je typt" in done.stderr or "While you type" in done.stderr


def test_it_is_not_in_the_help() -> None:
    """A program starts it, no person does."""
    done = subprocess.run([sys.executable, "-m", "harvest", "--help"], capture_output=True, text=True, check=True)
    assert "lsp" not in done.stdout
    assert ABLE.general


def test_what_goes_wrong_is_told_without_the_words_of_a_card(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also for whoever looks for the mistake: the message of an exception may hold what stood in a file."""
    monkeypatch.setenv("HARVEST_DEBUG", "1")
    server = HarvestServer()
    told: list[str] = []
    monkeypatch.setattr(server, "window_show_message", lambda shown: told.append(shown.message))
    names = ("Hoogendoorn",)
    with pytest.raises(KeyError) as raised:
        json.loads("{}")[names[0]]
    server.failed(raised.value)
    said = capsys.readouterr().err
    assert ("KeyError" in said, "test_server.py" in said, "KeyError" in told[0]) == (True, True, True)
    assert names[0] not in said + told[0]
