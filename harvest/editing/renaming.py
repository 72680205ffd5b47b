"""Give a card another title and file name, with all that names it, as a set of files to write; or say why not.

Nothing is written here. All places come from what was read, and the changed corpus is built and compared before anybody
gets to see the changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.editing.before_and_after import (
    TO_LOOK_AT,
    Written,
    by_hand,
    card_from,
    cards_of,
    changed_corpus,
    edges_of,
    new_problems,
)
from harvest.editing.edits import edited
from harvest.editing.free_name import free_name
from harvest.editing.marks import marks_that_follow
from harvest.editing.mentions import mentions
from harvest.editing.new_name import NewName
from harvest.editing.renamed_elsewhere import beside, fixes_beside
from harvest.editing.renamed_links import fixes_of
from harvest.editing.retitled import heading_with_title, no_longer_other, old_name_kept, retitled
from harvest.editing.writing import Rewrite
from harvest.links.former import FORMER, address_of
from harvest.problems.problem import Fix, Message, Place, Problem, say
from harvest.source.content import Files

NAMED = frozenset({"title", "aliases", "checked_text", FORMER})
"""The fields of a card that a rename may change."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A rename: path from the folder of `mkdocs.yml` → what the file holds before and after.

    `path` is that of the card afterwards, from the content folder. `kept` tells whether the old name stays as an alias,
    and `leads_on` whether the old address leads to the new one. `mentions` are the places where the old title stands
    in words that lead nowhere, and `again` the problems that ask somebody to look once more.
    """

    card: Card
    path: str
    changes: Mapping[str, Rewrite]
    kept: bool
    leads_on: bool
    mentions: tuple[Place, ...] = ()
    again: tuple[Problem, ...] = ()


def keeps_old_name(corpus: Corpus, card: Card) -> bool:
    """Tell whether the old name of a card stays unless somebody says otherwise.

    It is forgotten under the rules that keep names inside, and where no rule is declared.
    """
    return not corpus.confidential(card) and bool(corpus.rule_of(card))


def renamed(corpus: Corpus, written: Written, card: Card, title: str, keep: bool | None = None) -> Renaming | Message:
    """Return the rename of a card to this title; None for `keep` leaves that to the rule. A message says why not."""
    title = " ".join(title.split())
    name = free_name(corpus, written.files, card, title)
    if isinstance(name, Message):
        return name
    keep = keeps_old_name(corpus, card) if keep is None else keep
    try:
        return _Rename(corpus, written, card, name, keep).done()
    except ValueError:
        return by_hand(card)


class _Rename:
    """One rename, worked out file by file."""

    def __init__(self, corpus: Corpus, written: Written, card: Card, name: NewName, keep: bool) -> None:
        self.corpus, self.written, self.card, self.name, self.keep = corpus, written, card, name, keep
        self.language = corpus.publication.language
        self.markdown: dict[str, bytes] = dict(written.files.markdown)
        self.beside: dict[str, bytes] = {}

    def done(self) -> Renaming | Message:
        """Return the rename, or why it is impossible."""
        heading = heading_with_title(self.card)
        for node in self.corpus.directory.nodes:
            self._edit(node.path, fixes_of(self.corpus.directory, node, self.card, heading, self.name))
        refused = self._title()
        if refused is not None:
            return refused
        for path in beside(self.corpus):
            content = self.written.read(path)
            if content is not None:
                fixes = tuple(fixes_beside(self.corpus, self.card, self.name, path, content))
                if fixes:
                    self.beside[path] = edited(content, fixes)
        after = self._after()
        if follow := marks_that_follow(self.corpus, after, self.card, self.name.path, self.beside, self.written.read):
            for path, fixes in follow.items():
                if path in self.markdown:
                    self._edit(path, fixes)
                else:
                    self.beside[path] = edited(self.beside.get(path) or self.written.read(path) or b"", fixes)
            after = self._after()
        return self._differs(after) or self._result(after)

    def _edit(self, path: str, fixes: Iterator[Fix] | tuple[Fix, ...]) -> None:
        if fixes := tuple(dict.fromkeys(fixes)):
            self.markdown[path] = edited(self.markdown[path], fixes)

    def _title(self) -> Message | None:
        """Write the new title, and the old names where they stay. The links of the card itself are as they will be."""
        path = self.card.path
        address = f"{address_of(path)}/"
        for step in range(3):
            card = card_from(self.corpus, self.card, self.markdown[path])
            fixes: tuple[Fix, ...] | Message
            if step == 0:
                fixes = retitled(card, self.name, self.language)
            elif step == 1:
                fixes = no_longer_other(card, self.name, address_of(self.name.path(path)))
            elif self.keep:
                old = (self.name.old_title, self.name.old_id)
                leads = address if self._leads_on else ""
                fixes = old_name_kept(card, self.name, old, leads, self.language)
            else:
                fixes = ()
            if isinstance(fixes, Message):
                return say("«{path}»: {reason}", path=self.corpus.publication.path_of(path), reason=fixes)
            self._edit(path, fixes)
        return None

    @property
    def _leads_on(self) -> bool:
        """Whether the old address leads to the new one: of a card that somebody may have seen there."""
        seen = "status" not in self.card.kind.fields or self.card.status != "draft"
        return self.keep and self.name.moves and seen and FORMER in self.card.kind.fields

    def _after(self) -> Corpus:
        files = self.written.files
        moved = Files(
            {self.name.path(path): content for path, content in self.markdown.items()},
            frozenset(map(self.name.path, files.others)),
            tuple(replace(problem, path=self.name.path(problem.path)) for problem in files.problems),
            {self.name.path(path): texts for path, texts in files.drawn.items()},
        )
        return changed_corpus(self.corpus, moved, self.beside, self.name.path_before, self.name.path)

    def _differs(self, after: Corpus) -> Message | None:
        """Return why the changed corpus is not the one that was meant, or None."""
        moved = self.name.path
        card = next((card for card in after.cards if card.path == moved(self.card.path)), None)
        if card is None or card.title != self.name.title or card.id != self.name.id:
            return say("The title would not read as «{title}» there. Nothing was changed.", title=self.name.title)
        lost = edges_of(self.corpus, moved) - edges_of(after)
        if lost or edges_of(after) - edges_of(self.corpus, moved):
            return self._where_lost(lost)
        new = [one for one in new_problems(self.corpus, after, moved) if one.code not in TO_LOOK_AT]
        for problem in new:
            if problem.severity != "hint":
                return say(
                    "Nothing was changed, since this would be wrong then: {path}, line {line}: {reason}",
                    path=problem.path,
                    line=problem.line,
                    reason=problem.message,
                )
        if cards_of(self.corpus, NAMED, moved) != cards_of(after, NAMED):
            return say("More than the name would change in the cards. Nothing was changed.")
        return None

    def _where_lost(self, lost: Mapping[tuple[str, str, str | None], int]) -> Message:
        for edge in self.corpus.edges:
            ends = [self.name.path(self.corpus.directory.by_key[key].path) for key in (edge.source, edge.target)]
            if (ends[0], ends[1], edge.relation) in lost:
                return say(
                    "In {path}, line {line}, the card is named in a way that cannot be changed by itself. Write it"
                    " otherwise there, such as {example}. Nothing was changed.",
                    path=self.corpus.publication.path_of(edge.place.path),
                    line=edge.place.line,
                    example=f"[[{self.card.title}]]",
                )
        return by_hand(self.card)

    def _result(self, after: Corpus) -> Renaming:
        changes: dict[str, Rewrite] = {}
        whole = self.corpus.publication.path_of
        for path, content in self.markdown.items():
            before, to = self.written.files.markdown[path], self.name.path(path)
            if to != path:
                changes[whole(path)] = Rewrite(before, None)
                changes[whole(to)] = Rewrite(None, content)
            elif content != before:
                changes[whole(path)] = Rewrite(before, content)
        for path in self.written.files.others:
            if (to := self.name.path(path)) != path:
                brought = self.written.read(whole(path))
                changes[whole(path)] = Rewrite(brought, None)
                changes[whole(to)] = Rewrite(None, brought)
        for path, content in self.beside.items():
            changes[path] = Rewrite(self.written.read(path), content)
        path = self.name.path(self.card.path)
        again = tuple(one for one in new_problems(self.corpus, after, self.name.path) if one.code in TO_LOOK_AT)
        other = self.name.old_title.casefold() != self.name.title.casefold()
        said = mentions(after, self.name.old_title, path if self.keep else "") if other else ()
        return Renaming(self.card, path, changes, self.keep, self._leads_on, said, again)
