"""Check that a rule of one card or page is not milder than what the group agreed on."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card, Page
from harvest.corpus import Corpus
from harvest.kinds.names import fold
from harvest.kinds.read import form
from harvest.problems.problem import Place, Problem, problem, say


def milder_rules(corpus: Corpus) -> Iterator[Problem]:
    """A rule of one's own is stricter than that of the publication; a milder one changes nothing."""
    field = form("record")["rule"]
    for node in corpus.nodes:
        own = node.text("rule") if isinstance(node, Card) else node.rule
        rule = corpus.publication.rule
        if own in field.choices and own != corpus.rule_of(node):
            yield problem(
                node.value_place("rule") if isinstance(node, Card) else _place(node),
                "setting-without-effect",
                say(
                    "«{written}» is milder than the rule of this publication, «{state}», and changes nothing.",
                    written=field.choices[own],
                    state=field.choices[rule],
                ),
                say("Remove the line. The group can agree on another rule for all of it, in mkdocs.yml."),
            )


def _place(page: Page) -> Place:
    names = set(form("page")["rule"].names("rule"))
    entries = page.source.data.entries if page.source.data else ()
    value = next(value for key, value in entries if fold(key.value) in names)
    return Place(page.path, value.line, value.column)
