"""Write the editor's desk as data, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from harvest.problems.hiding import hidden
from harvest.problems.language import label, render
from harvest.problems.problem import Message, Problem
from harvest.problems.report import shown_path
from harvest.views.desk.values import Desk, DeskItem


def as_json(made: Desk, root: Path, language: str) -> str:
    """Return the desk as JSON; paths are relative to the working directory."""
    return json.dumps(_Data(made, root, language).all(), ensure_ascii=False, indent=2)


class _Data:
    """Turns the desk into data for programs; names and roles are not in it."""

    def __init__(self, made: Desk, root: Path, language: str) -> None:
        self.desk, self.root, self.language = made, root, language

    def all(self) -> dict[str, object]:
        made, shown, meeting = self.desk, self.desk.shown, self.desk.meeting
        return {
            "edition": made.edition,
            "today": made.today.isoformat(),
            "steps": [
                {
                    "name": s.name,
                    "done": s.done,
                    "blocks": s.blocks,
                    "title": self._said(s.title),
                    "what": self._said(s.what),
                }
                for s in made.steps
            ],
            "cards": [
                {
                    **self._item(card.item),
                    "kind": kind.name,
                    "status": status.status,
                    "problems": [self._problem(one) for one in card.problems],
                    "waits": [self._said(one) for one in card.waits],
                    "lacks": [label(part, self.language) for part in card.lacks],
                }
                for status in made.statuses
                for kind in status.kinds
                for card in kind.cards
            ],
            "together": [
                {"cards": self._items(one.items), "because": self._items(one.because)} for one in made.together
            ],
            "shown": {
                "against": self._items(shown.against),
                "changed": self._items(shown.changed),
                "unanswered": self._items(shown.unanswered),
                "unasked": self._items(shown.unasked),
            },
            "meeting": {
                **(self._item(meeting.meeting) if meeting.meeting else {}),
                "date": str(meeting.day or ""),
                "questions": self._items(meeting.questions),
                "stubborn": self._items(meeting.stubborn),
                "cases": self._items(meeting.cases),
            },
            "handed_to_nobody": self._items(made.handed_to_nobody),
            "starters": self._items(made.starters),
            "elsewhere": [
                {"path": shown_path(one.path, self.root), "problems": [self._problem(p) for p in one.problems]}
                for one in made.elsewhere
            ],
        }

    def _items(self, items: Iterable[DeskItem]) -> list[dict[str, str]]:
        return [self._item(item) for item in items]

    def _item(self, item: DeskItem) -> dict[str, str]:
        told = {"path": shown_path(item.path, self.root), "title": item.entry.title}
        return {**told, "what": self._said(item.what)} if item.what.text else told

    def _problem(self, one: Problem) -> dict[str, object]:
        words = {"message": self._said(one.message), "hint": self._said(one.hint)}
        return {"line": one.line, "code": one.code, "severity": one.severity, **words}

    def _said(self, message: Message) -> str:
        return hidden(render(message, self.language))
