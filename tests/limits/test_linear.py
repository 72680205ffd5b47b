"""No text takes much longer than its length: each pattern by itself, and whole cards."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from harvest.print.compose import book_from, compose
from harvest.site.edition import site_of
from harvest.source.source import MAX_BYTES
from tests.drawing import in_memory, pattern
from tests.limits.patterns import Pattern, hostile, patterns

TINY, SHORT, LONGER = 24, 4_000, 16_000
"""Four times as long takes four times the time, or sixteen times where each place is looked at from each other."""

CLOSED = frozenset(
    """
    harvest.print.leaves._BAND harvest.print.leaves._NAME harvest.print.leaves._PLACE
    harvest.print.paper._CELL harvest.print.paper._LINK harvest.print.paper._SIGN
    harvest.source.markdown.walk._WHOLE_COMMENTS
    harvest.views.html.markdown._HEADING harvest.views.html.markdown._NOTE_MARK
    """.split()
)
"""The patterns that look for the end of an element, in HTML that our sanitiser and templates wrote: there every element
has an end, and no other < stands in it. The one for comments is tried up to the last end of a comment. The whole cards
below go through them all."""

BESIDE = frozenset(
    """
    harvest.privacy.reading.capitals._LEAD harvest.privacy.reading.sentences._LAST_WORD
    harvest.privacy.finding.neighbours._LAST_WORD harvest.privacy.finding.neighbours._STARTS
    """.split()
)
"""The patterns that are given no more than the sixty signs before a word."""


def taken(own: Pattern, text: str, times: int = 1) -> float:
    """Return the CPU time of looking for a pattern everywhere in a text, or where it begins; the best of some."""
    best = float("inf")
    written = text.encode() if isinstance(own.compiled.pattern, bytes) else text
    for _ in range(times):
        begun = time.process_time()
        if own.anchored:
            own.compiled.match(written)
        else:
            for _match in own.compiled.finditer(written):
                pass
        best = min(best, time.process_time() - begun)
    return best


def slow(own: Pattern) -> Iterator[tuple[str, str, str]]:
    """Yield the texts that take a pattern much longer than their length, as (before, repeated, after)."""
    for before, repeated, after in hostile(own.compiled):

        def text(length: int, parts: tuple[str, str, str] = (before, repeated, after)) -> str:
            return parts[0] + parts[1] * (length // len(parts[1]) + 1) + parts[2]

        if taken(own, text(TINY), 2) > 0.01:  # each place more doubles the time
            yield before, repeated, after
            continue
        if taken(own, text(SHORT)) < 0.003:
            continue
        longer = taken(own, text(LONGER), 3)
        if longer > 0.03 and longer > 8 * taken(own, text(SHORT), 3):
            yield before, repeated, after


def test_the_texts_are_hard() -> None:
    """They find the classic mistakes: a repetition in a repetition, or before what is not there."""
    for mistake in (r"\s+$", r"\s*\|\s*\d$", r"<!--.*?-->", r"\[[^\]]*\]\(", r"x(?:\w+\s?)*:"):
        assert any(slow(Pattern(mistake, re.compile(mistake, re.DOTALL), False))), mistake
    assert not any(slow(Pattern("", re.compile(r"\[[^\[\]]*\]"), False)))


def test_patterns_take_the_time_of_their_text() -> None:
    found = patterns()
    assert len(found) > 150
    assert {own.where for own in found} >= CLOSED | BESIDE
    wrong = {own.where: text for own in found if own.where not in CLOSED | BESIDE for text in list(slow(own))[:1]}
    assert wrong == {}
    for own in found:
        for before, repeated, after in hostile(own.compiled) if own.where in BESIDE else ():
            assert taken(own, before + repeated * (60 // len(repeated)) + after, 2) < 0.001, own.where


ABOVE = "---\ntitel: Een\nstatus: vrijgegeven\nniet getoetst: om te proberen\nhoe zeker: vermoeden\n"
OFTEN = ("<!A", "[[a", "%%", "**a", "|a", "> ", "[^1]: a\n\n", '<b a="', "`` `", "<!-- --><!--", "titel: a\n", "##a\n")
ALL = (
    *OFTEN,
    *"[[ ]] [[a]] ** *a _a | - # [^1] <b <b> </b> & &amp &# ` ``` ![]( ![ [ [a]( ]( ~~ ==a ^a^ $a ${ {#a} :a:".split(),
    *": <!-- --> <! <? <![CDATA[ <a> <span> <details> <table><tr><td> <script> <svg> \\ \\[ ( a@b.c".split(),
    *"http:// www.a.b".split(),
    *('" ', "' ", "a ", "\n", "\n\n", "a\n", "a  \n", "[a](b) ", "[a]: b\n", "- a\n", "  - a\n", "> > ", "1. ", "* "),
    *(
        "---\n",
        "a\n===\n",
        "!!! note\n",
        "> [!NOTE]\n",
        "*[a]: b\n",
        "^[a]",
        "• a\n",
        "-a\n",
        "• a ",
        "a) b\n\n",
        "[1] a\n",
        ":::a\n",
        "<p hidden>",
        "{{ ",
    ),
    *("|a|b\n|-|-\n", "- [ ] a\n", "![[a]]", "[[a#", "[a][b] ", ". A", "**a:** ", "~~~\n", "    a\n", "\\[[a\\]] "),
)
"""What cards are made of, and its beginnings without an end."""


@pytest.mark.parametrize("often", [OFTEN[0], *(pytest.param(text, marks=pytest.mark.long) for text in ALL[1:])])
@pytest.mark.parametrize("above", [False, pytest.param(True, marks=pytest.mark.long)], ids=["text", "data"])
def test_a_card_of_one_thing_is_checked_and_shown(often: str, above: bool) -> None:
    """As large as a card may be: a part of the minutes that it takes to look at each place from each other."""
    begin = ABOVE if above else f"{ABOVE}---\n\n## Context\n\n"
    end = "\n---\n\nTekst.\n" if above else ""
    text = begin + often * ((MAX_BYTES - len(begin) - len(end)) // len(often.encode())) + end
    begun = time.process_time()
    corpus = in_memory({"patronen/een.md": text, "patronen/twee.md": pattern("Twee")}, allowed=True)
    site = site_of(corpus, preview=True)
    for node in site.nodes.values():
        site.content(node, "")
        site.searched(node)
    compose(book_from(corpus))
    assert time.process_time() - begun < 15
