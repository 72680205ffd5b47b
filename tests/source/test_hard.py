"""Input that is meant to break readers: deep, large, or slow to match."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from harvest.links.sentence import sentence
from tests.drawing import Draw, read, shown

LETTERS = 100_000
SOON = 3.0
"""How long the whole line may take over so many letters, in seconds of the processor: tens of thousands of problems are
made in that time. A pattern that goes back over its text takes minutes."""

REPEATED = """
[ ( * _ ` < > [[ ![ [a]( [a](x) [[a [[a| <a [[a]] [[a]  a`b`` `a ]( [a] [( ![a]( <http:// \\ # - > ~ = . : , ! " ' ]( )
***a **a __a [^a]: [a]: [a](" [![ <!-- --> <!---- * _ *a* <b> &amp; {} 1. a. A. a- é 𝄞 [[a]](b) ![[a]] |
%% %%a a%% 5%% %%` `%%
""".split()
WITH_BLANKS = [
    "\n",
    "\n\n",
    " ",
    "\t",
    "---\n",
    "# ",
    "\n# ",
    "\n## a",
    "\n- ",
    "\n[",
    "\n\n[[",
    "~~~\n",
    "```\n",
    "a\n--\n",
]
WITH_BLANKS += [
    "a\n==\n",
    "> ",
    "\n> ",
    "[[a\n",
    "[ ",
    "( ",
    "* ",
    "a ",
    "\n \n",
    "x\n\n",
    "[a]( ",
    "[a](b ",
    '[a](b "',
    "\n|-",
]


@pytest.mark.parametrize("piece", [*REPEATED, *WITH_BLANKS], ids=repr)
def test_no_text_takes_long(piece: str) -> None:
    """The same few letters, over and over, alone and between others, above a card and below it."""
    many = piece * (LETTERS // len(piece))
    for text in (f"---\ntitel: {many}\n---\n{many}", f"---\ntitel: x\n---\n## Probleem\n[a]({many}b"):
        started = time.process_time()
        read_whole(text)
        assert time.process_time() - started < SOON


def read_whole(text: str) -> None:
    """All that is done with the text of one card."""
    from harvest.cards.read import summary_of
    from harvest.pipeline import build
    from harvest.publication import Publication
    from harvest.source.content import Files

    corpus = build(Publication(Path()), Files({"patronen/a.md": text.encode(), "index.md": b"[[a]]"}))
    for card in corpus.cards:
        summary_of(card)
    for edge in corpus.edges[:3]:
        if edge.relation is None:
            sentence(corpus.directory.by_key[edge.source], edge)


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """`harvest check` in a process of its own, which a crash would end."""
    code = "from harvest.commands.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "check"], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "content",
    [
        b"---\ntitel: " + b"[" * 100_000 + b"\n---\n",
        b"---\ntitel: x\nfase: " + b"[" * 100_000 + b"]" * 100_000 + b"\n---\n",
        b"---\n" + b"- " * 100_000 + b"\n---\n",
        b"---\n" + b"".join(b" " * n + b"a:\n" for n in range(500)) + b"---\n",
        b"---\n" + b"{a: " * 50_000 + b"\n---\n",
        b"[" * 100_000,
        b"> " * 100_000,
        b"x" * 50_000_000,
        b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 120))
        + b"---\n",
    ],
    ids=[
        "brackets",
        "closed brackets",
        "dashes",
        "indents",
        "braces",
        "brackets below",
        "quotations",
        "50 MB",
        "aliases",
    ],
)
def test_no_file_ends_the_process(content: bytes, draw: Draw) -> None:
    """Depth, size and aliases are refused before they cost anything; other cards are read all the same."""
    root = draw({"patronen/a.md": content, "patronen/b.md": "---\ntitel: B\nfase: verkenen\n---\n## Probleem\nX.\n"})
    done = check(root)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "verkenen" in done.stdout


def test_a_file_that_may_not_be_read_and_a_folder_deep_down(draw: Draw) -> None:
    """What cannot be opened is told, and folders may lie as deep as the system lets them."""
    root = draw({"index.md": "# Begin\n"})
    folder = root / "content"
    for _ in range(400):
        folder /= "d"
    folder.mkdir(parents=True)
    (folder / "x.md").write_text("[[nergens]]\n", "utf-8")
    (root / "content" / "lus.md").symlink_to("lus.md")
    problems = [shown(found) for found in read(root).problems]
    assert any(found.endswith("x.md:1:1 dangling-link error") for found in problems)
    assert "lus.md:1:1 not-readable error" in problems


@pytest.mark.parametrize(
    "piece", ["Stichting ", "Stichting De ", "Stichting\n>", "&amp;", "a*", "<b>", "De Kade ", "- "]
)
def test_no_text_takes_long_where_names_are_looked_for(piece: str) -> None:
    """Many names that begin alike, of which the text holds every beginning."""
    from harvest.pipeline import build
    from harvest.publication import Publication
    from harvest.source.content import Files

    names = {f"organisaties/{n}.md": f"---\ntitel: {'Stichting ' * (n % 9 + 1)} De Kade {n}\n---\n" for n in range(200)}
    text = piece * (LETTERS // len(piece)) + "Stichting"
    files = Files({path: text.encode() for path, text in {**names, "index.md": text}.items()})
    started = time.process_time()
    build(Publication(Path()), files)
    assert time.process_time() - started < SOON


@pytest.mark.parametrize(
    ("form", "fits", "place"),
    [
        ("trefwoorden: {open}{close}", 20, (3, 14 + 20)),
        ("trefwoorden: {open}aap{close}", 19, (3, 14 + 20)),
        ("trefwoorden:\n{dashes}aap", 19, (4, 1 + 40)),
        ("trefwoorden: {braces}aap{ends}", 19, (3, 14 + 77)),
    ],
)
def test_data_may_be_so_deep_and_no_deeper(draw: Draw, form: str, fits: int, place: tuple[int, int]) -> None:
    """The twentieth thing inside another is read, and judged as any; the twenty-first is told where it stands."""
    told = {}
    for depth in (fits, fits + 1):
        data = form.format(
            open="[" * depth, close="]" * depth, dashes="- " * depth, braces="{a: " * depth, ends="}" * depth
        )
        corpus = read(draw({"patronen/a.md": f"---\ntitel: Aap\n{data}\n---\n<<pattern>>\n"}))
        assert corpus.cards[0].readable == (depth == fits)
        told[depth] = [(p.line, p.column) for p in corpus.problems if p.code == "front-matter-syntax"]
    assert told == {fits: [], fits + 1: [place]}
