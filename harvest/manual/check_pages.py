"""Make the manual's pages about checks: why each matters, a wrong file with the checker's messages, and a right one.

The pages stand in each language. In them stands what a checker says in that language; the examples are in English.
"""

from __future__ import annotations

from functools import cache

from harvest.manual.examples import Example, families
from harvest.manual.markup import indented, page, table
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.problems.report import NAMES
from harvest.source.content import MARKDOWN

FOLDERS = {"en": "checks/", "nl": "nl/controles/"}
"""Language → the folder of these pages in the manual."""

STATUSES = {"draft": say("on a draft"), "reviewed": say("once reviewed"), "released": say("once released")}
SEVERITIES = {
    "error": say("An error: it stops publication."),
    "warning": say("A warning: it does not stop publication."),
    "hint": say("A hint: about writing, and never a reason to stop."),
}
FAMILIES = {
    "Form": say("Form"),
    "Ties": say("Ties"),
    "Writing": say("Writing"),
    "Circle": say("Circle"),
    "Pictures and safety": say("Pictures and safety"),
    "The publication itself": say("The publication itself"),
}
_NAMES = {**NAMES, "": say("not asked")}


@cache
def pages(language: str = "en") -> dict[str, dict[str, str]]:
    """Return the pages by the name of the family, with the overview under an empty name: path → Markdown."""
    folder = FOLDERS[language]
    overview = {"": {f"{folder}index.md": _overview(language)}}
    return overview | {
        render(FAMILIES[family], language): {f"{folder}{e.code}.md": check_page(e, language) for e in examples}
        for family, examples in families().items()
    }


def check_page(example: Example, language: str) -> str:
    """Return the page about a check, as Markdown."""
    return page(
        f"`{example.code}`",
        f"**{render(SEVERITIES[example.rule.severity], language)}** {_severities(example, language)}".strip(),
        example.reason(language),
        f"## {render(say('Not like this'), language)}",
        _wrong(example, language),
        f'!!! failure "{render(say("What harvest says"), language)}"\n\n{indented(_messages(example, language))}',
        f"## {render(say('But like this'), language)}",
        _shown(example.right, example.right_path or example.path),
    )


def _overview(language: str) -> str:
    def told(*messages: Message) -> tuple[str, ...]:
        return tuple(render(message, language) for message in messages)

    parts = []
    head = told(say("Code"), say("Draft"), say("Reviewed"), say("Released"), say("Why"))
    for family, examples in families().items():
        rows = (
            (f"[`{e.code}`]({e.code}.md)", *_by_status(e, language), _first_sentence(e.reason(language)))
            for e in examples
        )
        parts += [f"## {render(FAMILIES[family], language)}", table(head, rows)]
    silence, reason = told(say("silence"), say("the group asked us not to name the place"))
    return page(
        *told(
            say("Checks"),
            say(
                "`harvest check` says of every mistake where it is, what is wrong and what to do. An **error** stops"
                " publication, a **warning** does not, and a **hint** is about writing. Behind each message stands its"
                " code, and each code has a page here. `harvest help` with a code shows that page. A warning or a hint"
                " that you leave on purpose is silenced above the card, by its code and with the reason:"
            ),
        ),
        f"```yaml\n{silence}:\n  no-instance: {reason}\n```",
        *parts,
    )


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _by_status(example: Example, language: str) -> list[str]:
    severities = example.severities[language]
    known = [severities[""]] * 3 if "" in severities else list(severities.values())
    return [render(_NAMES[severity], language) if severity else "" for severity in known]


def _severities(example: Example, language: str) -> str:
    """Say how serious a check is on a card of each status, where that differs."""
    severities = example.severities[language]
    if len(set(severities.values())) == 1:
        severity = next(iter(severities.values()))
        return "" if severity == example.rule.severity else render(SEVERITIES[severity], language)
    parts = (f"{render(STATUSES[status], language)}: {render(_NAMES[s], language)}" for status, s in severities.items())
    return f"({', '.join(parts)})"


def _wrong(example: Example, language: str) -> str:
    if example.shortcut:
        path, target = f"`{example.path}`", f"`{example.shortcut}`"
        return render(say("{path} is a shortcut to {target}, which is not there.", path=path, target=target), language)
    saved = ""
    if example.encoding != "utf-8":
        saved = "\n\n" + render(say("The file was saved as {encoding}.", encoding=example.encoding), language)
    lines = [p.line for p in example.problems() if p.path.endswith(example.path)]
    more = "\n…" if example.times else ""
    return _shown(example.wrong.rstrip("\n") + more, example.path, lines) + saved


def _shown(text: str, path: str, marked: list[int] | None = None) -> str:
    form = "markdown" if path.endswith(MARKDOWN) else "xml" if path.endswith(".svg") else "yaml"
    marks = f' hl_lines="{" ".join(map(str, marked))}"' if marked else ""
    return f'```{form} title="{path}"{marks}\n{text.rstrip()}\n```'


def _messages(example: Example, language: str) -> str:
    """Return the messages about the wrong file, each with its line."""
    return "\n\n".join(
        f"{render(say('Line {n}', n=p.line), language)}: {_literal(render(p.message, language))} "
        f"{_literal(render(p.hint, language))}".strip()
        for p in example.problems(language)
    )


def _literal(text: str) -> str:
    """Escape text so that Markdown shows it literally."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#!" else letter for letter in text)
