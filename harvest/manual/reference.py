"""Make the reference pages of the manual from the code and the declarations: kinds, views, options, commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields as data_fields
from functools import cache
from typing import get_type_hints

import click

from harvest.kinds.blank import blank_card
from harvest.kinds.kind import Field, Kind, Named, Relation, Section
from harvest.kinds.read import Kinds, form, load_kinds
from harvest.manual import data
from harvest.manual.declaring import page_of_declarations
from harvest.manual.folder import WORDS, manual_folder
from harvest.manual.markup import indented, page, table
from harvest.pipeline import PLAIN_VIEWS
from harvest.problems.language import LANGUAGES, label
from harvest.problems.problem import Label
from harvest.publication import EDITIONS, OPTIONS, Publication
from harvest.views.pages import VIEWS
from harvest.views.pages.home import DOORS

EXIT_CODES = "Exit codes: 0 without errors, 1 with errors, 2 when it could not run, 130 when interrupted."
TYPES = {
    "text": "text",
    "choice": "one of",
    "choices": "one or more of",
    "date": "a day, such as 2012-04-03",
    "when": (
        "a day, a month, a season, a quarter or a year, or from one to another, such as 2012-04-03, april 2012,"
        " spring 2009, Q2 2024 or 3 to 5 April 2024"
    ),
    "number": "a number",
    "list": "one or more words or names",
    "yes_no": "yes or no",
    "map": "lines of a name, a colon, and a text",
    "maps": "a list, and in each item lines of a name, a colon, and a text",
}


@cache
def pages(commands: click.Group) -> dict[str, str]:
    """Return every page in order, the page of these commands too: path → Markdown."""
    kinds = load_kinds()[0].by_name
    return {
        "reference/kinds.md": _kinds(kinds),
        **{f"reference/{name}.md": _kind(kind, kinds) for name, kind in kinds.items()},
        "reference/declaration.md": page_of_declarations(),
        "reference/views.md": _views(kinds),
        "reference/options.md": _options(),
        "reference/people.md": _people(),
        "reference/data.md": data.page_of_the_data(),
        "reference/commands.md": _commands(commands),
    }


def _en(value: Label) -> str:
    return label(value, "en")


def _named(part: Named, language: str) -> str:
    """Return the words for a part in a language: its label, and its synonyms."""
    also = [f"`{word}`" for word in part.also.get(language, [])]
    return f"`{label(part.label, language)}`" + (f", also {', '.join(also)}" if also else "")


def _needed(part: Field | Relation | Section) -> str:
    if isinstance(part, Section) and part.core:
        return "always"
    needed = {None: "", "draft": "always"}.get(part.required_from, f"from {part.required_from} on")
    conditions = {} if isinstance(part, Section) else part.required_when
    return needed + "".join(
        f", if `{name}` is {' or '.join(f'`{value}`' for value in values)}" for name, values in conditions.items()
    )


def _fields(fields: Mapping[str, Field]) -> str:
    def takes(field: Field) -> str:
        choices = " · ".join(f"`{_en(c)}` {label(c, 'nl')}" for c in field.choices.values())
        most = f", at most {field.most_words} words" if field.most_words else ""
        default = f" (without it: `{_en(field.choices[field.default])}`)" if field.default in field.choices else ""
        return f"{TYPES[field.type]} {choices}".strip() + most + default

    head = ("Write", "Or, in Dutch", "What belongs there", "Needed", "Meaning")
    rows = ((_named(f, "en"), _named(f, "nl"), takes(f), _needed(f), _en(f.help)) for f in fields.values())
    return table(head, rows)


def _relations(relations: Mapping[str, Relation]) -> str:
    def notes(relation: Relation) -> str:
        facts = {"never in a ring": relation.acyclic, f"at least {relation.fewest}": relation.fewest}
        return ", ".join(fact for fact, holds in facts.items() if holds)

    head = ("Write", "Or, in Dutch", "Leads to", "What the other card says", "Needed", "And", "Meaning")
    rows = (
        (
            _named(r, "en"),
            _named(r, "nl"),
            " or ".join(r.to),
            "the same" if r.symmetric else f"{_en(r.inverse)} · {label(r.inverse, 'nl')}",
            _needed(r),
            notes(r),
            _en(r.help),
        )
        for r in relations.values()
    )
    return table(head, rows)


def _sections(sections: Mapping[str, Section]) -> str:
    def limits(section: Section) -> str:
        facts = [f"at most {section.most_words} words"] if section.most_words else []
        facts += [f"at least {section.fewest_items} points"] if section.fewest_items else []
        facts += [f"**{_en(part.label)}:** (**{label(part.label, 'nl')}:**)" for part in section.lead_ins.values()]
        return ", ".join(facts)

    head = ("Heading", "Or, in Dutch", "Needed", "Holds", "Meaning")
    rows = ((_named(s, "en"), _named(s, "nl"), _needed(s), limits(s), _en(s.help)) for s in sections.values())
    return table(head, rows)


def _kinds(kinds: Mapping[str, Kind]) -> str:
    rows = (
        (f"[{_en(k.label)}]({name}.md)", label(k.label, "nl"), _folders(k), _en(k.help)) for name, k in kinds.items()
    )
    return page(
        "Kinds of card",
        "A file is a card when it lies in the folder of a kind. Names, choices and headings may be written in English "
        "or in Dutch, whatever the language of the publication.",
        table(("Kind", "In Dutch", "Folder", "What it is"), rows),
        "## What every kind has",
        _fields(form("common")),
        _relations(_common(kinds)),
    )


def _common(kinds: Mapping[str, Kind]) -> dict[str, Relation]:
    """Return the relations that every kind has."""
    shared = set.intersection(*(set(kind.relations) for kind in kinds.values()))
    return {name: r for name, r in next(iter(kinds.values())).relations.items() if name in shared}


def _folders(kind: Kind) -> str:
    return " or ".join(f"`{folder.folder}/`" for folder in kind.folders)


def _kind(kind: Kind, kinds: Mapping[str, Kind]) -> str:
    own = {name: f for name, f in kind.fields.items() if f != form("common").get(name)}
    relations = {name: r for name, r in kind.relations.items() if r != _common(kinds).get(name)}
    most = f"At most {kind.most_words} words. " if kind.most_words else ""
    free = "Headings of your own are welcome." if kind.other_sections else ""
    blanks = "\n\n".join(
        f'=== "{name}"\n\n' + indented(f"```markdown\n{blank_card(kind, title, language, kinds)}```")
        for language, name, title in (("en", "In English", "A title"), ("nl", "In het Nederlands", "Een titel"))
    )
    return page(
        f"{_en(kind.label).capitalize()} · {label(kind.label, 'nl')}",
        f"{_en(kind.help)}. Its cards lie in {_folders(kind)}, and the view [`{kind.view}`](views.md) lists them.",
        "## Above the card",
        "[What every kind has](kinds.md#what-every-kind-has)" + (", and:" if own else "."),
        _fields(own) if own else "",
        f"## Relations\n\n{_relations(relations)}" if relations else "",
        "## Text",
        _sections(kind.sections) if kind.sections else "",
        most + free,
        f"## A blank card\n\n{blanks}",
    )


def _views(kinds: Mapping[str, Kind]) -> str:
    door = {view: name for name, views in DOORS.items() for view in views}
    plain = ((f"`{name}`", _shows(name), door.get(name, "")) for name in PLAIN_VIEWS)
    by_view = Kinds(kinds).by_view
    lists = (
        (f"`{view}`", _shows(view) if view in VIEWS else _list(shown), door.get(view, ""))
        for view, shown in by_view.items()
    )
    return page(
        "Views",
        "A page with `view:` above it shows a view under its own text. The name is always the English one. "
        "A kind of your own gets a view too, by its English plural, with filters for its choices and tags.",
        table(("`view:`", "Shows", "Door on the home page"), (*plain, *lists)),
    )


def _list(kinds: Iterable[Kind]) -> str:
    return f"All cards of the kind {' and '.join(_en(kind.label) for kind in kinds)}."


def _shows(view: str) -> str:
    """Return what a view shows: the first sentence of the docstring of its dataclass."""
    dataclass = get_type_hints(VIEWS[view]).get("return") if view in VIEWS else None
    words = " ".join((getattr(dataclass, "__doc__", "") or "").split("\n\n")[0].split())
    return f"{re.split(r'; |[.](?: |$)', words)[0]}." if words else ""


def _options() -> str:
    defaults = {field.name: field.default for field in data_fields(Publication)}
    may_be = {"language": LANGUAGES, "edition": EDITIONS, "print": ("true", "false")}
    rows = (
        (
            f"`{name}`",
            " or ".join(f"`{choice}`" for choice in may_be.get(name, ())),
            f"`{str(defaults[name]).lower()}`" if isinstance(defaults.get(name), (str, bool)) else "",
            WORDS["options"][name],
        )
        for name in OPTIONS
    )
    return page(
        "Options",
        "In `mkdocs.yml`, below `plugins:` and `harvest:`.",
        table(("Option", "May be", "Without it", "What it does"), rows),
        "## The publication record",
        "Below `record:`. All of it may be left out, and names may be English or Dutch.",
        _fields(form("record")),
        "## The look",
        "Below `look:`. All of it may be left out, and names may be English or Dutch.",
        _fields(form("look")),
    )


def _people() -> str:
    return page(
        "The list of people",
        "In `private/people.yml`; [how to make it](../people.md). Names may be English or Dutch.",
        _fields(form("people")),
        "## A person",
        "A bare name is enough: `- Voornaam Achternaam`.",
        _fields(form("person")),
    )


def _commands(commands: click.Group) -> str:
    parts = []
    for name, command in sorted(_every_command(commands)):
        context = click.Context(command, info_name=f"harvest {name}")
        usage = command.get_usage(context).partition(": ")[2]
        records = [p.get_help_record(context) for p in command.get_params(context) if isinstance(p, click.Option)]
        options = table(("Option", "What it does"), ((f"`{record[0]}`", record[1]) for record in records if record))
        parts += [f"## harvest {name}", command.help or "", f"```sh\n{usage}\n```", options]
    makefile = manual_folder().parent / "Makefile"  # a wheel has none
    written = makefile.read_text("utf-8") if makefile.is_file() else ""
    targets = re.findall(r"^# (make(?: \w+)?) {2,}(.+)$", written, re.MULTILINE)
    rows = table(("Command", "What it does"), ((f"`{target}`", words) for target, words in targets))
    return page("Commands", EXIT_CODES, *parts, f"## In this repository\n\n{rows}" if targets else "")


def _every_command(group: click.Group, before: str = "") -> Iterable[tuple[str, click.Command]]:
    """Yield the commands of a group by name, those within another after it."""
    for name, command in group.commands.items():
        yield before + name, command
        if isinstance(command, click.Group):
            yield from _every_command(command, f"{before}{name} ")
