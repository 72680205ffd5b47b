"""Read `mkdocs.yml` without MkDocs: the language, the spine, the record, and the kinds that a publication adds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from harvest.cards import fixes
from harvest.cards.card import Value
from harvest.cards.hidden import never_closing, without_hidden
from harvest.cards.readings import Readings, read_readings
from harvest.cards.record import read_record, rule_missing
from harvest.cards.unknown_settings import unknown_settings
from harvest.cards.values import Reader
from harvest.kinds.names import ALMOST, AMONG_FEW, fold, meant
from harvest.look.look import HARVEST, OwnLook
from harvest.look.read import read_look
from harvest.privacy.people.people import PEOPLE_FILE
from harvest.privacy.reading.names_read import NAMES_READ
from harvest.privacy.reviews.reviews import REVIEWS
from harvest.problems.language import LANGUAGES
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.folders import mixed_up
from harvest.source.inherited import NO_CONTENTS, read_settings
from harvest.source.other_hosts import laid_open
from harvest.source.read_alike import PLUGIN, plugins_of, read_otherwise
from harvest.source.settings import (
    Withheld,
    left_out,
    looks_of,
    of_another_site,
    run_together,
    without_effect,
)
from harvest.source.spine import Chapter, SpinePart, chapters, read_spine
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, place_of, scalars

CONFIG = "mkdocs.yml"
Edition = Literal["public", "circle"]
EDITIONS: tuple[Edition, ...] = ("public", "circle")
STATUSES_OF: Mapping[Edition, tuple[str, ...]] = {"public": ("released",), "circle": ("reviewed", "released")}
"""The statuses of the cards and pages in each edition. Source: the content model, «Status: who may see it»."""
OPTIONS = ("language", "edition", "kinds", "print", "record", "documents", "places", "look")
RULES = ("open", "named", "chatham", "closed")
"""What may be said outside the circle, from all of it to only what was released."""
CONFIDENTIAL = ("chatham", "closed")
"""The rules under which nobody outside may know who said something."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The settings of a publication.

    `root` is the folder of `mkdocs.yml`, and `content` the folder of the cards, relative to it. `address` is that of
    the public site, or empty when unknown. `not_in_nav` holds the patterns of that setting, one a line. `rule_misread`
    tells that a rule is written that nobody understands, or perhaps where we do not read it. `words` holds all text of
    the settings that pages show. `places` are names that stand for a street, a project or another thing, not a person.
    `files` are `mkdocs.yml` and those that it builds upon, which are not `readable` when one of them cannot be read, or
    when they do not name our plugin. `looks` are the styles and scripts of the content folder that pages load,
    `withheld` what MkDocs is told to leave out of it, and `shown_at` the address of a preview.
    """

    root: Path
    config: str = CONFIG
    name: str = ""
    address: str = ""
    content: str = "docs"
    site: str = "site"
    language: str = "nl"
    edition: Edition = "public"
    print: bool = True
    spine: tuple[SpinePart, ...] = ()
    not_in_nav: tuple[str, ...] = ()
    record: Mapping[str, Value] = field(default_factory=dict)
    kinds: tuple[Chapter, ...] = ()
    readings: Readings = field(default_factory=Readings)
    problems: tuple[Problem, ...] = ()
    words: tuple[Scalar, ...] = ()
    rule_misread: bool = False
    places: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    readable: bool = True
    looks: Mapping[str, Place | None] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    shown_at: str = ""
    look: OwnLook = HARVEST

    @property
    def rule(self) -> str:
        """What may be said outside the circle: `open`, `named`, `chatham` or `closed`; empty when not declared."""
        rule = self.record.get("rule")
        return rule if isinstance(rule, str) else ""

    @property
    def confidential(self) -> bool:
        """Whether nobody outside may know who said something: under the rules `chatham` and `closed`.

        It is so too where a rule is written that cannot be read: we do not guess how much may be said.
        """
        return self.rule in CONFIDENTIAL or self.rule_misread

    @property
    def made_from(self) -> tuple[Path, ...]:
        """The files and folder that the publication is made from, and what is kept of people, showings and reading."""
        declared = (self.root / chapter.path for chapter in self.kinds)
        return (
            *(self.files or (self.root / self.config,)),
            *declared,
            self.root / self.content,
            *(self.root / name for name in (PEOPLE_FILE, REVIEWS, NAMES_READ)),
        )

    def path_of(self, path: str) -> str:
        """Return a path in the content folder as a path from the folder of `mkdocs.yml`."""
        return posixpath.normpath(posixpath.join(self.content, path))

    def file_of(self, path: str) -> Path:
        """Return the file at a path in the content folder."""
        return self.root / self.content / path

    def within(self, path: str) -> str:
        """Return a path from the folder of `mkdocs.yml` as a path in the content folder; it may lead out of that."""
        return posixpath.relpath(path, posixpath.normpath(self.content))


def read_publication(config: Path, contents: Mapping[Path, bytes] = NO_CONTENTS) -> Publication:
    """Read `mkdocs.yml`; its mistakes become problems of the result. Raises `OSError` when it cannot be read.

    `contents` is what it, or a file that it builds upon, is to hold.
    """
    root, name = config.parent, config.name
    settings = read_settings(config, contents)
    if settings.problem:
        return Publication(
            root,
            name,
            language=_guessed_language(settings.text),
            problems=(settings.problem,),
            rule_misread=True,
            files=settings.files,
            readable=False,
        )
    node = settings.node
    problems: list[Problem] = []
    otherwise = tuple(read_otherwise(settings, name))
    options_node = _plugin(node)
    if options_node is None:
        problems.append(_plugin_missing(name, node))
    else:
        problems += [*without_effect(name, node), *of_another_site(name, node), *run_together(name, node)]
        problems += unknown_settings(name, node, OPTIONS)
        problems += [*mixed_up(node, config), *laid_open(node, config), *otherwise]
    plugin = options_node if isinstance(options_node, Entries) else None
    language = _language(node, plugin)
    reader = Reader(name, language)
    if isinstance(options_node, Items) or (isinstance(options_node, Scalar) and options_node.value.strip()):
        message = say("Below «{field}» come lines of a name, a colon, and what belongs to it.", field="harvest")
        reader.problem(options_node, "configuration", message)
    options = _options(plugin, reader)
    record, misread = read_record(options.get("record"), reader)
    readings = read_readings(options.get("documents"), plugin, reader)
    look = read_look(options.get("look"), reader)
    if "rule" not in {*record, *misread} and options_node is not None and not reader.problems:
        problems.append(rule_missing(name, options.get("record"), options_node))
    edition = _text(options.get("edition")) or "public"
    if edition not in EDITIONS:
        reader.problem(
            options["edition"],
            "configuration",
            say("There is no edition «{edition}».", edition=edition),
            say("Choose: {choices}.", choices=list(EDITIONS)),
        )
    if _text(options.get("language")) not in ("", *LANGUAGES):
        reader.problem(
            options["language"],
            "configuration",
            say("The language «{written}» is not known here yet.", written=_text(options["language"])),
            say("Choose: {choices}.", choices=list(LANGUAGES)),
        )
    printed = _print(options.get("print"), reader)
    titles = {key: without_hidden(value) for key in ("site_name", "nav") if (value := node.get(key)) is not None}
    for value in titles.values():
        problems += never_closing(name, value)
    return Publication(
        root=root,
        config=name,
        name=_text(titles.get("site_name")),
        address=address if (address := _text(node.get("site_url"))).startswith(("http://", "https://")) else "",
        content=_text(node.get("docs_dir")) or "docs",
        site=_text(node.get("site_dir")) or "site",
        language=language,
        edition="circle" if edition == "circle" else "public",
        print=printed,
        spine=read_spine(titles.get("nav"), name),
        not_in_nav=tuple(_text(node.get("not_in_nav")).splitlines()),
        record=record,
        kinds=tuple(chapters(options.get("kinds"), name)),
        readings=readings,
        problems=(*problems, *reader.problems),
        words=(
            *scalars(titles.get("site_name")),
            *(word for key in ("site_url", "extra_css", "extra_javascript") for word in scalars(node.get(key))),
            *scalars(titles.get("nav"), values=False),
            *(scalars(without_hidden(options["record"])) if "record" in options else ()),
            *look.words,
        ),
        rule_misread="rule" in misread or bool(otherwise),
        places=tuple(scalar.value.strip() for scalar in scalars(options.get("places")) if scalar.value.strip()),
        files=settings.files,
        readable=options_node is not None,
        looks=dict(looks_of(node, name)),
        withheld=tuple(left_out(node, name)),
        shown_at=_text(node.get("dev_addr")),
        look=look,
    )


def _text(node: Node | None) -> str:
    return node.value.strip() if isinstance(node, Scalar) else ""


def _plugin(node: Entries) -> Node | None:
    """Return the options of our plugin, or an empty value without options; None when the plugin is not listed."""
    plugins = node.get("plugins")
    for item in plugins.items if isinstance(plugins, Items) else (plugins,):
        if isinstance(item, Scalar) and item.value == "harvest":
            return Scalar("", item.line, item.column, file=item.file)
        if isinstance(item, Entries) and (options := item.get("harvest")) is not None:
            return options
    return None


def _plugin_missing(name: str, node: Entries) -> Problem:
    """Return the problem of settings without our plugin: at a misspelt name, or where it belongs."""
    for written, _ in plugins_of(node):
        guess = meant(written.value, [PLUGIN], least=ALMOST)
        if guess.name:
            message = say("Unknown: «{key}».", key=written.value)
            fix = fixes.in_data(written, guess)
            return problem(place_of(written, name), "plugin-missing", message, guess.hint, end=written.end, fix=fix)
    key = next((key for key, _ in node.entries if key.value == "plugins"), None)
    return problem(
        place_of(key, name) if key else Place(name),
        "plugin-missing",
        say("This publication does not use harvest yet."),
        say("Add a line with «- harvest» below «plugins:»."),
        end=key.end if key else None,
    )


def _guessed_language(text: str) -> str:
    """Return the language that settings name which cannot be read as a whole."""
    named = _NAMED_LANGUAGE.search(text)
    return named[1] if named and named[1] in LANGUAGES else "nl"


_NAMED_LANGUAGE = re.compile(r"^[^#\n]*\blanguage:[ \t]*[\"']?([a-z]{2})\b", re.MULTILINE)


def _language(node: Entries, plugin: Entries | None) -> str:
    theme = node.get("theme")
    asked = _text(plugin.get("language")) if plugin else ""
    asked = asked or (_text(theme.get("language")) if isinstance(theme, Entries) else "")
    return asked if asked in LANGUAGES else "nl" if not asked else "en"


def _print(node: Node | None, reader: Reader) -> bool:
    """Return whether there is a booklet: unless somebody says otherwise."""
    written = fold(_text(node)) if node else ""
    if node and (written not in ("", *_YES, *_NO) or not isinstance(node, Scalar)):
        message = say("Behind «{field}» stands whether there is a booklet: true or false.", field="print")
        reader.problem(node, "configuration", message)
    return written not in _NO


_YES, _NO = ("true", "yes", "on", "ja"), ("false", "no", "off", "nee")


def _options(plugin: Entries | None, reader: Reader) -> dict[str, Node]:
    options: dict[str, Node] = {}
    # The edition decides who sees what, so we do not guess it.
    absent = set(OPTIONS) - {"edition", *(key.value for key, _ in plugin.entries)} if plugin else set()
    for key, node in plugin.entries if plugin else ():
        if key.value in OPTIONS:
            options[key.value] = node
            continue
        otherwise = say("Which of these do you mean: {known}?", known=list(OPTIONS))
        guess = meant(key.value, OPTIONS, otherwise, least=AMONG_FEW)
        fix = fixes.in_data(key, guess) if guess.name in absent else None
        absent.discard(guess.name or "")
        reader.problem(key, "configuration", say("Unknown: «{key}».", key=key.value), guess.hint, fix=fix)
    return options
