"""Rename a card from the editor's program: the same changes as `harvest rename`, for the program to make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lsprotocol import types

from harvest.cards.card import Card
from harvest.editing.before_and_after import Written
from harvest.editing.renaming import Renaming, renamed
from harvest.editing.writing import Rewrite, content_of
from harvest.editor.completing import part_named
from harvest.editor.leading import target_at
from harvest.editor.opened import OpenPublication
from harvest.editor.spot import data_lines, spot
from harvest.editor.texts import Text
from harvest.pipeline import load, publication_with, unreadable
from harvest.problems.problem import Message, Position, say
from harvest.source.content import read_files

CANNOT = say("This program cannot rename files. Type in a terminal: harvest rename")
NOTHING = say("Here stands no card that can be renamed. Go to its title, or to a link that leads to it.")


def card_at(here: OpenPublication, path: str, place: Position) -> tuple[Card, types.Range] | None:
    """Return the card that a place names, by a link or as its own title, and where; None where it names none."""
    target, text = target_at(here, path, place), here.text(path)
    if target is not None:
        return (target.node, text.range(target.start, target.end)) if isinstance(target.node, Card) else None
    node = here.node(path)
    if not isinstance(node, Card) or place.line not in data_lines(text):
        return None
    at = spot(text, place)
    line = text.line(place.line)
    written = at.field if at.what == "value" else line.partition(":")[0]
    if part_named(node, written.strip()) is not node.kind.fields.get("title"):
        return None
    return node, text.range(Position(place.line, 1), Position(place.line, len(line) + 1))


def can_rename_files(program: types.ClientCapabilities) -> bool:
    """Tell whether the program can rename a file when it is asked to."""
    edit = program.workspace.workspace_edit if program.workspace else None
    operations = edit.resource_operations if edit and edit.document_changes else None
    return types.ResourceOperationKind.Rename in (operations or ())


def rename(here: OpenPublication, texts: Mapping[str, Text], card: Card, title: str) -> types.WorkspaceEdit | Message:
    """Return the changes that give a card another title, or why not; `texts` are the open files as they are now."""
    contents = {path: text.bytes for path, text in texts.items()}
    try:
        publication = publication_with(here.config, contents)
        files = read_files(here.root / publication.content, publication.looks)
        now = {path: contents.get(publication.path_of(path), was) for path, was in files.markdown.items()}
        files = replace(files, markdown=now)
        corpus = load(publication, None, files, instead=contents)
    except OSError as error:
        return unreadable(publication, error)
    known = next((one for one in corpus.cards if one.path == card.path), None)
    if known is None:
        return NOTHING
    written = Written(files, lambda path: contents[path] if path in contents else content_of(here.root / path))
    renaming = renamed(corpus, written, known, title)
    if isinstance(renaming, Message):
        return renaming
    before, after = publication.path_of(card.path), publication.path_of(renaming.path)
    return types.WorkspaceEdit(document_changes=list(_changes(here, renaming, before, after)))


def _changes(
    here: OpenPublication, renaming: Renaming, before: str, after: str
) -> Iterator[types.TextDocumentEdit | types.RenameFile]:
    """Yield the files that move, then the changes of texts, each under the name that its file has by then."""
    changes = dict(renaming.changes)
    for path in [path for path, change in renaming.changes.items() if change.after is None]:
        to = _moved(path, before, after)
        old, new = changes.pop(path), changes.pop(to)
        yield types.RenameFile(here.uri(path), (here.root / to).absolute().as_uri())
        if old.before != new.after:
            changes[to] = Rewrite(old.before, new.after)
    for path, change in changes.items():
        version = here.texts[path].version if path in here.texts else None
        name = types.OptionalVersionedTextDocumentIdentifier(here.uri(path), version)
        yield types.TextDocumentEdit(name, [_edit(change)])


def _moved(path: str, before: str, after: str) -> str:
    """Return where a file of the card stands afterwards: the card itself, or what lies in its own folder."""
    if path == before:
        return after
    return after.rpartition("/")[0] + path.removeprefix(before.rpartition("/")[0])


def _edit(change: Rewrite) -> types.TextEdit:
    """Return a change of a file as one of its text, with what stays the same before and behind it left alone."""
    old, new = (Text((content or b"").decode("utf-8", "replace")) for content in (change.before, change.after))
    most = min(len(old.content), len(new.content))
    first = next((n for n in range(most) if old.content[n] != new.content[n]), most)
    # Whole lines, so that somebody who looks sees what changes; the mark at the beginning of a file is in none.
    first = max(old.content.rfind("\n", 0, first) + 1, int(old.content.startswith("\ufeff")))
    same = next((n for n in range(most - first) if old.content[-1 - n] != new.content[-1 - n]), most - first)
    # Between the two signs of one line end is no place.
    same -= old.content[len(old.content) - same - 1 : len(old.content) - same + 1] == "\r\n"
    last = len(old.content) - same
    where = old.range(old.position(first), old.position(last))
    return types.TextEdit(where, new.content[first : len(new.content) - same])
