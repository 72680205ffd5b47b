"""Find lines that were meant as headings: bold, underlined, in capitals, or with nothing around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from harvest.cards.card import Card, heading_name
from harvest.checks.headings import NUMBER_BEFORE, needed
from harvest.corpus import Corpus
from harvest.kinds.names import fold, folded_text
from harvest.problems.problem import Problem, problem, say
from harvest.source.markdown import Block

_DECORATION = r"(?:[*_=]|</?(?:b|u|i|em|strong|mark)>){0,8}"
_LINE = re.compile(
    r"^[ \t]{0,3}(?P<number>(?:\d{1,2}[.)]|[-+])[ \t]+)?"
    rf"(?P<open>{_DECORATION})(?P<words>[^*_<>=|\n]{{2,80}}?)(?P<close>{_DECORATION}):?[ \t]*\\?$",
    re.MULTILINE,
)
_RUN_IN = re.compile(
    r"^[ \t]{0,3}(?P<number>(?:\d{1,2}[.)]|[-+])[ \t]+)?"
    r"(?P<open>\*{1,3}|_{1,3})(?P<words>[^*_:\n]{2,80})(?::(?P=open)|(?P=open):)[ \t]+(?P<rest>\S.*)$",
    re.MULTILINE,
)
_FAR_IN = re.compile(
    r"^(?:(?:[ ]{4}|[ ]{0,3}\t)[ \t]*#{1,6}|#{4,6})[ \t]+(?P<words>[^\n#]{2,80}?)[ \t#]*$", re.MULTILINE
)
"""A heading so far from the margin that it is code, or so deep that it begins no part."""
_DRESS = re.compile(r"(?:</?[a-zA-Z]\w{0,9}>|[^\w\n])+")
_DRESSED = 100
"""In no longer line we look for a name among signs that make no heading here."""
_SENTENCE = re.compile(r"[.!?…,;]$")
_LONGEST = 60
"""No bold line with more letters is taken for a heading."""


class Candidate(NamedTuple):
    """A line that was meant as the heading of a section: its name there, the words, and what stands behind it."""

    name: str
    title: str
    start: int
    end: int
    rest: str = ""
    safe: bool = True


def lines_meant_as_headings(card: Card, there: Collection[str | None]) -> Iterator[Candidate]:
    """Yield for each section that is not there the first line with its name, probably meant as its heading.

    A lead-in of a section is no heading.
    """
    absent = {heading: name for heading, name in card.kind.headings.items() if name not in there}
    text = card.source.markdown.visible
    if not absent or not _beginning(frozenset(absent)).search("\n" + text):
        return  # told without folding the whole text, which takes long
    folded = folded_text(text)
    absent = {heading: name for heading, name in absent.items() if heading in folded}
    blocks = card.source.markdown.blocks
    if not absent or not blocks:  # a comment that does not end leaves no block
        return
    lead_ins = _lead_ins(card)
    seen: set[str] = set()
    for block, end in zip(blocks, [*(block.start for block in blocks[1:]), len(text)], strict=True):
        if block.form not in ("paragraph", "bold line", "list", "code", "heading"):
            continue
        alone = block.form != "list" and "\n" not in block.words
        first = text.rfind("\n", 0, block.start) + 1
        if block.form in ("code", "heading"):
            line = _FAR_IN.match(text, first, end)
            name = absent.get(heading_name(line["words"])) if line else None
            if line and name and name not in seen:
                seen.add(name)
                yield Candidate(name, line["words"], first, line.end())
            continue
        for line in sorted(
            (*_LINE.finditer(text, first, end), *_RUN_IN.finditer(text, first, end)), key=re.Match.start
        ):
            name = absent.get(heading_name(line["words"]))
            if name and name not in seen and fold(line["words"]) not in lead_ins and _is_heading(line, alone=alone):
                seen.add(name)
                yield _line(name, line, text)


@lru_cache(maxsize=256)
def _beginning(headings: frozenset[str]) -> re.Pattern[str]:
    """Return what a line begins with that may have one of these folded names: its first word, behind any signs.

    Words with accents, numbers and tags are left for a closer look.
    """
    firsts = "|".join(sorted(re.escape(heading.partition(" ")[0]) for heading in headings))
    number, tag, accent = r"\d|(?:[a-z]|[ivx]{2,4})[.):]", "(?:b|u|i|em|strong|mark)>", r"\w*[^\x00-\x7f]"
    return re.compile(rf"\n(?:[^\w\n]|_)*+(?:{number}|{tag}|{accent}|(?:{firsts})(?![^\W_]))", re.IGNORECASE)


def _line(name: str, line: re.Match[str], text: str) -> Candidate:
    words = line["words"].strip(" :")
    title = words.capitalize() if words.isupper() else words
    at = line.start("number") if line["number"] else line.start("open")
    rest = line["rest"] if "rest" in line.re.groupindex else ""
    return Candidate(name, title, at, len(text[: line.end()].rstrip(" \t\\")), rest)


def _lead_ins(card: Card) -> set[str]:
    return {w for s in card.kind.sections.values() for name, one in s.lead_ins.items() for w in one.names(name)}


def _is_heading(line: re.Match[str], *, alone: bool) -> bool:
    """Tell whether a line with the name of a section was meant as its heading, and does not only have these words."""
    decorated = bool(line["open"]) and ("rest" in line.re.groupindex or bool(line["close"]))
    return decorated or (alone and not line["number"])


def lines_in_other_dress(card: Card, there: Collection[str | None]) -> Iterator[Candidate]:
    """Yield for each section that a card needs and lacks the first line that holds its name and signs alone, such as
    `> ## Daarom`, `| Daarom |` or `=> Daarom`."""
    kind = card.kind
    absent = {
        heading: name
        for heading, name in kind.headings.items()
        if name not in there and needed(kind.sections[name], card)
    }
    text = card.source.markdown.visible if absent else ""
    at = 0
    for line in text.split("\n") if absent else ():
        if 0 < len(line) < _DRESSED and fold(words := _DRESS.sub(" ", line).strip()) in absent:
            name = absent.pop(fold(words))
            absent = {heading: other for heading, other in absent.items() if other != name}
            yield Candidate(name, words, at + len(line) - len(line.lstrip()), at + len(line.rstrip()), safe=False)
        at += len(line) + 1


def meant_as_heading(card: Card, line: Candidate) -> Problem:
    """Return the problem of a line that was meant as a heading, with the heading written out."""
    source = card.source
    written = " ".join(source.body[line.start : line.end].split())
    heading = f"## {NUMBER_BEFORE.sub('', line.title, 1)}"
    rest = line.rest[:1].upper() + line.rest[1:]
    hint = say("Then write: {heading}", heading=heading)
    if rest:
        hint = say(
            "Then write it on a line of its own, with the text below it: {heading}", heading=f"{heading} / {rest}"
        )
    return problem(
        source.place(line.start),
        "unknown-section",
        say("Is «{written}» a heading?", written=written),
        hint,
        severity="error" if needed(card.kind.sections[line.name], card) else "warning",
        fix=source.fix(line.start, line.end, f"{heading}\n\n{rest}" if rest else heading) if line.safe else None,
        end=source.place(line.end).position,
    )


def bold_lines(corpus: Corpus) -> Iterator[Problem]:
    """Bold lines, each above a text of its own, are headings, or their author is asked about the first of them."""
    for node in corpus.nodes:
        pairs = pairwise(node.source.markdown.blocks)
        bold = [block for block, below in pairs if block.form == "bold line" != below.form]
        if len(bold) < 2:
            continue
        known: Collection[str] = ()
        mark = "##"
        if isinstance(node, Card):
            known = {*node.kind.headings, *_lead_ins(node)}
            mark = "##" if node.kind.other_sections or not node.kind.sections else "###"
        lines = [block for block in bold if _may_head(block, known)]
        if len(lines) > 1:
            written = lines[0].words.strip()
            message = say("Is «{written}» a heading?", written=written)
            hint = say("Then write: {heading}", heading=f"{mark} {written.rstrip(':')}")
            yield problem(node.source.place(lines[0].start), "other-markup", message, hint)


def _may_head(block: Block, known: Collection[str]) -> bool:
    words = block.words.strip()
    return (
        0 < len(words) <= _LONGEST
        and "\n" not in words
        and not _SENTENCE.search(words)
        and heading_name(words) not in known
        and fold(words) not in known
    )
