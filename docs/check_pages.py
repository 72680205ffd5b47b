"""Make the manual's pages about checks: why each matters, a wrong file with the checker's messages, and a right one."""

from __future__ import annotations

from functools import cache

from docs.examples import Example, families
from docs.markup import indented, page, table
from harvest.problems.language import render
from harvest.source.content import MARKDOWN


@cache
def pages() -> dict[str, dict[str, str]]:
    """Return the pages by family, with the overview under an empty name: path → Markdown."""
    overview = {"": {"checks/index.md": _overview()}}
    return overview | {family: {e.rule.page: _page(e) for e in examples} for family, examples in families().items()}


def _overview() -> str:
    parts = []
    for family, examples in families().items():
        rows = ((f"[`{e.code}`]({e.code}.md)", *_by_status(e), _first_sentence(e.reason("en"))) for e in examples)
        parts += [f"## {family}", table(("Code", "On a draft", "Reviewed", "Released", "Why"), rows)]
    return page(
        "Checks",
        "`harvest check` says of every mistake where it is, what is wrong and what to do. An **error** stops "
        "publication, a **warning** does not, and a **hint** is about writing. Behind each message stands its code, "
        "and each code has a page here. A warning or a hint that you leave on purpose is silenced above the card, by "
        "its code and with the reason:",
        "```yaml\nsilence:\n  no-instance: the group asked us not to name the place\n```",
        *parts,
    )


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _by_status(example: Example) -> list[str]:
    severities = example.severities["en"]
    return [severities[""]] * 3 if "" in severities else list(severities.values())


def _severity(example: Example, language: str) -> str:
    """Return the severity of a check in words, for each status when they differ."""
    severities = example.severities[language]
    if len(set(severities.values())) == 1:
        return next(iter(severities.values()))
    return ", ".join(f"{status}: {severity or 'not asked'}" for status, severity in severities.items())


def _page(example: Example) -> str:
    usual, english, dutch = example.rule.severity, _severity(example, "en"), _severity(example, "nl")
    severity = f"**{usual.capitalize()}.**" + (f" {english.capitalize()}." if english != usual else "")
    severity += f" In a Dutch publication: **{dutch}.**" if dutch != english else ""
    return page(
        f"`{example.code}`",
        severity,
        example.reason("en"),
        "## Wrong",
        _wrong(example),
        f'!!! failure "What harvest says"\n\n{indented(_messages(example, "en"))}',
        "## Right",
        _shown(example.right, example.right_path or example.path),
        "## In het Nederlands",
        f'<div lang="nl" markdown>\n\n{example.reason("nl")}\n\n'
        f'!!! failure "Wat harvest zegt"\n\n{indented(_messages(example, "nl"))}\n\n</div>',
    )


def _wrong(example: Example) -> str:
    if example.shortcut:
        return f"`{example.path}` is a shortcut to `{example.shortcut}`, which is not there."
    saved = "" if example.encoding == "utf-8" else f"\n\nThe file was saved as {example.encoding}."
    lines = [p.line for p in example.problems() if p.path.endswith(example.path)]
    more = "\n…" if example.times else ""
    return _shown(example.wrong.rstrip("\n") + more, example.path, lines) + saved


def _shown(text: str, path: str, marked: list[int] | None = None) -> str:
    language = "markdown" if path.endswith(MARKDOWN) else "xml" if path.endswith(".svg") else "yaml"
    marks = f' hl_lines="{" ".join(map(str, marked))}"' if marked else ""
    return f'```{language} title="{path}"{marks}\n{text.rstrip()}\n```'


def _messages(example: Example, language: str) -> str:
    """Return the messages about the wrong file in a language, each with its line."""
    line = {"en": "Line", "nl": "Regel"}[language]
    return "\n\n".join(
        f"{line} {p.line}: {_literal(render(p.message, language))} {_literal(render(p.hint, language))}".strip()
        for p in example.problems(language)
    )


def _literal(text: str) -> str:
    """Escape text so that Markdown shows it literally."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#!" else letter for letter in text)
