"""Run `harvest new`: write a blank card, under a name that no other card has and every computer can hold."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from harvest.cards.card import INDEX, Card
from harvest.kinds.blank import blank_card
from harvest.kinds.file_names import written_as
from harvest.kinds.kind import Kind
from harvest.kinds.names import fold
from harvest.kinds.read import kind_named
from harvest.pipeline import kinds_of, read_corpus
from harvest.problems.language import label
from harvest.problems.problem import Message, say, why
from harvest.problems.report import shown_path
from harvest.publication import Publication


def make_card(publication: Publication, kind_written: str, title: str) -> Path | Message:
    """Write a blank card. Returns its path, or a message why that is impossible."""
    kinds = kinds_of(publication)
    kind = kind_named(kinds, kind_written)
    if isinstance(kind, Message):
        return kind
    title = " ".join(title.split())
    name = written_as(title, label(kind.label, publication.language))
    if not name:
        return say("«{title}» holds no letters to make a file name of. Put a word beside it.", title=title)
    corpus = read_corpus(publication)
    cards = () if isinstance(corpus, Message) else corpus.by_path  # a folder that is not there yet holds no cards
    if other := _titled(cards, title):
        return say(
            "There is a card of that name already: {path}. Give this one another title, or write on in that one.",
            path=shown_path(publication.file_of(other.path)),
        )
    folder = _folder(publication, kind)
    taken = {card.id.casefold() for card in cards} | _names_in(folder)
    path = folder / f"{_free(name, taken)}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(blank_card(kind, title, publication.language, kinds.by_name))
    except FileExistsError:
        return say("There is a card there already: {path}", path=shown_path(path))
    except OSError as error:
        return say("«{path}» cannot be written ({reason}).", path=shown_path(path), reason=why(error))
    return path


def _titled(cards: Iterable[Card], title: str) -> Card | None:
    """Return the card that has this title, or goes by it too: links that name it lead there."""
    wanted = fold(title)
    return next((card for card in cards if wanted in map(fold, (card.id, card.title, *card.aliases))), None)


def _folder(publication: Publication, kind: Kind) -> Path:
    content = publication.root / publication.content
    existing = [folder.folder for folder in kind.folders if (content / folder.folder).is_dir()]
    wanted = kind.folder(publication.language)
    return content / (wanted if wanted in existing or not existing else existing[0])


def _names_in(folder: Path) -> set[str]:
    """Return the names in a folder without their endings, in small letters: many systems tell no capitals apart.

    The name of a folder counts only when a card is in it.
    """
    try:
        entries = list(folder.iterdir())
    except OSError:
        return set()
    return {
        (entry.name if entry.is_dir() else entry.stem).casefold()
        for entry in entries
        if not entry.is_dir() or any((entry / f"{index}.md").exists() for index in INDEX)
    }


def _free(name: str, taken: set[str]) -> str:
    """Return the name, or else the first with a number behind it, that nothing else has."""
    if name not in taken:
        return name
    return next(numbered for number in count(2) if (numbered := f"{name}-{number}") not in taken)
