"""Look a word up in the manual: a code, a kind, what stands on a card, a page by its title, or whatever holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harvest.kinds.kind import Kind
from harvest.kinds.names import AMONG_FEW, fold, nearest
from harvest.kinds.read import Kinds
from harvest.manual.articles import kind_article, names_of_parts, part_article
from harvest.manual.check_pages import check_page
from harvest.manual.examples import families
from harvest.manual.folder import WORDS, manual_folder
from harvest.problems.language import SOURCE_LANGUAGE, render
from harvest.problems.problem import say

MOST = 8
"""The pages that are named when a word stands in several."""
_SNIPPET = re.compile(r'^--8<-- "(.+?)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page that somebody wrote: what it is called by, its title, its Markdown, its English twin, and other words."""

    name: str
    title: str
    text: str
    twin: str
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the manual has about a word: one page (`text`), or pages that hold it, or else the word perhaps meant."""

    text: str = ""
    pages: tuple[tuple[ManualPage, str], ...] = ()
    guess: str = ""


def look_up(word: str, language: str, kinds: Kinds, blank: Callable[[Kind], str]) -> LookedUp:
    """Return what the manual has about a word; `blank` makes the blank card of a kind."""
    written = fold(word)
    if code := next((e for examples in families().values() for e in examples if fold(e.code) == written), None):
        return LookedUp(check_page(code, language))
    if kind := kinds.find(word):
        return LookedUp(kind_article(kind, kinds.by_name, blank(kind), language))
    pages = pages_in(language)
    if page := next((one for one in pages if written in map(fold, (one.name, one.title, one.twin))), None):
        return LookedUp(page.text)
    if page := next((one for one in pages if written in one.asked), None):
        return LookedUp(page.text)
    if article := part_article(word, kinds.by_name, language):
        return LookedUp(article)
    if holding := tuple(_holding(word, pages))[:MOST]:
        return LookedUp(holding[0][0].text) if len(holding) == 1 else LookedUp(pages=holding)
    return LookedUp(guess=nearest(word, _names(kinds, pages), least=AMONG_FEW) or "")


@cache
def pages_in(language: str) -> tuple[ManualPage, ...]:
    """Return the written pages in a language, and in English those that it lacks."""
    folder = manual_folder() / "pages"
    twins: Mapping[str, str] = WORDS["twins"].get(language, {})
    own = [_read(folder / language / f"{name}.md", twin, language) for name, twin in twins.items()]
    english = sorted(path for path in folder.glob("*.md") if path.stem not in {*twins.values(), "index"})
    return (*own, *(_read(path, path.stem, language) for path in english))


def _read(path: Path, twin: str, language: str) -> ManualPage:
    def snippet(match: re.Match[str]) -> str:
        return (manual_folder() / match[1]).read_text("utf-8").rstrip("\n")

    text = _SNIPPET.sub(snippet, path.read_text("utf-8"))
    title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), path.stem)
    asked = WORDS["asked"].get(twin, {}).get(language, ())
    return ManualPage(path.stem, title.replace("`", ""), text, twin, frozenset(map(fold, asked)))


def _holding(word: str, pages: tuple[ManualPage, ...]) -> Iterator[tuple[ManualPage, str]]:
    """Yield the pages that hold a word with the first line that does, those that have it in a heading first."""
    begins = re.compile(rf"(?i)(?<!\w){re.escape(word)}")
    hits = []
    for page in pages:
        lines = [line for line in page.text.splitlines() if begins.search(line)]
        if lines:
            headings = [line for line in lines if line.startswith("#")]
            hits.append((not headings, -len(lines), page, (headings or lines)[0].lstrip("#-|> ").strip()))
    hits.sort(key=lambda hit: hit[:2])
    return ((page, line) for _, _, page, line in hits)


def _names(kinds: Kinds, pages: tuple[ManualPage, ...]) -> Iterator[str]:
    yield from (example.code for examples in families().values() for example in examples)
    for kind in kinds.by_name.values():
        yield from kind.label.values()
    yield from names_of_parts(kinds.by_name)
    for page in pages:
        yield from (page.name, page.title, *page.asked)


def contents(language: str) -> str:
    """Return the table of contents, as Markdown: each page by its title, with the word that shows it."""
    english = "" if language == SOURCE_LANGUAGE else f" ({render(say('in English'), language)})"
    return "\n".join(
        f"- {page.title}: `harvest help {page.name}`{english if page.name == page.twin else ''}"
        for page in pages_in(language)
    )
