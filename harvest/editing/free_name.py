"""Tell whether a card can get a title, or why not: the name is taken, or no file can have it."""

from __future__ import annotations

import unicodedata

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.editing.file_names import file_name
from harvest.editing.new_name import NewName, new_name
from harvest.kinds.names import fold
from harvest.problems.problem import Message, say
from harvest.source.content import Files
from harvest.source.markdown import seen


def free_name(corpus: Corpus, files: Files, card: Card, title: str) -> NewName | Message:
    """Return the new name of a card with this title, or a message why it cannot have it."""
    whole = corpus.publication.path_of
    if not card.readable:
        return say("The data above «{path}» cannot be read. «harvest check» says what is wrong.", path=whole(card.path))
    alike = (one for one in corpus.all_cards if one.id.casefold() == card.id.casefold() and one.path != card.path)
    other = next(alike, None)
    if other is not None:
        return say(
            "«{path}» and «{other}» have the same file name, so nobody can tell which one a link means. Give one of"
            " these files another name first.",
            path=whole(card.path),
            other=whole(other.path),
        )
    identity = file_name(seen(title))
    if not identity:
        return say("«{title}» holds no letters to make a file name of.", title=title)
    if title == card.title and identity == card.id:
        return say("That is what it is called already: «{title}».", title=title)
    if identity.casefold() == card.id.casefold():
        identity = card.id  # not every disk tells capitals from small letters
    name = new_name(card, title, identity)
    return _taken(corpus, files, card, name) or name


def _taken(corpus: Corpus, files: Files, card: Card, name: NewName) -> Message | None:
    whole = corpus.publication.path_of
    if any(unicodedata.category(letter) == "Cc" for letter in name.title):
        return say("There is an invisible character here.")
    for node in corpus.directory.nodes:
        names = [node.title, node.path.rpartition(".")[0]]
        names += [node.id, *node.aliases] if isinstance(node, Card) else []
        if node.key != card.key and {fold(name.title), fold(name.id)} & set(map(fold, names)):
            return say("«{title}» is the name of «{path}» already.", title=name.title, path=whole(node.path))
    if not name.moves:
        return None
    wanted = _plain(name.entry)
    stems = (
        {wanted, wanted.rpartition(".")[0]} if not name.of_folder else {wanted, f"{wanted}.md", f"{wanted}.markdown"}
    )
    for path in (*files.markdown, *files.others):
        above = _plain(path)
        while above and path != card.path:
            if above in stems:
                return say("There is a file with that name already: {path}", path=whole(path))
            above = above.rpartition("/")[0]
    if name.of_folder:
        folder = card.path.rpartition("/")[0] + "/"
        for path in files.markdown:
            if path.startswith(folder) and path != card.path:
                return say(
                    "«{path}» lies in the folder of this card, and would get another address with it. Move it out of"
                    " there first.",
                    path=whole(path),
                )
    return None


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
