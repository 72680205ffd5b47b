"""Read `nav`, the spine of a publication, and tell which pages it names and which `not_in_nav` does.

Patterns mean what they mean in `.gitignore`, as MkDocs reads them too.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from harvest.problems.problem import Place
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, place_of


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page in the spine; `title` is the title in `nav`, or empty."""

    title: str
    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class SpinePart:
    """A part of the publication: a heading in `nav` and its pages. Pages outside a part have an empty title."""

    title: str
    chapters: tuple[Chapter, ...]


def chapters(node: Node | None, config: str) -> list[Chapter]:
    """Return the pages in a list of `nav` and in the lists inside it, or the files in `kinds`."""
    named: list[Chapter] = []
    for item in node.items if isinstance(node, Items) else ((node,) if isinstance(node, Scalar) else ()):
        if isinstance(item, Scalar) and item.value:
            named.append(Chapter("", item.value, place_of(item, config)))
        elif isinstance(item, Entries):
            for key, value in item.entries:
                if isinstance(value, Scalar) and value.value:
                    named.append(Chapter(key.value, value.value, place_of(value, config)))
                elif isinstance(value, Items):
                    named += chapters(value, config)
                elif isinstance(value, Entries):  # MkDocs takes these for a list, with a warning
                    named += chapters(Items((value,), value.line, value.column), config)
    return named


def read_spine(node: Node | None, config: str) -> tuple[SpinePart, ...]:
    """Return the parts in the order of `nav`; pages between parts form parts without a title."""
    parts: list[SpinePart] = []
    for item in node.items if isinstance(node, Items) else ():
        section = item.entries[0] if isinstance(item, Entries) and item.entries else None
        if section and isinstance(section[1], (Items, Entries)):
            inside = section[1] if isinstance(section[1], Items) else Items((section[1],), item.line, item.column)
            parts.append(SpinePart(section[0].value, tuple(chapters(inside, config))))
            continue
        loose = tuple(chapters(Items((item,), item.line, item.column), config))
        if parts and not parts[-1].title:
            loose = (*parts.pop().chapters, *loose)
        parts.append(SpinePart("", loose))
    return tuple(parts)


def titles(spine: Iterable[SpinePart]) -> Mapping[str, str]:
    """Return what the spine calls its pages: path → title, of those that it gives one."""
    return {chapter.path: chapter.title for part in spine for chapter in part.chapters if chapter.title}


_WILD = re.compile(r"[*?]")
_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def spread(spine: Sequence[SpinePart], paths: Iterable[str]) -> tuple[SpinePart, ...]:
    """Return the spine with its paths as the folder has them, and the pages that a pattern means in its place.

    These are sorted by path, without those that the spine names itself. `paths` are those of all pages.
    """
    known = {_plain(path): path for path in paths}
    written = {_plain(chapter.path) for part in spine for chapter in part.chapters}
    left = sorted(path for plain, path in known.items() if plain not in written)

    def pages(chapter: Chapter) -> list[Chapter]:
        if _EXTERNAL.match(chapter.path):
            return [chapter]
        if not _WILD.search(chapter.path):
            path = posixpath.normpath(chapter.path)
            return [replace(chapter, path=known.get(_plain(path), path))]
        meant = matched([f"/{chapter.path.lstrip('/')}"], left)
        fitting = [Chapter("", path, chapter.place) for path in left if path in meant]
        left[:] = [path for path in left if path not in meant]
        return fitting or [chapter]

    return tuple(replace(part, chapters=tuple(c for one in part.chapters for c in pages(one))) for part in spine)


def matched(patterns: Iterable[str], paths: Iterable[str]) -> frozenset[str]:
    """Return the paths that patterns as in `.gitignore` match; none when one of these cannot be read."""
    lines = tuple(patterns)
    if not lines:
        return frozenset()
    from pathspec import GitIgnoreSpec  # late: it takes as long to import as fifty cards to check

    try:
        return frozenset(GitIgnoreSpec.from_lines(lines).match_files(paths))
    except ValueError:  # MkDocs tells this, and builds nothing
        return frozenset()


def named(spine: Iterable[SpinePart], patterns: Iterable[str], paths: Sequence[str]) -> frozenset[str]:
    """Return the paths that the spine names, or that one of the patterns of `not_in_nav` matches."""
    written = {_plain(chapter.path) for part in spine for chapter in part.chapters}
    return frozenset(path for path in paths if _plain(path) in written) | matched(patterns, paths)


def _plain(path: str) -> str:
    """Return a path in the form in which two ways to write it are the same: a Mac takes accents off their letters."""
    return unicodedata.normalize("NFC", posixpath.normpath(path))
