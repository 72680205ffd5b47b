"""Hooks that MkDocs runs while it makes the manual: they add the generated pages, the fonts, and the colours."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from harvest.commands.cli import commands
from harvest.manual import check_pages, reference
from harvest.site.pages import assets

HERE = Path(__file__).parent


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the generated pages to the navigation."""
    checks = {}
    for language in check_pages.FOLDERS:
        overview, *families = check_pages.pages(language).items()
        checks[language] = [*overview[1], *({family: list(pages)} for family, pages in families)]
    config.nav = [
        *(config.nav or []),
        {"Controles": checks["nl"]},
        {"Checks": checks["en"]},
        {"Reference": list(reference.pages(commands))},
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, and the fonts and colours of site and booklet."""
    by_family = [pages for language in check_pages.FOLDERS for pages in check_pages.pages(language).values()]
    for pages in (reference.pages(commands), *by_family):
        for path, text in pages.items():
            files.append(File.generated(config, path, content=text))
    for address, file in {**assets(), "harvest.png": HERE / "harvest.png"}.items():
        files.append(File.generated(config, address, abs_src_path=str(file)))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark the Dutch pages as Dutch, for screen readers."""
    return f'<div lang="nl">{html}</div>' if page.file.src_uri.startswith("nl/") else html


def on_post_page(html: str, page: Page, config: MkDocsConfig) -> str:
    """Give Material's search the name that it lacks for screen readers."""
    return html.replace(
        'data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Search"'
    )
