"""Read what stands behind a name as its author means it, and tell what is better left out or written otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from harvest.cards.data_lines import BULLET, MARKS, as_value, item, quoted, without_marks
from harvest.kinds.everyday import offered
from harvest.kinds.kind import Field
from harvest.kinds.names import ALMOST, AMONG_FEW, LIKELY, Meant, fold, meant, nearest
from harvest.problems.language import label
from harvest.problems.problem import Fix, Message, Position, say
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar

_DENIED = re.compile(r"in|on|un|niet |geen |not |no |non-?|anti-?")
"""What turns a word into its opposite."""
NOTHING_SAID = frozenset(["null", "~"])
"""What other programs write for an empty value."""
NONE = frozenset(
    ["", "geen", "n.v.t", "nvt", "niets", "nog niet", "onbekend", "none", "n/a", "na", "nothing", "unknown", "tbd"]
)
"""What people write where they have nothing to write, folded and without dots at its end."""
OTHER_TOOLS = frozenset(
    map(
        fold,
        """author author_profile banner bibliography breadcrumb cache categories category classes comments cover created
        created_at created_by created_time creation_date css csl cssclass cssclasses css_class custom_css date_created
        date date_modified date_updated description dg-publish excerpt feed font fontsize geometry
        hide hide_title icon id jupyter kernelspec lang lang_dir last_edited last_edited_time last_modified
        last_updated lastmod latitude layout linter-yaml-title-alias locale longitude math menu meta modified
        nav_exclude nav_order navigation notion_id og_image output pagination parent pdf permalink plugin
        publish_date redirect_from robots search sidebar sidebar_label sidebar_position sitemap slug subtitle_meta
        template theme thumbnail toc toc_depth type uid updated updated_at url_slug uuid version weight
        datum_aangemaakt aangemaakt gewijzigd laatst_gewijzigd bijgewerkt""".split(),
    )
)
"""Names that other programs write above a text, folded."""
_BULLET = re.compile(rf"[ \t]*(?:{BULLET})(\S.*?)[ \t]*")
_ARTICLE = re.compile(r"^(?:een|de|het|a|an|the)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;/&+|]\s*|\s+(?:en|and|of|or)\s+|\s+", re.IGNORECASE)

Tell = Callable[[Scalar, Message, Message, Fix | None], None]
"""Notes a hint about a value."""


def as_meant(node: Node, tell: Tell, key: Scalar | None = None) -> Node:
    """Return a node without what only looks like a value, and without needless quotation marks, which are told.

    So is a second colon behind `key`, its name.
    """
    if key is not None and key.value.endswith(":"):
        name = key.value.rstrip(" :")
        shown = f"{name}: {node.value}" if isinstance(node, Scalar) and node.one_line else f"{name}:"
        message = say("Two colons stand behind «{name}».", name=name)
        tell(key, message, say("Write: {example}", example=shown.strip()), replaced(key, name) if key.plain else None)
    if isinstance(node, Scalar):
        value = node.value
        if not node.plain or not value:
            return node
        if value in NOTHING_SAID:
            return node._replace(value="", end_column=0)
        return _without_marks(node, tell) if value[0] in MARKS or value[-1] in MARKS else node
    if isinstance(node, Items):
        items = tuple([as_meant(one, tell) for one in node.items])
        return node if items == node.items else replace(node, items=items)
    return node


def _without_marks(node: Scalar, tell: Tell) -> Scalar:
    value = node.value
    inside, start, end = without_marks(value), 1, 1
    lone = value[-1] in '"”' and sum(value.count(mark) for mark in '"“”„') == 1
    if not inside and lone and not value[-2:-1].isdigit():  # 24" is a size
        inside, start = value[:-1].rstrip(), 0
    if not inside:
        return node
    text = as_value(inside)
    fix = replaced(node, text)
    if start:
        message = say("The quotation marks around {written} are left out.", written=value)
    else:
        message = say("A quotation mark closes here that never opened: {written}", written=value)
    tell(node, message, say("Write: {example}", example=text), fix)
    return node._replace(
        value=inside, column=node.column + start, end_column=node.end_column - end if node.end_column else 0
    )


def known_pieces(written: str, known: Callable[[str], object]) -> list[str]:
    """Return the names in a text that names several, all of them known; none when one is not known.

    A name may hold a comma or an «en» itself, so the longest known names count.
    """
    parts = _BETWEEN.split(written.strip("[](){} "))
    between = _BETWEEN.findall(written.strip("[](){} "))
    if not 1 < len(parts) <= 24:
        return []
    names: list[str] = []
    index = 0
    while index < len(parts):
        for end in range(len(parts), index, -1):
            text = parts[index] + "".join(between[i] + parts[i + 1] for i in range(index, end - 1))
            text = text.strip()
            forms = (text, _ARTICLE.sub("", text), text.strip("\"'“”„‘’«»"))
            name = next((one for one in forms if one and known(one)), "")
            if name:
                names.append(name)
                index = end
                break
        else:
            return []
    return names if len(names) > 1 else []


def as_list(names: Collection[str]) -> str:
    """Return names as a list between brackets."""
    return f"[{', '.join(item(name) if ',' not in name else quoted(name) for name in names)}]"


def words_behind_signs(written: str) -> list[str]:
    """Return the words in `#water, #nacht`."""
    return [word for piece in re.split(r"[,;]|\s{1,20}(?=#)", written) if (word := piece.strip().lstrip("#").strip())]


def of_braces(node: Node) -> Items | None:
    """Return the things between braces as the list they are meant as; None for anything else."""
    if not isinstance(node, Entries) or not node.entries:
        return None
    if any(not isinstance(value, Scalar) or value.value or value.unread for _, value in node.entries):
        return None
    return Items(tuple(key for key, _ in node.entries), node.line, node.column, flow=True)


def words_of_line(node: Scalar) -> list[Scalar]:
    """Return the words between the commas or semicolons of a value, each with its own place.

    Where a part has a capital or is a sentence only semicolons count: it may be the name of somebody, or a title with a
    comma. None where nothing is left to part.
    """
    return _parted(node, "[^,;]+", strict=True) or _parted(node, "[^;]+", strict=False)


def _parted(node: Scalar, pattern: str, *, strict: bool) -> list[Scalar]:
    found = []
    for match in re.finditer(pattern, node.value):
        if value := match[0].strip():
            column = node.column + match.start() + len(match[0]) - len(match[0].lstrip())
            end = column + len(value) if node.plain and node.end else 0
            if inside := without_marks(value):
                value, column, end = inside, column + 1, max(end - 1, 0)
            found.append(node._replace(value=value, column=column, end_column=end))
    plain = all(not word.value[0].isupper() and len(word.value.split()) < 4 for word in found)
    return found if plain or not strict else []


def replaced(node: Scalar, text: str) -> Fix | None:
    """Return the fix that puts a text in the place of a whole value; None where its end is unknown."""
    return Fix(Position(node.line, node.column), node.end, text) if node.end else None


def choice_meant(field: Field, written: str, language: str) -> Meant:
    """Return the choice that the author of a word probably meant, in the language of the publication where it can be.

    It is clear only where nothing of what was written would be lost, and the word is hardly another one. Where it is
    not, all choices are offered, since a word that looks alike may mean the opposite.
    """
    if asked := offered(written, field.choices):
        return asked
    choices = list(field.choices.values())
    otherwise = say("Choose: {choices}.", choices=choices)
    own = {label(labels, language): name for name, labels in field.choices.items()}
    guess = meant(written, own, least=AMONG_FEW)
    if guess.name is None:
        others = {word: name for name, labels in field.choices.items() for word in (name, *labels.values())}
        guess = meant(written, others, least=LIKELY)
        if guess.name is not None and field.choices[others[guess.name]].get(language):
            guess = guess._replace(name=label(field.choices[others[guess.name]], language), clear=False)
    if guess.name is None:
        return Meant(None, otherwise)
    whole = len(written.split()) <= len(guess.name.split())
    denied = fold(written) != fold(guess.name) and _DENIED.fullmatch(fold(written).removesuffix(fold(guess.name)))
    if whole and not denied and nearest(written, own, least=ALMOST):
        return guess
    clear = guess.clear and whole and not denied and nearest(written, own, least=LIKELY) is not None
    hint = say("Do you mean «{guess}»? Else choose: {choices}.", guess=guess.name, choices=choices)
    return Meant(guess.name, hint, clear)


def number_in(written: str) -> int | float | None:
    """Return the number that somebody wrote, with a point or a comma in it; None where it is none."""
    written = written.strip().replace(" ", "")
    if re.fullmatch(r"-?\d{1,12}", written):
        return int(written)
    return float(written.replace(",", ".")) if re.fullmatch(r"-?\d{1,12}[.,]\d{1,6}", written) else None


def of_two_things(example: str) -> Message:
    """Return what to do about a value that reads as a name and a value, because of its colon."""
    return say(
        "Because of the colon this reads as two things. Put it between quotation marks: {example}", example=example
    )


def of_colon(node: Entries) -> tuple[str, Fix | None]:
    """Return the text that fell apart at a colon between quotation marks, and the fix that puts them there."""
    key, value = node.entries[0]
    rest = value.value if isinstance(value, Scalar) else "…"
    text = quoted(f"{key.value}: {rest}")
    whole = len(node.entries) == 1 and isinstance(value, Scalar) and value.plain and not value.unread and key.plain
    end = value.end if whole and isinstance(value, Scalar) else None
    return text, Fix(Position(key.line, key.column), end, text) if end else None


def word_at(item: Scalar, match: re.Match[str]) -> Scalar:
    """Return one word of a value with its own place, behind a quotation mark if there is one.

    In a value over several lines only the place where it begins is known.
    """
    value = match[0].strip()
    if not item.one_line:
        return item._replace(value=value)
    skipped = len(match[0]) - len(match[0].lstrip())
    column = item.column + match.start() + skipped + (not item.plain and match.start() > 0)
    return item._replace(value=value, column=column, end_column=column + len(value) if item.plain and item.end else 0)


def listed_lines(node: Scalar, line: Callable[[int], str]) -> Items | None:
    """Return the things on the lines of a value, if each begins with a sign of a list; `line` gives the text of one."""
    found: list[Node] = []
    written: list[str] = []
    number = node.line
    while match := _BULLET.fullmatch(line(number)):
        column = match.start(1) + 1
        found.append(Scalar(match[1], number, column, end_column=column + len(match[1])))
        written += match[0].split()
        number += 1
    same = written == node.value.split()
    return Items(tuple(found), node.line, node.column) if len(found) > 1 and same else None
