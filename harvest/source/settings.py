"""Judge the settings of MkDocs: what changes nothing here, what pages load, and what would be left out of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from harvest.problems.problem import Message, Place, Position, Problem, problem, say
from harvest.source.addresses import leads_away
from harvest.source.other_hosts import EVERYTHING, SETTING
from harvest.source.read_alike import plugins_of
from harvest.source.yaml_nodes import Entries, Node, Scalar, place_of, scalars

LOOKS = (".css", ".js", ".mjs")
"""The endings of styles and scripts that pages load."""
_OF_LOOKS = ("extra_css", "extra_javascript")

SETTINGS = (
    "copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css extra_javascript"
    " extra_templates hooks markdown_extensions mdx_configs nav not_in_nav plugins remote_branch remote_name repo_name"
    " repo_url site_author site_description site_dir site_name site_url strict theme use_directory_urls validation"
    " watch"
).split()
"""What MkDocs knows in `mkdocs.yml`, besides what it no longer wants; a test compares the two."""

_OUT = say("Leave it out, with the lines that belong to it.")
_LETTERS = say("Put your own letters in a style sheet in the content folder, and name it below «extra_css».")
_LOOK = say("Write your two colours below «harvest», as «look: band:» and «look: accent:».")
_LOGO = say("Write where your logo is below «harvest», as «look: logo:».")
_STYLES = say("Write your logo and two colours below «look», and put other styles in a style sheet below «extra_css».")
_LINKS = say("Put these links in the text of a page, such as the colophon.")
_LICENCE = say("Write it in the record, as «{field}».", field={"nl": "licentie", "en": "licence"})
_EDITION = say("Write the day of this edition in the record, as «{field}».", field={"nl": "uitgave", "en": "edition"})
_FILLED = say("Write out in the card itself what it would fill in.")
_BOOKLET = say("The booklet comes by itself, with «print: true» below «harvest».")
_TEXT = say("Write it in the text of a page.")

_WITHOUT_EFFECT: Mapping[str, Message] = {
    "markdown_extensions": _OUT,
    "mdx_configs": _OUT,
    "extra_templates": _OUT,
    "copyright": _LICENCE,
    "repo_url": _LINKS,
    "repo_name": _LINKS,
    "edit_uri": _LINKS,
    "edit_uri_template": _LINKS,
    "site_author": say("Write in the record who made it, as «{field}».", field={"nl": "rollen", "en": "roles"}),
    "site_description": _TEXT,
    "hooks": say("Write in the cards themselves what it would change."),
}
_OF_THEME: Mapping[str, Message] = {
    "logo": _LOGO,
    "favicon": _OUT,
    "icon": _OUT,
    "features": _OUT,
    "palette": _LOOK,
    "font": _LETTERS,
    "custom_dir": _STYLES,
    "direction": _OUT,
    "highlightjs": _OUT,
}
_OF_EXTRA: Mapping[str, Message] = {
    "social": _LINKS,
    "homepage": _LINKS,
    "alternate": _LINKS,
    "version": _LINKS,
    "analytics": _OUT,
    "consent": _OUT,
    "annotate": _OUT,
    "generator": _OUT,
    "status": _OUT,
    "tags": _OUT,
}
_OF_PLUGINS: Mapping[str, Message] = {
    **dict.fromkeys(("macros", "markdownextradata", "table-reader", "include-markdown", "gen-files"), _FILLED),
    **dict.fromkeys(("git-revision-date", "git-revision-date-localized", "git-authors", "git-committers"), _EDITION),
    **dict.fromkeys(("with-pdf", "pdf-export", "print-site", "to-pdf", "exporter"), _BOOKLET),
    **dict.fromkeys(
        "abbreviations autorefs blog ezlinks glightbox kroki markmap meta mermaid2 mkdocstrings privacy roamlinks"
        " section-index snippets social tags typeset".split(),
        _OUT,
    ),
}
"""Plugins that change the text of pages or the frame of Material, and neither is shown here."""
_HIDING = ("exclude", "encryptcontent", "file-filter", "drafts")
"""Plugins with which authors keep pages from readers."""


def without_effect(name: str, node: Entries) -> Iterator[Problem]:
    """Tell the settings of MkDocs that change nothing in what harvest lays out, and what keeps nothing in."""
    for key, value in node.entries:
        if key.value in _WITHOUT_EFFECT and _says_something(value):
            yield _changes_nothing(name, key, _WITHOUT_EFFECT[key.value])
    for setting, known in (("theme", _OF_THEME), ("extra", _OF_EXTRA)):
        of_setting = node.get(setting)
        for key, value in of_setting.entries if isinstance(of_setting, Entries) else ():
            if key.value in known and _says_something(value):
                yield _changes_nothing(name, key, known[key.value])
    for key, _ in plugins_of(node):
        plugin = key.value.rpartition("/")[2]  # `material/social` is the same plugin
        if plugin in _OF_PLUGINS:
            yield _changes_nothing(name, key, _OF_PLUGINS[plugin])
        elif plugin in _HIDING:
            message = say(
                "«{key}» keeps nothing from readers here: only the status of a card or page does.", key=plugin
            )
            hint = say(
                "Write «{status}» above what is not for everybody, or move it out of the content folder. Then take this"
                " away, with the lines that belong to it.",
                status={"nl": "status: concept", "en": "status: draft"},
            )
            yield problem(place_of(key, name), "configuration", message, hint, end=key.end)


def _says_something(value: Node) -> bool:
    return any(one.value not in ("", "false") for one in scalars(value))


def _changes_nothing(name: str, key: Scalar, hint: Message) -> Problem:
    if key.value == "hooks":
        message = say("What «{key}» changes in a text is not shown: pages are laid out without MkDocs.", key=key.value)
    elif key.value == "custom_dir":
        message = say("What lies in «{key}» changes no page by itself: harvest has a layout of its own.", key=key.value)
    elif key.value in ("markdown_extensions", "mdx_configs"):
        message = say("«{key}» changes nothing here: cards and pages are laid out without MkDocs.", key=key.value)
    else:
        message = say("«{key}» changes nothing here: harvest has a layout of its own.", key=key.value)
    return problem(place_of(key, name), "setting-without-effect", message, hint, end=key.end)


def of_another_site(config: str, settings: Entries) -> Iterator[Problem]:
    """Tell the styles and scripts of other sites, which the policy of a page does not let load."""
    for key in _OF_LOOKS:
        for file in scalars(settings.get(key)):
            if leads_away(file.value):
                yield _foreign(place_of(file, config), file.value, end=file.end)


def _foreign(place: Place, address: str, end: Position | None) -> Problem:
    message = say(
        "«{address}» is of another site, which would learn who reads this one. It does not load.", address=address
    )
    return problem(
        place, "foreign-host", message, say("Put the file in the content folder, and name it here."), end=end
    )


def run_together(config: str, settings: Entries) -> Iterator[Problem]:
    """Tell of lists in which a dash stands deeper than the one above it, so that YAML reads both lines as one text."""
    for key in ("nav", "plugins", *_OF_LOOKS):
        for one in scalars(settings.get(key)):
            if one.plain and not one.one_line and " - " in one.value:
                message = say("This line and the next read as one, since their dashes do not stand at the same depth.")
                hint = say("Put every dash of a list straight below the one above it.")
                yield problem(place_of(one, config), "configuration", message, hint)


def looks_of(settings: Entries, config: str) -> Iterator[tuple[str, Place | None]]:
    """Yield the paths of the styles and scripts of the content folder that pages load, and where they are named.

    A folder of one's own beside that of the theme may bring them too, and then there is no place to look for.
    """
    theme = settings.get("theme")
    elsewhere = isinstance(theme, Entries) and theme.get("custom_dir") is not None
    for key in _OF_LOOKS:
        for file in scalars(settings.get(key)):
            if file.value.lower().endswith(LOOKS) and not leads_away(file.value):
                yield posixpath.normpath(file.value), None if elsewhere else place_of(file, config)


_LOADED = re.compile(r"""(?:@import\s*(?:url\(\s*)?|url\(\s*)["']?([^"'()\s;]+)""", re.IGNORECASE)


def loaded_from_elsewhere(path: str, text: str) -> Iterator[Problem]:
    """Tell what a style sheet takes from another site, with its place in the sheet."""
    for number, written in enumerate(text.splitlines(), start=1):
        for match in _LOADED.finditer(written):
            if leads_away(match[1]) and not match[1].lower().startswith("data:"):
                place, end = Place(path, number, match.start(1) + 1), Position(number, match.end(1) + 1)
                yield _foreign(place, match[1], end)


class Withheld(NamedTuple):
    """What MkDocs is told to leave out: the setting, its patterns as in `.gitignore`, and where it stands."""

    setting: str
    patterns: tuple[str, ...]
    place: Place
    end: Position | None


def left_out(settings: Entries, config: str) -> Iterator[Withheld]:
    """Yield what each setting leaves out, without the lines that leave out everything, which are for other hosts."""
    for key, value in settings.entries:
        if key.value in (SETTING, "draft_docs") and isinstance(value, Scalar):
            lines = tuple(line.rstrip() for line in value.value.splitlines())
            patterns = tuple(line for line in lines if line not in EVERYTHING or key.value != SETTING)
            if any(line and line[0] not in "#!" for line in patterns):
                yield Withheld(key.value, patterns, place_of(key, config), key.end)
