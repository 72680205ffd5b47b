"""Ten thousand cards with slips of the fingers in them: each is read, and told about at lines that exist.

A sample of them is in every run, the whole in `make test-long`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from harvest.pipeline import build
from harvest.problems.language import LANGUAGES, render
from harvest.publication import CONFIG, Publication, read_publication
from harvest.site.pages import Site
from harvest.source.content import Files, read_files
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
