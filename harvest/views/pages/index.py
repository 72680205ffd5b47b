"""Make the register: titles, other names and tags in the order of the alphabet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from harvest.kinds.kind import Kind
from harvest.kinds.names import fold
from harvest.views.cards import Views
from harvest.views.view import Entry


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A title, alias or tag, and the cards and pages it leads to; `sort` is `title`, `alias` or `tag`."""

    word: str
    sort: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The register: letter → lines, in the order of the alphabet; words that begin with no letter are under `#`.

    `kinds` are those of its cards, to explain their signs.
    """

    letters: tuple[tuple[str, tuple[RegisterLine, ...]], ...]
    kinds: tuple[Kind, ...] = ()


def index(views: Views) -> IndexView:
    words: dict[tuple[str, str], tuple[str, dict[str, Entry]]] = {}

    def add(word: str, sort: str, entry: Entry) -> None:
        words.setdefault((fold(word), sort), (word, {}))[1][entry.key] = entry

    for card in views.corpus.cards:
        entry = views.entry(card)
        add(card.title, "title", entry)
        for alias in card.aliases:
            add(alias, "alias", entry)
        for tag in card.list("tags"):
            add(tag, "tag", entry)
    letters: dict[str, list[RegisterLine]] = defaultdict(list)
    for (folded, sort), (word, entries) in sorted(
        words.items(), key=lambda item: (fold(item[0][0].strip("‘’'\"«» ")), item[0])
    ):
        first = folded.lstrip("‘’'\"«» ")[:1].upper()
        letters[first if first.isalpha() else "#"].append(RegisterLine(word, sort, tuple(entries.values())))
    kinds = tuple(kind for kind in views.corpus.kinds.by_name.values() if views.corpus.of_kind(kind.kind))
    return IndexView(tuple((letter, tuple(lines)) for letter, lines in letters.items()), kinds)
