"""Offer the corrections of problems that have exactly one safe answer."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from harvest.editor.diagnostics import diagnostic
from harvest.editor.opened import OpenPublication
from harvest.problems.language import render
from harvest.problems.problem import Fix, Problem, say

LONGEST = 60
"""The characters of a correction that its name shows at most."""


def corrections(
    here: OpenPublication,
    path: str,
    problems: Iterable[Problem],
    where: types.Range,
    program: types.ClientCapabilities,
) -> list[types.CodeAction]:
    """Return the corrections of these problems of a file that touch a place in it, as far as the program knows them."""
    said = program.text_document
    if not (said and said.code_action and said.code_action.code_action_literal_support):
        return []  # it knows commands alone
    text, actions = here.text(path), []
    for problem in problems:
        shown = diagnostic(problem, text, here.language)
        if problem.fix is not None and _touches(shown.range, where):
            edit = types.TextEdit(
                text.range(problem.fix.start, problem.fix.end), problem.fix.text.replace("\n", text.newline)
            )
            actions.append(
                types.CodeAction(
                    _name_of(problem.fix, here.language),
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[shown],
                    is_preferred=True,
                    edit=changes(here, {path: [edit]}, program),
                )
            )
    return actions


def changes(
    here: OpenPublication, edits: dict[str, list[types.TextEdit]], program: types.ClientCapabilities
) -> types.WorkspaceEdit:
    """Return changes of files by path, each for the version of its text that they were made for if that can be said."""
    workspace = program.workspace
    if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
        documents = []
        for path, of_file in edits.items():
            version = here.texts[path].version if path in here.texts else None
            name = types.OptionalVersionedTextDocumentIdentifier(here.uri(path), version)
            documents.append(types.TextDocumentEdit(name, of_file))
        return types.WorkspaceEdit(document_changes=documents)
    return types.WorkspaceEdit(changes={here.uri(path): of_file for path, of_file in edits.items()})


def _name_of(fix: Fix, language: str) -> str:
    """Return what a correction does, in a few words."""
    words = " ".join(fix.text.split())
    if not words:
        return render(say("Take this away"), language)
    return render(say("Write «{words}»", words=words if len(words) <= LONGEST else f"{words[:LONGEST]}…"), language)


def _touches(one: types.Range, other: types.Range) -> bool:
    """Tell whether two ranges have a place in common."""
    return _order(one.start) <= _order(other.end) and _order(other.start) <= _order(one.end)


def _order(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
