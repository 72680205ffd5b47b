"""Make the text of a blank card from its kind, and tell the words of its hints from those of an author.

The editor of a card, a form in a room and one in Word ask the same, so all of them take their words from here.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from harvest.kinds.kind import Field, Kind, Relation, Section
from harvest.kinds.names import fold, folded_text
from harvest.kinds.read import form
from harvest.problems.language import LANGUAGES, label, render
from harvest.problems.problem import NOTHING, Message, say
from harvest.source.yaml_text import OTHER_THAN_TEXT, between_marks

WIDTH = 96
"""The most letters on a line of help above a card."""
NEVER_BY_HAND = frozenset({"checked_text", "former_address"})
"""Fields that a command writes."""
_EXAMPLES = {
    "date": {"nl": "3 april 2026", "en": "3 April 2026"},
    "when": {"nl": "voorjaar 2026", "en": "spring 2026"},
    "number": {"nl": "3", "en": "3"},
}
"""What may stand behind a field of each type that gives no example itself."""
_YES_NO = ({"nl": "ja", "en": "yes"}, {"nl": "nee", "en": "no"})
_BEGIN = say("Begin here.")
_LATER = say("Needed before others read the card.")
_OPTIONAL = say("May wait, or be left out.")


def blank_card(kind: Kind, title: str, language: str, kinds: Mapping[str, Kind]) -> str:
    """Return the text of a blank card: what to fill in first, what may wait, and hints that no reader ever sees.

    `kinds` are all kinds by name; a relation says by their labels what it leads to.
    """
    lines: list[str] = []
    if has_data(kind):
        lines += ["---", *_data(kind, title, language, kinds), "---", ""]
    elif kind.title_from == "first_heading":
        lines += [f"# {title}", ""]
    lines += [_hidden(hint_of_body(kind, language)), ""]
    for name, section in kind.sections.items():
        lines += [f"## {label(section.label, language)}", ""]
        if name == kind.title_section:
            lines += [title, ""]
        lines += [_hidden(hint), ""] if (hint := hint_of_section(kind, section, language)) else []
        for lead_in in section.lead_ins.values():
            lines += [f"**{label(lead_in.label, language)}:**", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def has_data(kind: Kind) -> bool:
    """Tell whether data stand above a blank card: they must, hold the title, or are asked at some time."""
    if kind.front_matter == "required" or kind.title_from == "front_matter":
        return True
    return any(part.required_from for name, part in _asked(kind) if name != "title")


def _asked(kind: Kind) -> Iterator[tuple[str, Field | Relation]]:
    for name, part in (kind.fields | kind.relations).items():
        if name not in NEVER_BY_HAND and not (isinstance(part, Field) and part.from_section):
            yield name, part


def _data(kind: Kind, title: str, language: str, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield the lines above the text of a card: each field below its help, and what is seldom needed without."""
    common = {*form("common"), "sources"}
    asked = dict(sorted(_asked(kind), key=lambda pair: pair[0] in common))
    for message in (
        say("Begin at the bottom, with your text; this may wait. No reader sees what stands behind a #."),
        say("Answer behind the colon. More than one? Then so: [one, another]."),
    ):
        yield f"# {render(message, language)}"
    if kind.title_from == "front_matter" and "title" in asked:
        yield f"{quoted(label(asked['title'].label, language))}: {quoted(title)}"
    if isinstance(status := asked.get("status"), Field):
        yield f"# {label(status.help, language)}"
        yield f"{label(status.label, language)}: {label(status.choices['draft'], language)}"
    rest = [part for name, part in asked.items() if name not in ("title", "status")]
    groups = (
        (_LATER, [part for part in rest if part.required_from]),
        (say("May stay empty, and helps readers on their way."), [part for part in rest if _helps(part)]),
    )
    for about, parts in groups:
        if parts:
            yield from _group(about, language)
        for part in parts:
            yield from _remark(help_of(part, language, kind, kinds))
            yield f"{quoted(label(part.label, language))}:"
    if seldom := [part for part in rest if part.seldom and not part.required_from]:
        about = say(
            "Seldom needed. Take away the # before what you use. Help: «harvest help {word}»", word=seldom[0].label
        )
        yield from _group(about, language)
        for part in seldom:
            yield f"#{quoted(label(part.label, language))}: {in_data(part, language)}".rstrip()


def _group(about: Message, language: str) -> tuple[str, str]:
    return "", f"# == {render(about, language)} =="


def _helps(part: Field | Relation) -> bool:
    return not (part.required_from or part.seldom)


def _remark(text: str) -> Iterator[str]:
    """Yield a text as lines that YAML passes over."""
    yield from (f"# {line}" for line in textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False))


def help_of(part: Field | Relation, language: str, kind: Kind, kinds: Mapping[str, Kind]) -> str:
    """Return in plain words what belongs in a field or relation, what may be chosen, and an example.

    It is one line where it can be: the example, and of what may stay empty all but the first sentence of the help,
    stay out of a longer one.
    """
    help_text = " ".join(label(part.help, language).split())
    needed = [render(_only_with(name, values, kind.fields), language) for name, values in part.required_when.items()]
    if isinstance(part, Relation):
        needed.append(render(_leads_to(part, kinds), language))
    elif part.choices or part.type == "yes_no":
        words = list(part.choices.values()) or list(_YES_NO)
        one_or_more = say("Choose one or more: {choices}.", choices=words)
        needed.append(
            render(one_or_more if part.type == "choices" else say("Choose: {choices}.", choices=words), language)
        )
    if isinstance(part, Field) and part.most_words and str(part.most_words) not in help_text:
        needed.append(render(say("At most {n} words.", n=part.most_words), language))
    needed = [sentence for sentence in needed if sentence]
    shown = example_of(part, language)
    told = not shown or fold(shown) in fold(help_text)
    example = [] if told else [render(say("For example: {example}", example=shown), language)]
    first = re.split(r"(?<=[.?!]) ", help_text, maxsplit=1)[0]
    ways = ([help_text, *needed, *example], [help_text, *needed], [help_text if part.required_from else first, *needed])
    texts = [" ".join(filter(None, sentences)) for sentences in ways]
    return next((text for text in texts if len(text) <= WIDTH), texts[-1])


def _only_with(name: str, values: list[str], fields: Mapping[str, Field]) -> Message:
    field = fields.get(name)
    if field is None:
        return NOTHING
    words = [field.choices.get(value, {"en": value}) for value in values]
    return say("Only needed with «{field}: {value}».", field=field.label, value=words)


def _leads_to(relation: Relation, kinds: Mapping[str, Kind]) -> Message:
    labels = [kinds[name].label for name in relation.to if name in kinds]
    if "any" in relation.to or not labels:
        return say("Write the title of that card.")
    return say("Write the title ({kinds}).", kinds=labels)


def example_of(part: Field | Relation, language: str) -> str:
    """Return what could stand behind a field; empty for a choice, which shows all there is, and for a relation."""
    if part.example or isinstance(part, Relation) or part.choices:
        return label(part.example, language)
    return label(_EXAMPLES.get(part.type, {}), language)


def in_data(part: Field | Relation, language: str) -> str:
    """Return the example of a field as YAML, or else its first choice; empty where neither is there."""
    shown = example_of(part, language)
    if not shown and isinstance(part, Field) and (part.choices or part.type == "yes_no"):
        shown = label(next(iter(part.choices.values()), _YES_NO[0]), language)
    if isinstance(part, Field) and part.type in ("list", "map", "maps", "number"):
        return shown  # it is YAML as it stands
    return quoted(shown) if shown else ""


def hint_of_section(kind: Kind, section: Section, language: str) -> str:
    """Return what a blank card says below the heading of a section; where no section is core, all of them may go."""
    first = _BEGIN if section.core else _LATER if section.required_from else _OPTIONAL
    help_text = label(section.help, language)
    said = [render(first, language) if kind.core_section or section.required_from else "", help_text]
    if section.most_words and str(section.most_words) not in help_text:
        said.append(render(say("At most {n} words.", n=section.most_words), language))
    if section.fewest_items and str(section.fewest_items) not in help_text:
        fewest = say("At least {n}, each on a line of its own after a dash (-).", n=section.fewest_items)
        said.append(render(fewest, language))
    return " ".join(sentence for sentence in said if sentence)


def hint_of_body(kind: Kind, language: str) -> str:
    """Return what a blank card says above its text: where to begin, and what becomes of its hints."""
    what = inside(label(kind.help, language))
    if kind.core_section:
        said = [say("Write below the headings.")]
    else:
        said = [
            say("Write your text here."),
            say("A card of this kind is for: {what}.", what=what) if what else NOTHING,
        ]
    if kind.most_words and (kind.core_section or str(kind.most_words) not in what):
        said.append(say("At most {n} words.", n=kind.most_words))
    if kind.sections and not kind.core_section:
        said.append(say("The headings help you on your way; leave out those that you do not need."))
    said.append(say("What stands between signs such as these is a hint that no reader sees."))
    return " ".join(filter(None, (render(sentence, language) for sentence in said)))


def inside(text: str) -> str:
    """Return a sentence as it stands inside another: with a small letter, and without a full stop."""
    text = text.rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _hidden(hint: str) -> str:
    return f"<!-- {hint.replace('--', '–')} -->"


class Hints:
    """The words that a blank card of a kind holds before anybody wrote on it, in every language."""

    def __init__(self, kind: Kind) -> None:
        body = [words for one in LANGUAGES for words in (hint_of_body(kind, one), label(kind.help, one))]
        self._of: dict[str | None, tuple[str, ...]] = {None: _longest_first(body)}
        for name, section in kind.sections.items():
            hints = [w for one in LANGUAGES for w in (hint_of_section(kind, section, one), label(section.help, one))]
            lead_ins = [f"{word}:" for key, one in section.lead_ins.items() for word in one.names(key)]
            self._of[name] = _longest_first([*hints, *lead_ins])
        self._first = {name: frozenset(hint[:_FIRST] for hint in hints) for name, hints in self._of.items()}
        self._beginnings = {name: tuple({hint[:_BEGINNING] for hint in hints}) for name, hints in self._of.items()}

    def differs(self, name: str | None, words: str) -> bool:
        """Tell by the first letters alone that somebody wrote these words; most texts are known so."""
        first = words[:_FIRST]
        plain = first.isascii() and first[:1].isalpha() and first.replace(" ", "").isalpha() and "  " not in first
        return plain and first.casefold() not in self._first.get(name, ())

    def untouched(self, name: str | None, words: str) -> bool:
        """Tell whether the words of a section (None: of a text without sections) are no more than those of its hint."""
        first = words.lstrip(_SIGNS)[:_FIRST].casefold()
        if name not in self._first or first not in self._first[name]:
            return False  # told without folding the whole text, which takes long
        if not folded_text(words.lstrip(_SIGNS)[: 3 * _BEGINNING]).startswith(self._beginnings[name]):
            return False
        left = _bare(words)
        for hint in self._of[name]:
            left = left.replace(hint, " ")
        return not any(letter.isalnum() for letter in left)


_SIGNS = " \t\n*_<!->«\"'#"
_FIRST, _BEGINNING = 3, 12


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted({bare for word in words if (bare := _bare(word))}, key=len, reverse=True))


def _bare(words: str) -> str:
    """Return words folded, without the signs of bold type and of a hint."""
    return fold(re.sub(r"\*\*|<!-{0,9}|-{0,9}->", " ", words)).strip()


def quoted(text: str) -> str:
    """Return text as a YAML value, between quotation marks if YAML would read it as something else."""
    plain = re.fullmatch(r"[^\W\d_][^:#\[\]{}&*!|>'\"%@`,]*", text)
    if plain and fold(text) not in OTHER_THAN_TEXT and text == text.strip():
        return text
    return between_marks(text)
