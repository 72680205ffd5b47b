"""Write the hints on how to fill in what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from harvest.kinds.kind import Field, Relation
from harvest.kinds.names import fold
from harvest.problems.problem import Message, say


def how_to_fill(part: Field | Relation) -> Message:
    """Return the hint for a field or relation that is missing."""
    wanted = _asked(part.help or part.label)
    if isinstance(part, Field) and part.choices:
        first = next(iter(part.choices.values()))
        example = {language: f"{word}: {first.get(language, '')}" for language, word in part.label.items()}
        choices = list(part.choices.values())
        if part.type == "choices":
            return say(
                "Add: {help} Choose one or more: {choices} (for example «{example}»).",
                help=wanted,
                choices=choices,
                example=example,
            )
        return say(
            "Add: {help} Choose: {choices} (for example «{example}»).",
            help=wanted,
            choices=choices,
            example=example,
        )
    beginning = {language: f"{word}:" for language, word in part.label.items()}
    return say("Add: {help} Begin the line with «{example}».", help=wanted, example=beginning)


def _asked(help_text: Mapping[str, str]) -> dict[str, str]:
    """Return a help text to follow a colon: with a small first letter, and a full stop at its end."""
    return {
        language: (text if text[1:2].isupper() else text[:1].lower() + text[1:])
        + ("" if text.endswith((".", "?", "!")) else ".")
        for language, text in help_text.items()
    }


def own_hint(part: Field | Relation, remark: str) -> bool:
    """Tell whether a remark behind an empty value is the one of a blank card: the help text, or the choices."""
    hints = set(part.help.values())
    if isinstance(part, Field):
        languages = {language for labels in part.choices.values() for language in labels}
        hints |= {", ".join(labels.get(language, "") for labels in part.choices.values()) for language in languages}
    return fold(remark.lstrip("# ")) in map(fold, hints)
