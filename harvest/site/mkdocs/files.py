"""Choose the files that MkDocs publishes, by allow-list, so that it publishes nothing by oversight."""

from __future__ import annotations

import errno
import os
from collections.abc import Set
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from harvest.limits.work import refused_file, working
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.problems.report import line
from harvest.site.desk import STYLES
from harvest.site.pages import DARK, Site, assets
from harvest.source.documents import fingerprint_of
from harvest.source.drawings import dark_drawing
from harvest.source.folders import CIRCLE, PRIVATE
from harvest.source.other_hosts import EVERYTHING
from harvest.source.outgoing import PICTURES, without_metadata
from harvest.source.pictures import CACHE, PHOTOGRAPHS, SITE
from harvest.source.refusal import RefusedFile
from harvest.views.theme import theme_folder

log = get_plugin_logger("harvest")

STATIC = tuple(".css .js .mjs .json .svg .png .jpg .jpeg .gif .webp .ico .woff .woff2 .ttf .otf .map".split())
"""The endings of files that a theme may add to the site."""

UNUSED = ("assets/stylesheets/", "assets/javascripts/bundle", "assets/images/favicon")
"""The files of Material that our pages do not load; of its scripts we use only the search."""


def published(files: Files, site: Site, config: MkDocsConfig, *, preview: bool) -> Files:
    """Return the files to publish: our own pages, the files they name without metadata, and those of the theme.

    Sets `site.urls`, `site.dark` and `site.brought`. A picture that may not be published is not in the preview either,
    and gives a warning. Raises `PluginError` in plain words, and `FileNotFoundError` when a picture went since the
    check.
    """
    extra = {*map(str, config.extra_css), *(str(script) for script in config.extra_javascript)}
    root = os.path.realpath(config.docs_dir)
    looks = {path for path in extra if path.endswith((".css", ".js", ".mjs"))}
    # A shortcut may lead to a card, or to anything on this machine, and these files go out as they are.
    allowed = site.files() | {path for path in looks if os.path.realpath(f"{root}/{path}") == f"{root}/{path}"}
    spine = {chapter.path for part in site.corpus.publication.spine for chapter in part.chapters}
    _keep(files, site, allowed, config, preview=preview)
    urls = {}
    dark = set()
    for file in list(files):
        if file.src_uri not in site.nodes and file.src_dir != config.docs_dir:
            continue
        if file.src_uri in site.nodes:
            urls[file.src_uri] = "" if file.url in (".", "./") else file.url
            if not preview:
                _hold_to_checks(file, site)
            if site.corpus.publication.spine and file.src_uri not in spine:
                file.inclusion = InclusionLevel.NOT_IN_NAV
        elif file.src_uri not in allowed:
            files.remove(file)
        elif file.src_uri in site.corpus.documents and not preview:
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=_as_checked(file, site)))
        elif file.abs_src_path and file.src_uri.lower().endswith(PICTURES):
            files.remove(file)
            clean = _clean(file.src_uri, Path(file.abs_src_path), site, preview=preview)
            if clean is not None:
                files.append(File.generated(config, file.src_uri, content=clean))
                if look := _dark_look(file):
                    dark.add(file.src_uri)
                    address = f"{DARK}{file.src_uri}"
                    files.append(File.generated(config, address, content=look, inclusion=InclusionLevel.NOT_IN_NAV))
    site.urls, site.dark = urls, frozenset(dark)
    for file in list(files):
        if file.src_dir == config.docs_dir:
            continue
        if not _of_a_theme(file, site) or (file.src_uri == STYLES and not preview):
            files.remove(file)
        elif file.src_uri.lower().endswith(PHOTOGRAPHS) and (picture := _own_look(file, site)):
            files.remove(file)
            clean = _clean(file.src_uri, picture, site, preview=preview)
            if clean is not None:
                files.append(File.generated(config, file.src_uri, content=clean, inclusion=InclusionLevel.NOT_IN_NAV))
    for address, path in assets().items():
        files.append(File.generated(config, address, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV))
    for address, text in site.look_files.items():
        if theirs := files.get_file_from_path(address):
            files.remove(theirs)
        files.append(File.generated(config, address, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    site.brought = {
        file.dest_uri: Path(file.abs_src_path)
        for file in files
        if file.src_dir != config.docs_dir and file.abs_src_path and _is_brought(file, site)
    }
    return files


def without_everything(left_out: Any) -> Any:
    """Return what the author leaves out (`exclude_docs`) without the line `*`, and with all other lines.

    That line is for hosts that pass over our plugin: they publish nothing. We decide ourselves what is published.
    """
    if left_out is None:
        return None
    sort = type(left_out)
    everything = list(sort.from_lines(EVERYTHING).patterns)
    return sort([pattern for pattern in left_out.patterns if pattern not in everything])


def _clean(path: str, picture: Path, site: Site, *, preview: bool) -> bytes | None:
    """Return a picture without metadata; None for one that the preview leaves out. Raises `PluginError`."""
    if refused_file(path, picture):
        return None  # the report says that it takes too long
    publication = site.corpus.publication
    try:
        with working(path):
            return without_metadata(picture, SITE, publication.root / CACHE)
    except RefusedFile as refused:
        root = publication.root.resolve()
        issue = refused.refusal.inside(os.path.relpath(picture.resolve(), root))
        problem_line = line(issue, publication.root, publication.language)
        if not preview:  # it has changed since the check
            raise PluginError(problem_line) from None
        log.warning(problem_line)
    except FileNotFoundError:
        if not preview:
            raise
    return None


def _dark_look(file: File) -> bytes:
    """Return the look for dark pages of a drawing that is clean; empty when it has none, or is no drawing."""
    path = Path(file.abs_src_path or "")
    try:
        return dark_drawing(path.read_bytes()) if path.suffix.lower() == ".svg" else b""
    except (OSError, RefusedFile):  # it has changed since it was cleaned, a moment ago
        return b""


def _as_checked(file: File, site: Site) -> bytes:
    """Return the bytes of a document that was looked into. Raises `PluginError` when it has changed since."""
    content = Path(file.abs_src_path or "").read_bytes()
    if fingerprint_of(content) != site.corpus.documents[file.src_uri].fingerprint:
        message = say("«{path}» has changed since it was checked. Build once more.", path=file.src_uri)
        raise PluginError(render(message, site.corpus.publication.language))
    return content


def _hold_to_checks(file: File, site: Site) -> None:
    """Raise `PluginError` for a file that MkDocs would leave out, since it is checked, listed and printed all the same.

    Only one rule decides what is left out, and that is status.
    """
    if file.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT):
        message = say(
            "«{path}» is left out in mkdocs.yml («exclude_docs» or «draft_docs»), but not here. Make it a card with"
            " the status of a draft, or move it out of the content folder.",
            path=file.src_uri,
        )
        raise PluginError(render(message, site.corpus.publication.language))


def _own_look(file: File, site: Site) -> Path | None:
    """Return the path of a file from a theme that lies in the publication itself; None for one that was installed."""
    path = Path(file.src_dir, file.src_uri) if file.src_dir and not file.generated_by else None
    return path if path and path.resolve().is_relative_to(site.corpus.publication.root.resolve()) else None


def _is_brought(file: File, site: Site) -> bool:
    """Tell whether a file is of an installed theme or ours, which nobody of the publication wrote."""
    ours = Path(file.abs_src_path or "").is_relative_to(theme_folder())
    return ours or _own_look(file, site) is None


def _of_a_theme(file: File, site: Site) -> bool:
    """Tell whether a file outside the content folder is part of the theme, and of nothing else."""
    if file.generated_by or file.src_dir is None:
        return True
    if file.src_uri.startswith(UNUSED) or not file.src_uri.lower().endswith(STATIC):
        return False
    root = site.corpus.publication.root.resolve()
    path = Path(file.src_dir, file.src_uri).resolve()
    # An older site may hold what was withdrawn since, and the circle's edition is only for the circle.
    kept = (PRIVATE, CIRCLE, site.corpus.publication.content, site.corpus.publication.site)
    return not any(path.is_relative_to(root / away) for away in kept)


def _taken_away(path: str) -> Message:
    """Say that another plugin left a page out, as some do so that nobody reads it, while it is listed all the same."""
    return say(
        "«{path}» is left out by another plugin, or by a program of your own («hooks»), but not here. Make it a card"
        " with the status of a draft, or move it out of the content folder.",
        path=path,
    )


def _keep(files: Files, site: Site, allowed: Set[str], config: MkDocsConfig, *, preview: bool) -> None:
    """Keep every page that was checked, even when its file has gone since; raise `FileNotFoundError` for a picture."""
    addresses = {file.dest_uri for file in files}
    for path in sorted({*site.nodes, *(allowed & site.corpus.directory.files)}):
        if files.get_file_from_path(path) is not None:
            continue
        if path in site.nodes:
            file = File.generated(config, path, content="\n")
            if file.dest_uri in addresses:
                continue  # another page has that address, as an index beside a README
            if not preview and Path(config.docs_dir, path).is_file():
                raise PluginError(render(_taken_away(path), site.corpus.publication.language))
            files.append(file)
        elif not preview:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(Path(config.docs_dir, path)))
