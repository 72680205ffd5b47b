"""Give MkDocs the spine of what is published as its `nav`, so that it asks for no page that the edition leaves out."""

from __future__ import annotations

from typing import Any

from harvest.site.pages import Site
from harvest.source.content import MARKDOWN


def published_nav(site: Site, written: Any) -> Any:
    """Return `nav` as MkDocs reads it, of the pages that the site has and of what is no page of ours.

    Where we read none, it is what MkDocs or another plugin made of it.
    """
    spine = site.corpus.publication.spine
    if not spine:
        return written
    nav: list[Any] = []
    for part in spine:
        chapters = [
            {chapter.title: chapter.path} if chapter.title else chapter.path
            for chapter in part.chapters
            if chapter.path in site.nodes or not chapter.path.lower().endswith(MARKDOWN)
        ]
        nav += [{part.title: chapters}] if part.title and chapters else chapters
    return nav
