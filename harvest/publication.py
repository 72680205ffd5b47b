"""Read `mkdocs.yml` without MkDocs: the language, the spine, the record, and the kinds that a publication adds."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from harvest.cards import fixes
from harvest.cards.card import Value
from harvest.cards.hidden import never_closing, without_hidden
from harvest.cards.readings import Readings, read_readings
from harvest.cards.values import Reader
from harvest.kinds.names import AMONG_FEW, fold, meant
from harvest.kinds.read import form, form_names
from harvest.look.look import HARVEST, OwnLook
from harvest.look.read import read_look
from harvest.privacy.people.people import PEOPLE_FILE
from harvest.privacy.reading.names_read import NAMES_READ
from harvest.privacy.reviews.reviews import REVIEWS
from harvest.problems.codes import Severity
from harvest.problems.language import LANGUAGES
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.folders import mixed_up
from harvest.source.other_hosts import laid_open
from harvest.source.read_alike import read_otherwise
from harvest.source.settings import of_another_site, without_effect
from harvest.source.spine import Chapter, SpinePart, chapters, read_spine
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, read_yaml, scalars

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
            self.root / self.config,
            *declared,
            self.root / self.content,
            *(self.root / name for name in (PEOPLE_FILE, REVIEWS, NAMES_READ)),
        )

    def path_of(self, path: str) -> str:
        """Return a path in the content folder as a path from the folder of `mkdocs.yml`."""
        return posixpath.normpath(posixpath.join(self.content, path))


def read_publication(config: Path) -> Publication:
    """Read `mkdocs.yml`; its mistakes become problems of the result. Raises `OSError` when it cannot be read."""
    root, name = config.parent, config.name
    try:
        node = read_yaml(config.read_bytes().decode("utf-8-sig"), trusted=True)
    except UnicodeDecodeError:
        unreadable = problem(Place(name), "not-text", say("This file is not plain text in UTF-8."))
        return Publication(root, name, problems=(unreadable,), rule_misread=True)
    except YamlProblem as error:
        place = Place(name, error.line, error.column)
        unreadable = problem(place, "configuration", error.message, error.hint)
        return Publication(root, name, problems=(unreadable,), rule_misread=True)
    problems: list[Problem] = []
    otherwise = tuple(read_otherwise(node, config))
    options_node = _plugin(node)
    if options_node is None:
        problems.append(_plugin_missing(name, node))
    else:
        problems += [*without_effect(name, node), *of_another_site(name, node)]
        problems += [*mixed_up(node, config), *laid_open(node, config), *otherwise]
    plugin = options_node if isinstance(options_node, Entries) else None
    language = _language(node, plugin)
    reader = Reader(name, language)
    if isinstance(options_node, Items) or (isinstance(options_node, Scalar) and options_node.value.strip()):
        message = say("Below «{field}» come lines of a name, a colon, and what belongs to it.", field="harvest")
        reader.problem(options_node, "configuration", message)
    options = _options(plugin, reader)
    record, misread = _record(options.get("record"), reader)
    readings = read_readings(options.get("documents"), plugin, reader)
    look = read_look(options.get("look"), reader)
    if "rule" not in {*record, *misread} and options_node is not None and not reader.problems:
        problems.append(_rule_missing(name, options.get("record"), options_node))
    edition = _text(options.get("edition")) or "public"
    if edition not in EDITIONS:
        reader.problem(
            options["edition"],
            "configuration",
            say("There is no edition «{edition}».", edition=edition),
            say("Choose: {choices}.", choices=list(EDITIONS)),
        )
    if "language" in options and _text(options["language"]) not in LANGUAGES:
        reader.problem(
            options["language"],
            "configuration",
            say("The language «{written}» is not known here yet.", written=_text(options["language"])),
            say("Choose: {choices}.", choices=list(LANGUAGES)),
        )
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
        print=fold(_text(options.get("print")) or "yes") not in ("false", "no", "off", "nee"),
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
        look=look,
    )


def _text(node: Node | None) -> str:
    return node.value.strip() if isinstance(node, Scalar) else ""


def _plugin(node: Entries) -> Node | None:
    """Return the options of our plugin, or an empty value without options; None when the plugin is not listed."""
    plugins = node.get("plugins")
    for item in plugins.items if isinstance(plugins, Items) else (plugins,):
        if isinstance(item, Scalar) and item.value == "harvest":
            return Scalar("", item.line, item.column)
        if isinstance(item, Entries) and (options := item.get("harvest")) is not None:
            return options
    return None


def _plugin_missing(name: str, node: Entries) -> Problem:
    key = next((key for key, _ in node.entries if key.value == "plugins"), None)
    place = Place(name, key.line, key.column) if key else Place(name)
    return problem(
        place,
        "plugin-missing",
        say("This publication does not use harvest yet."),
        say("Add a line with «- harvest» below «plugins:»."),
    )


def _language(node: Entries, plugin: Entries | None) -> str:
    theme = node.get("theme")
    asked = _text(plugin.get("language")) if plugin else ""
    asked = asked or (_text(theme.get("language")) if isinstance(theme, Entries) else "")
    return asked if asked in LANGUAGES else "nl" if not asked else "en"


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


def _rule_missing(name: str, record: Node | None, plugin: Node) -> Problem:
    """Return the question for the rule: at its empty line, or else where the record or the plugin is set."""
    names = set(form("record")["rule"].names("rule"))
    lines = record.entries if isinstance(record, Entries) else ()
    at: Node = next((key for key, _ in lines if fold(key.value) in names), record or plugin)
    return problem(
        Place(name, at.line, at.column),
        "rule-missing",
        say("What may be said outside your circle? No rule is declared yet."),
        say(
            "Write it below «record:» as «{field}»: {choices}.",
            field={"nl": "spelregel", "en": "rule"},
            choices=list(form("record")["rule"].choices.values()),
        ),
    )


def _record(node: Node | None, reader: Reader) -> tuple[dict[str, Value], set[str]]:
    """Return the publication record, and the names of what in it cannot be read.

    Its mistakes get the same problems as those of a card.
    """
    if node is None or not _written(node):
        return {}, set()
    if not isinstance(node, Entries):
        message = say("Below «{field}» come lines of a name, a colon, and what belongs to it.", field="record")
        reader.problem(node, "wrong-type", message)
        return {}, set()
    fields = form("record")
    known, unknown = reader.lines(node, form_names("record"))
    labels = [part.label for part in fields.values()]
    words = {word: name for name, part in fields.items() for word in (name, *part.label.values())}
    absent = set(fields) - set(known)
    misspelt: set[str] = set()
    for key, _ in unknown:
        guess = meant(key.value, words, say("Which of these do you mean: {known}?", known=labels))
        name = words[guess.name] if guess.name else ""
        misspelt |= {name} & absent
        fix = fixes.in_data(key, guess) if name in absent else None
        absent.discard(name)
        # Of what may be said outside nobody should think that it is agreed when it is not.
        severity: Severity | None = "error" if name == "rule" else None
        message = say("Unknown: «{key}».", key=key.value)
        reader.problem(key, "unknown-field", message, guess.hint, severity=severity, fix=fix)
    values = {name: reader.value(fields[name], value) for name, (_, value) in known.items() if _written(value)}
    read = {name: value for name, value in values.items() if value is not None}
    # A misspelt name of a field is that field, too, to whoever wrote it.
    return read, (values.keys() - read.keys()) | misspelt


def _written(node: Node) -> bool:
    return not (isinstance(node, Scalar) and not node.value.strip())
