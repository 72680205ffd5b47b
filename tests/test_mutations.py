"""Ten thousand cards with slips of the fingers in them: each is read, and told about at lines that exist.

A sample of them is in every run, the whole in `make test-long`.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

import pytest

from harvest.editing.fixes import FOLLOW, mended
from harvest.pipeline import build
from harvest.problems.codes import SEVERITIES
from harvest.problems.language import LANGUAGES, render
from harvest.problems.problem import Problem
from harvest.publication import CONFIG, Publication, read_publication
from harvest.site.pages import Site
from harvest.source.content import Files, read_files
from harvest.source.yaml_text import lines_of
from tests.drawing import ROOT

MUTATIONS, SAMPLE = 10_000, 1_000
PARTS = 4
SLIPS = [*"\n\r\t #:-[](){}|>*_`'\"&!%@,?~^\\<=/+.0aZéß’\u2028\u200b\ufeff\x00\x0b\x85𝄞", "\n\n", "---\n", "\r\n"]
SLIPS += ["[[", "]]", "![", "](", "## ", "- ", "```\n", "<!--", "<script>", ": ", "&a ", "*a"]


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to eight characters dropped, swapped with their neighbour, or inserted, mostly near the top."""
    letters = list(text)
    for _ in range(chance.randint(1, 8)):
        near = len(letters) if chance.random() < 0.5 else min(len(letters), 500)
        at = chance.randrange(near)
        slip = chance.randrange(3)
        if slip == 0:
            del letters[at : at + chance.choice((1, 1, 1, 2, 10))]
        elif slip == 1:
            letters[at : at + 2] = letters[at : at + 2][::-1]
        else:
            letters.insert(at, chance.choice(SLIPS))
        if not letters:
            break
    return "".join(letters)


def read_as_lines(content: bytes) -> list[str]:
    """The lines of a file as editors number them."""
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def told(publication: Publication, real: Mapping[str, bytes], changed: Mapping[str, str], *, shown: bool) -> None:
    """Read and check these files, say all problems in every language, and hold their places against the text."""
    texts = {path: text.encode() for path, text in changed.items()}
    corpus = build(publication, Files({**real, **texts}))
    lines = {publication.path_of(path): read_as_lines(content) for path, content in texts.items()}
    for problem in corpus.problems:
        for language in LANGUAGES:
            assert render(problem.message, language)
            render(problem.hint, language)
        assert problem.line >= 1
        assert problem.column >= 1
        if problem.path in lines:
            assert problem.line <= len(lines[problem.path]), problem
            assert problem.column <= len(lines[problem.path][problem.line - 1]) + 1, problem
    if shown:
        site = Site(corpus, preview=True, booklet=False)
        site.urls = {path: f"{path}/" for path in site.nodes}
        for node in site.nodes.values():
            site.content(node, "../")
            site.searched(node)


@pytest.mark.parametrize(
    ("part", "mutations"),
    [
        pytest.param(0, SAMPLE, id="sample"),
        *(pytest.param(part, MUTATIONS // PARTS, marks=pytest.mark.long, id=f"part {part}") for part in range(PARTS)),
    ],
)
def test_no_slip_of_the_fingers_is_too_much(part: int, mutations: int) -> None:
    publication = read_publication(ROOT / CONFIG)
    real = read_files(ROOT / publication.content).markdown
    cards = {path: content.decode("utf-8") for path, content in real.items()}
    chance = random.Random(part)
    made = 0
    while made < mutations:
        told(publication, real, {path: mutated(text, chance) for path, text in cards.items()}, shown=made % 10 == 0)
        made += len(cards)


MENDED, MENDED_SAMPLE = 10_000, 40


def held(publication: Publication, texts: Mapping[str, bytes]) -> Sequence[Problem]:
    """The problems of files, by paths from the folder of `mkdocs.yml`."""
    inside = f"{publication.content}/"
    return build(publication, Files({path.removeprefix(inside): text for path, text in texts.items()})).problems


def lines(content: bytes) -> list[bytes]:
    """The lines of a file, each with its own ending, and what stands behind the last."""
    return [*map(str.encode, lines_of(content.decode("utf-8"))), b""]


def mended_well(publication: Publication, before: Mapping[str, bytes], seed: str, whole: Mapping[str, bytes]) -> int:
    """Make all corrections of some files, hold the result against them, and return how many there were.

    `whole` are the files without any slip.
    """
    first = held(publication, before)
    done = mended(first, before, lambda contents: held(publication, contents))
    for path, content in before.items():
        touched = {line for one in done.steps if one.problem.path == path for line in range(one.first, one.last + 1)}
        was, now = lines(content), lines(done.contents[path])
        kept = [(line, text) for line, text in enumerate(was, 1) if line not in touched]
        left = [pair for pair in zip(done.lines[path], now, strict=True) if pair[0] not in touched]
        assert left == kept, f"{seed}: {path} is changed elsewhere"
    # Of a file that could not be read we know only now what was wrong all along, in it and where others lead to it.
    opened = {
        one.problem.path
        for one in done.steps
        if one.problem.severity == "error" and one.problem.code.startswith("front-matter-")
    }
    known = [first, held(publication, {**before, **{path: whole[path] for path in opened}})] if opened else [first]
    after = held(publication, done.contents)
    for severities in (SEVERITIES[:1], SEVERITIES[:2], SEVERITIES):
        *before_it, after_it = (
            Counter((one.path, one.code) for one in problems if one.severity in severities and one.code not in FOLLOW)
            for problems in (*known, after)
        )
        more = after_it - reduce(or_, before_it)
        unread = ("front-matter-missing", "front-matter-syntax") if severities == SEVERITIES[:1] else ()
        surfaced = {(path, code) for path, code in more if path in opened and code not in unread}
        if opened:  # which of them readers may see is known only now too
            surfaced |= {place for place in more if place[1] in ("link-to-unpublished", "organisation-revealed")}
        worse = {key: more[key] for key in more.keys() - surfaced}
        assert not worse, f"{seed}: {worse}"
    return len(done.steps)


@pytest.mark.parametrize(
    ("part", "mutations"),
    [
        pytest.param(0, MENDED_SAMPLE, id="sample"),
        *(pytest.param(part, MENDED // PARTS, marks=pytest.mark.long, id=f"part {part}") for part in range(PARTS)),
    ],
)
def test_no_slip_of_the_fingers_is_mended_into_something_else(part: int, mutations: int) -> None:
    """Whatever stands in the files: only the corrections change, and nothing is wrong that was not."""
    publication = read_publication(ROOT / CONFIG)
    real = {publication.path_of(path): text for path, text in read_files(ROOT / publication.content).markdown.items()}
    chance = random.Random(part)
    made = steps = rounds = 0
    while made < mutations:
        # A publication in which many cards are wrong at once has other mistakes than one with a few.
        chosen = chance.sample(sorted(real), chance.choice((5, 20) if mutations < 100 else (5, 40, len(real))))
        slips = {path: slipped(real[path].decode("utf-8"), chance).encode() for path in chosen}
        steps += mended_well(publication, {**real, **slips}, f"seed {part}, round {rounds}", real)
        made += len(chosen)
        rounds += 1
    assert steps * 40 > made, "few of them had a correction"


def slipped(text: str, chance: random.Random) -> str:
    """The text with slips of the fingers anywhere, with one in a word above or in a link, or with a name once more.

    That name has a slip too, so mending it would say the same twice.
    """
    sort = chance.random()
    if sort < 0.3:
        return mutated(text, chance)
    named = list(re.finditer(r"^  - (?=.{9})", text, re.MULTILINE))
    if sort < 0.5 and named:
        item = chance.choice(named)
        line = text[item.start() : text.index("\n", item.end()) + 1]
        return f"{text[: item.start()]}{line[:8]}{line[9:]}{text[item.start() :]}"
    words = [
        word
        for word in re.finditer(r"[^\W\d_]{5,}", text)
        if word.start() < 400 or "[[" in text[max(0, word.start() - 30) : word.start()]
    ]
    if not words:
        return text
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end())
    ending = chance.choice(("\n", "\n", "\r\n"))
    return (text[:at] + chance.choice(("", "e", "x")) + text[at + chance.choice((0, 1)) :]).replace("\n", ending)
