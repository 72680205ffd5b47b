"""What holds whatever people write: any bytes give a corpus, and nothing depends on the order of files."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harvest.corpus import Corpus
from harvest.kinds.names import fold
from harvest.kinds.read import load_kinds
from harvest.pipeline import build
from harvest.problems.language import LANGUAGES, render
from harvest.publication import Publication, read_publication
from harvest.source.content import Files
from harvest.source.source import MAX_BYTES, read_source
from tests.drawing import ROOT

PUBLICATION = Publication(ROOT, content="content")
PATHS = ("patronen/a.md", "patronen/b.md", "lessen/a.md", "casussen/c.md", "bronnen/d.md", "index.md", "x/y.md")

# Pieces that mean something somewhere, so that chance does not have to find them.
PIECES = st.sampled_from(
    [
        *("---\n", "...\n", "titel: ", "title:", "status: vrijgegeven\n", "fase: ", "zie ook: ", "draagt bij aan: "),
        *("niet melden: {orphan: x}\n", "hoe zeker: gezien\n", "getoetst op: 3-4-2012\n", "view: ", "kind: les\n"),
        *(
            "[",
            "]",
            "[[",
            "]]",
            "(",
            ")",
            "|",
            "#",
            "## ",
            "## Probleem\n",
            "## Daarom\n",
            "# ",
            "a",
            "b",
            "A, b",
            "[[a]]",
        ),
        *(
            "- ",
            "* ",
            "> ",
            "`",
            "```\n",
            "<",
            ">",
            "<b>",
            "<!--",
            "-->",
            "&",
            "*",
            "!",
            "%",
            "%%",
            "@",
            "{",
            "}",
            ",",
            ":",
        ),
        *(
            ": ",
            '"',
            "'",
            "\\",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            " ",
            "\ufeff",
            "\x85",
            "\u2028",
            "\x00",
            "é",
            "e\u0301",
            "𝄞",
        ),
        *(
            "../",
            "/",
            "javascript:",
            "https://x",
            "![](",
            "[a](b.md)",
            "[a]: b\n",
            "==\n",
            "--\n",
            "~",
            "|",
            "??",
            "!!python/x",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
BYTES = st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
TREES = st.dictionaries(st.sampled_from(PATHS), BYTES, max_size=5)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def corpus_of(files: dict[str, bytes], language: str = "nl") -> Corpus:
    """The corpus of files that lie nowhere."""
    return build(Publication(ROOT, content="content", language=language), Files(files))


def lines_of(content: bytes) -> int:
    """How many lines an editor shows."""
    return len(re.split(rb"\r\n|\r|\n", content))


def check_invariants(corpus: Corpus, files: dict[str, bytes]) -> None:
    """What holds of every corpus."""
    for found in corpus.problems:
        content = files[found.path.removeprefix("content/")]
        assert 1 <= found.line <= lines_of(content), found
        assert found.column >= 1
        for language in LANGUAGES:
            assert render(found.message, language).strip()
            render(found.hint, language)
    assert len(set(corpus.problems)) == len(corpus.problems)
    keys = {node.key for node in corpus.directory.nodes}
    backlinks = Counter(edge for key in keys for edge in corpus.incoming(key))
    assert backlinks == Counter(corpus.edges)
    assert {edge for key in keys for edge in corpus.outgoing(key)} == set(corpus.edges)
    for edge in corpus.edges:
        assert {edge.source, edge.target} <= keys
        assert edge.source != edge.target
        assert 1 <= edge.place.line <= lines_of(files[edge.place.path])
    for node in corpus.nodes:
        for mark in node.source.markdown.marks:
            assert 0 <= mark.start < mark.end <= len(node.source.body)
    published = corpus.published()
    assert all(corpus.holds(card) for card in published.cards)
    assert {edge.target for edge in published.edges} <= published.directory.by_key.keys()


@patient
@given(TREES)
def test_any_bytes_give_a_corpus(files: dict[str, bytes]) -> None:
    """Never an exception; every problem stands on a line of its file; every edge has one backlink."""
    check_invariants(corpus_of(files), files)


@patient
@given(TEXTS)
def test_any_data_above_a_pattern(data: str) -> None:
    """What stands between the dashes may be anything."""
    content = f"---\n{data}\n---\n## Probleem\nX.\n".encode("utf-8", "surrogatepass")
    for language in LANGUAGES:
        check_invariants(corpus_of({"patronen/a.md": content}, language), {"patronen/a.md": content})


@patient
@given(TREES, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(files: dict[str, bytes], chance: random.Random) -> None:
    """A file system lists its files in any order."""
    shuffled = list(files.items())
    chance.shuffle(shuffled)
    one, other = corpus_of(files), corpus_of(dict(shuffled))
    assert one.problems == other.problems
    assert one.edges == other.edges
    assert [card.path for card in one.cards] == [card.path for card in other.cards]


def real_files() -> dict[str, bytes]:
    """The real harvest."""
    content = ROOT / "content"
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in sorted(content.rglob("*.md"))}


REAL = real_files()


@patient
@given(st.data())
def test_real_cards_with_something_put_in_or_left_out(data: st.DataObject) -> None:
    """A slip anywhere in a real card gives a corpus, and leaves the problems of other files where lines exist."""
    files = dict(REAL)
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from(sorted(files)))
        text = files[path].decode("utf-8", "surrogatepass")
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 20))
        put_in = data.draw(PIECES)
        files[path] = (text[:start] + put_in + text[start + length :]).encode("utf-8", "surrogatepass")
    check_invariants(corpus_of(files), files)


@patient
@given(TEXTS)
def test_reading_keeps_every_letter(text: str) -> None:
    """The body is the text below the data, letter for letter, and positions lead back to it."""
    source = read_source("a.md", text.encode("utf-8", "surrogatepass"))
    if source.problems or len(text) > MAX_BYTES:
        return
    written = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = written.split("\n")
    for offset, letter in enumerate(source.body):
        place = source.place(offset)
        line = lines[place.line - 1] + "\n"
        assert letter == line[place.column - 1]


@patient
@given(st.text())
def test_a_folded_name_stays_as_it_is(text: str) -> None:
    """Folding a name twice changes nothing."""
    assert fold(fold(text)) == fold(text)


@patient
@given(BYTES)
def test_any_declaration(content: bytes) -> None:
    """A declaration is any bytes too."""
    kinds, problems = load_kinds([("a.yml", content), ("b.yml", b"kind: recipe\n" + content)])
    assert "pattern" in kinds.by_name
    for found in problems:
        assert 1 <= found.line <= lines_of(content) + 1
        for language in LANGUAGES:
            assert render(found.message, language)


def test_any_configuration(tmp_path: Path) -> None:
    """`mkdocs.yml` may be anything that opens."""
    chance = random.Random(0)
    config = tmp_path / "mkdocs.yml"
    pieces = [
        "plugins:\n",
        "  - harvest:\n",
        "      record:\n",
        "nav:\n",
        "  - a: b\n",
        "- ",
        "x: [",
        "]",
        "{",
        "}",
        "*a",
        "&a ",
        "!ENV ",
        "\xff",
        "\t",
    ]
    for _ in range(200):
        config.write_bytes("".join(chance.choices(pieces, k=8)).encode("latin-1"))
        for found in read_publication(config).problems:
            assert found.line >= 1
