"""Take a card away, and with it the links and relations that lead to it, as a set of files to write; or say why not.

The words of a link stay. Nothing is written here, and the changed corpus is built and compared first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.editing.before_and_after import (
    Written,
    by_hand,
    card_from,
    cards_of,
    changed_corpus,
    edges_of,
    ends_of,
    new_problems,
    settings_of,
)
from harvest.editing.edits import apart, edited, text_of
from harvest.editing.removed_links import relation_out, words_alone
from harvest.editing.writing import Rewrite
from harvest.editing.yaml_values import YamlLines
from harvest.links.directory import Node
from harvest.links.files import named_files
from harvest.links.former import FORMER
from harvest.privacy.reading.names_read import NAMES_READ
from harvest.problems.problem import Fix, Message, Place, Position, Problem, say
from harvest.source.content import Files
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, read_yaml

_MOST = 1000
"""How often a card may name another one above its text."""


@dataclass(frozen=True, slots=True)
class Removal:
    """The removal of a card: path from the folder of `mkdocs.yml` → what the file holds before and after.

    `leads` are the places of what leads to it now. `then` are the problems that there will be without it, and `left`
    the paths of the files in the content folder that nothing names any more.
    """

    card: Card
    changes: Mapping[str, Rewrite]
    leads: tuple[Place, ...]
    then: tuple[Problem, ...]
    left: tuple[str, ...]


def removed(corpus: Corpus, written: Written, card: Card) -> Removal | Message:
    """Return the removal of a card, or a message why it is impossible."""
    markdown: dict[str, bytes] = dict(written.files.markdown)
    leads: list[Place] = []
    alone = all(one.path == card.path or one.id.casefold() != card.id.casefold() for one in corpus.all_cards)
    if alone:  # else what leads here leads to the other card with this file name from now on
        leads = sorted(_leads(corpus, card))
        try:
            for node in corpus.directory.nodes:
                if node is not card:
                    markdown[node.path] = _without(corpus, node, card, markdown[node.path])
        except ValueError:
            return by_hand(card)
    before = markdown.pop(card.path)
    beside = _beside(corpus, written, card)
    files = Files(markdown, written.files.others, written.files.problems, written.files.drawn)
    after = changed_corpus(corpus, files, beside)
    refused = _differs(corpus, after, card, alone=alone)
    if refused is not None:
        return refused
    whole = corpus.publication.path_of
    changes = {
        whole(path): Rewrite(written.files.markdown[path], content)
        for path, content in markdown.items()
        if content != written.files.markdown[path]
    }
    changes[whole(card.path)] = Rewrite(before, None)
    changes.update({path: Rewrite(written.read(path), content) for path, content in beside.items()})
    known = {problem.path for problem in after.problems} | {whole(node.path) for node in after.directory.nodes}
    then = tuple(one for one in new_problems(corpus, after) if one.path in known)
    left = {file.path for file in named_files(corpus.directory, card)} - _named(after)
    return Removal(card, changes, tuple(leads), then, tuple(sorted(left)))


def _named(corpus: Corpus) -> set[str]:
    return {file.path for node in corpus.nodes for file in named_files(corpus.directory, node)}


def _leads(corpus: Corpus, card: Card) -> set[Place]:
    """Return the places of all that leads to a card, once each."""
    whole = corpus.publication.path_of
    places = {edge.place._replace(path=whole(edge.place.path)) for edge in corpus.incoming(card.key)}
    for part in corpus.publication.spine:
        places |= {chapter.place for chapter in part.chapters if chapter.path == card.path}
    return {place for place in places if place.path != whole(card.path)}


def _without(corpus: Corpus, node: Node, card: Card, content: bytes) -> bytes:
    """Return a file in which nothing leads to the card. Raises `ValueError` where that cannot be written."""
    content = edited(content, apart(words_alone(corpus.directory, node, card)))
    if not isinstance(node, Card):
        return content
    for _ in range(_MOST):
        fix = relation_out(corpus.directory, card_from(corpus, node, content), card)
        if fix is None:
            break
        content = edited(content, [fix])
    return content


def _beside(corpus: Corpus, written: Written, card: Card) -> dict[str, bytes]:
    """Return the files beside the content folder that name a card, without that."""
    changed: dict[str, bytes] = {}
    for path in (*settings_of(corpus), NAMES_READ):
        content = written.read(path)
        if content is None:
            continue
        try:
            text = text_of(content)
            top = read_yaml(text, trusted=path != NAMES_READ)
        except (UnicodeDecodeError, YamlProblem):
            continue
        if path == NAMES_READ:
            fix = _line_out(YamlLines(text), top, corpus.publication.path_of(card.path))
        else:
            fix = _chapter_out(corpus, path, YamlLines(text), card)
        if fix is not None:
            changed[path] = edited(content, [fix])
    return changed


def _line_out(lines: YamlLines, top: Entries, path: str) -> Fix | None:
    checked = top.get("checked")
    for index, (key, _) in enumerate(checked.entries if isinstance(checked, Entries) else ()):
        if key.value == path and isinstance(checked, Entries):
            return lines.taken_out(checked, index, 0)
    return None


def _chapter_out(corpus: Corpus, config: str, lines: YamlLines, card: Card) -> Fix | None:
    """Return the fix that takes the line of a card out of `nav`, where it stands on a line of its own."""
    for part in corpus.publication.spine:
        for chapter in part.chapters:
            line = lines.at(chapter.place.line).strip()
            named = chapter.path == card.path and chapter.place.path == config
            if named and line.startswith("- ") and line.rstrip("\"' ").endswith(card.path):
                return Fix(Position(chapter.place.line, 1), Position(chapter.place.line + 1, 1), "")
    return None


def _differs(corpus: Corpus, after: Corpus, card: Card, *, alone: bool) -> Message | None:
    """Return why the changed corpus is not the one that was meant, or None."""
    gone = [edge for edge in corpus.edges if card.key in (edge.source, edge.target)]
    left = edges_of(corpus)
    left.subtract(end for edge in gone for end in ends_of(corpus, edge))
    expected = +left
    now = edges_of(after)
    if alone and now != expected:
        path = min(source for source, _, _ in (now - expected) + (expected - now))
        return say(
            "In «{path}» more would change than what leads to the card. Put right what «harvest check» says of it, and"
            " try once more. Nothing was changed.",
            path=corpus.publication.path_of(path),
        )
    named = frozenset({"checked_text", FORMER})
    kept = {path: said for path, said in cards_of(corpus, named, counted=False).items() if path != card.path}
    if kept != cards_of(after, named, counted=False):
        return say("More than the links would change in other cards. Nothing was changed.")
    return None
