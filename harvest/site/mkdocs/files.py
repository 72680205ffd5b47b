"""Which files MkDocs publishes: by allow-list, so that nothing slips out because nobody thought of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Set
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from harvest.problems.language import render
from harvest.problems.problem import say
from harvest.problems.report import line
from harvest.site.pages import Site, assets
from harvest.source.content import CIRCLE, PRIVATE
from harvest.source.drawings import RefusedDrawing
from harvest.source.pictures import PICTURES, without_metadata

log = get_plugin_logger("harvest")

STATIC = tuple(".css .js .mjs .json .svg .png .jpg .jpeg .gif .webp .ico .woff .woff2 .ttf .otf .map".split())
"""What a theme may bring to the site."""

UNUSED = ("assets/stylesheets/", "assets/javascripts/bundle", "assets/images/favicon")
"""What Material brings and our pages do not load; of its scripts only the search remains."""


def published(files: Files, site: Site, config: MkDocsConfig, *, preview: bool) -> Files:
    """Our own pages, the files they name, and the theme's; pictures without what cameras write into them.

    Tells the site at which address each page stands. A drawing that may not go out stays away from the preview too,
    with a warning. Raises `PluginError` in plain words, and `FileNotFoundError` where a picture went since it was read.
    """
    extra = {*map(str, config.extra_css), *(str(script) for script in config.extra_javascript)}
    allowed = site.files() | {path for path in extra if path.endswith((".css", ".js", ".mjs"))}
    spine = {chapter.path for part in site.corpus.publication.spine for chapter in part.chapters}
    _keep(files, site, allowed, config, preview=preview)
    urls = {}
    for file in list(files):
        if file.src_uri not in site.nodes and file.src_dir != config.docs_dir:
            continue
        if file.src_uri in site.nodes:
            urls[file.src_uri] = "" if file.url in (".", "./") else file.url
            if not preview:
                _hold_to_checks(file, site)
            if spine and file.src_uri not in spine:
                file.inclusion = InclusionLevel.NOT_IN_NAV
        elif file.src_uri not in allowed:
            files.remove(file)
        elif file.abs_src_path and file.src_uri.lower().endswith(".svg" if preview else PICTURES):
            files.remove(file)
            clean = _clean(file.src_uri, Path(file.abs_src_path), site, preview=preview)
            if clean is not None:
                files.append(File.generated(config, file.src_uri, content=clean))
    site.urls = urls
    for file in list(files):
        if file.src_dir != config.docs_dir and not _of_a_theme(file, site):
            files.remove(file)
    for address, path in assets().items():
        files.append(File.generated(config, address, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def _clean(path: str, picture: Path, site: Site, *, preview: bool) -> bytes | None:
    """Return the picture as it may go out; None for a drawing that the preview leaves out. Raises `PluginError`."""
    try:
        return without_metadata(picture)
    except RefusedDrawing as refused:
        publication = site.corpus.publication
        told = line(refused.at(publication.path_of(path)), publication.root, publication.language)
        if not preview:  # it was checked, and changed since
            raise PluginError(told) from None
        log.warning(told)
    except FileNotFoundError:
        if not preview:
            raise
    return None


def _hold_to_checks(file: File, site: Site) -> None:
    """What MkDocs would leave out was checked, and is listed and printed: one rule decides, and that is status."""
    if file.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT):
        message = say(
            "«{path}» is left out in mkdocs.yml («exclude_docs» or «draft_docs»), but not here. Make it a card with"
            " the status of a draft, or move it out of the content folder.",
            path=file.src_uri,
        )
        raise PluginError(render(message, site.corpus.publication.language))


def _of_a_theme(file: File, site: Site) -> bool:
    """Whether a file beside the content belongs to the look of the site, and to nothing else."""
    if file.generated_by or file.src_dir is None:
        return True
    if file.src_uri.startswith(UNUSED) or not file.src_uri.lower().endswith(STATIC):
        return False
    root = site.corpus.publication.root.resolve()
    path = Path(file.src_dir, file.src_uri).resolve()
    # An older site may hold what was withdrawn since, and the circle's is for nobody else.
    kept = (PRIVATE, CIRCLE, site.corpus.publication.content, site.corpus.publication.site)
    return not any(path.is_relative_to(root / away) for away in kept)


def _keep(files: Files, site: Site, allowed: Set[str], config: MkDocsConfig, *, preview: bool) -> None:
    """Publish what was read and checked, also when it was taken away since; a picture that is gone is told."""
    addresses = {file.dest_uri for file in files}
    for path in sorted({*site.nodes, *(allowed & site.corpus.directory.files)}):
        if files.get_file_from_path(path) is not None:
            continue
        if path in site.nodes:
            file = File.generated(config, path, content="\n")
            if file.dest_uri not in addresses:  # else MkDocs left it out, such as a README beside an index
                files.append(file)
        elif not preview:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(Path(config.docs_dir, path)))
