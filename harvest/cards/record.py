"""Read the record of a publication: what it tells of its group, and what may be said outside."""

from __future__ import annotations

from harvest.cards import fixes
from harvest.cards.card import Value
from harvest.cards.values import Reader
from harvest.kinds.names import LIKELY, fold, meant
from harvest.kinds.read import form, form_names
from harvest.problems.codes import Severity
from harvest.problems.problem import Problem, problem, say
from harvest.source.yaml_nodes import Entries, Node, Scalar, place_of


def rule_missing(name: str, record: Node | None, plugin: Node) -> Problem:
    """Return the question for the rule: at its empty line, or else where the record or the plugin is set."""
    names = set(form("record")["rule"].names("rule"))
    lines = record.entries if isinstance(record, Entries) else ()
    at: Node = next((key for key, _ in lines if fold(key.value) in names), record or plugin)
    return problem(
        place_of(at, name),
        "rule-missing",
        say("What may be said outside your circle? No rule is declared yet."),
        say(
            "Write it below «record:» as «{field}»: {choices}.",
            field={"nl": "spelregel", "en": "rule"},
            choices=list(form("record")["rule"].choices.values()),
        ),
    )


def read_record(node: Node | None, reader: Reader) -> tuple[dict[str, Value], set[str]]:
    """Return the publication record, and the names of what in it cannot be read.

    Its mistakes get the same problems as those of a card.
    """
    fields = form("record")
    # Of what may be said outside nobody should think that it is agreed when it is not.
    known, misspelt = lines_below("record", node, reader, never_misspelt="rule")
    values = {name: reader.value(fields[name], value) for name, value in known.items() if _written(value)}
    read = {name: value for name, value in values.items() if value is not None}
    # A misspelt name of a field is that field, too, to whoever wrote it.
    return read, (values.keys() - read.keys()) | misspelt


def lines_below(
    setting: str, node: Node | None, reader: Reader, *, least: float = LIKELY, never_misspelt: str = ""
) -> tuple[dict[str, Node], set[str]]:
    """Return what stands below a setting that has a form, by the names of the form, and which of these are misspelt.

    Other names become problems of the reader; `least` is how alike one must be to be meant, see `harvest.kinds.names`,
    and `never_misspelt` the one that stops publication then.
    """
    if node is None or not _written(node):
        return {}, set()
    if not isinstance(node, Entries):
        message = say("Below «{field}» come lines of a name, a colon, and what belongs to it.", field=setting)
        reader.problem(node, "wrong-type", message)
        return {}, set()
    fields = form(setting)
    known, unknown = reader.lines(node, form_names(setting))
    labels = [part.label for part in fields.values()]
    words = {word: name for name, part in fields.items() for word in (name, *part.label.values())}
    absent = set(fields) - set(known)
    misspelt: set[str] = set()
    for key, _ in unknown:
        otherwise = say("Which of these do you mean: {known}?", known=labels)
        guess = meant(key.value, words, otherwise, least=least)
        name = words[guess.name] if guess.name else ""
        misspelt |= {name} & absent
        fix = fixes.in_data(key, guess) if name in absent else None
        absent.discard(name)
        severity: Severity | None = "error" if name and name == never_misspelt else None
        message = say("Unknown: «{key}».", key=key.value)
        reader.problem(key, "unknown-field", message, guess.hint, severity=severity, fix=fix)
    return {name: value for name, (_, value) in known.items()}, misspelt


def _written(node: Node) -> bool:
    return not (isinstance(node, Scalar) and not node.value.strip())
