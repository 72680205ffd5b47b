"""Tell how each way to name a card reads once the card has another title and its file another name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from harvest.cards.card import Card, is_index
from harvest.kinds.names import fold
from harvest.source.content import MARKDOWN

_NOT_IN_BRACKETS = re.compile(r"[\[\]|\\]")
"""What the name of a card cannot hold between double brackets."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class NewName:
    """The old and the new title and id of a card, and of the file or folder in the content folder that is renamed.

    It is a folder when the card has one of its own.
    """

    old_title: str
    title: str
    old_id: str
    id: str
    old_entry: str
    entry: str
    of_folder: bool

    @property
    def moves(self) -> bool:
        """Whether the file gets another name."""
        return self.old_entry != self.entry

    def path(self, path: str) -> str:
        """Return where a file of the content folder is afterwards."""
        if self.of_folder and path.startswith(f"{self.old_entry}/"):
            return self.entry + path[len(self.old_entry) :]
        return self.entry if path == self.old_entry else path

    def path_before(self, path: str) -> str:
        """Return where a file was before."""
        if self.of_folder and path.startswith(f"{self.entry}/"):
            return self.old_entry + path[len(self.entry) :]
        return self.old_entry if path == self.entry else path

    def in_address(self, raw: str, folder: str = "", *, whole: bool = False) -> str | None:
        """Return an address as it reads afterwards, in a file of this folder; None when it stays the same.

        Only the step that gets another name changes. With `whole` a file must be named with its ending.
        """
        if not self.moves:
            return None
        at = [] if raw.startswith("/") or not folder else folder.split("/")
        steps = raw.split("/")
        for index, step in enumerate(steps):
            plain = unquote(as_read(step))
            if plain in ("", "."):
                continue
            if plain == "..":
                at = at[:-1]
                continue
            at.append(plain)
            here, wanted = _composed("/".join(at)), _composed(self.old_entry)
            last = not any(steps[index + 1 :])
            if here == wanted and (self.of_folder or last):
                steps[index] = self.entry.rpartition("/")[2]
            elif not self.of_folder and not whole and last and f"{here}.md" == wanted:
                steps[index] = self.entry.rpartition("/")[2].removesuffix(".md")
            else:
                continue
            return "/".join(steps)
        return None

    def in_name(self, written: str, *, shown: bool = False, brackets: bool = False) -> str | None:
        """Return a name that means the card as it reads afterwards; None when it stays the same, as an alias does.

        `shown` tells that readers see it as it is written, `brackets` that it stands between double brackets.
        """
        stem, ending = _parted(written)
        new = self._stem(stem, ending=bool(ending), shown=shown)
        if new is None or new == stem:
            return None
        if brackets and new != self.id and "/" not in new and _NOT_IN_BRACKETS.search(new):
            new = self.id
        return new + ending

    def _stem(self, stem: str, *, ending: bool, shown: bool) -> str | None:
        if "/" in stem:
            before = self.old_entry if self.of_folder else _parted(self.old_entry)[0]
            after = self.entry if self.of_folder else _parted(self.entry)[0]
            if fold(stem) == fold(before):
                return after
            index = stem.rpartition("/")[2]
            return f"{after}/{index}" if self.of_folder and fold(stem) == fold(f"{before}/{index}") else None
        if ending:
            return self.id
        if stem.casefold() == self.old_title.casefold() and (shown or stem != self.old_id or stem == self.old_title):
            return self._title_like(stem)
        if fold(stem) == fold(self.old_id) and (stem == self.old_id or " " not in stem):
            return self.id
        return self._title_like(stem) if fold(stem) == fold(self.old_title) else None

    def _title_like(self, written: str) -> str:
        """Return the new title, with a small letter first where the old one had lost its capital."""
        second = self.title[1:2]
        if written[:1].islower() and self.old_title[:1].isupper() and not second.isupper():
            return self.title[:1].lower() + self.title[1:]
        return self.title


def new_name(card: Card, title: str, identity: str) -> NewName:
    """Return the new name of a card; with the id that it has, its file stays where it is."""
    folder, _, name = card.path.rpartition("/")
    if is_index(card.path):
        above = folder.rpartition("/")[0]
        entry = f"{above}/{identity}" if above else identity
        return NewName(card.title, title, card.id, identity, folder, entry, of_folder=True)
    ending = name[len(_parted(name)[0]) :]
    entry = f"{folder}/{identity}{ending}" if folder else f"{identity}{ending}"
    return NewName(card.title, title, card.id, identity, card.path, entry, of_folder=False)


def as_read(raw: str) -> str:
    """Return an address of a Markdown link as it is read: without backslashes and entities."""
    return unescape(_ESCAPED.sub(r"\1", raw))


def _parted(written: str) -> tuple[str, str]:
    """Return a name without the ending of a Markdown file, and that ending."""
    ending = next((end for end in MARKDOWN if written.lower().endswith(end)), "")
    at = len(written) - len(ending)
    return written[:at], written[at:]


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)
