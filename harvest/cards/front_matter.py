"""Read the data above a card: turn keys and values as their author wrote them into fields, references and problems."""

from __future__ import annotations

from itertools import chain

from harvest.cards import fixes
from harvest.cards.by_line import ReaderByLine
from harvest.cards.card import Reference, Value, fulfils
from harvest.cards.hints import how_to_fill, own_hint
from harvest.cards.references import references
from harvest.cards.slips import OTHER_TOOLS
from harvest.kinds.everyday import everyday, offered
from harvest.kinds.kind import Field, Kind, Relation, Status, requires
from harvest.kinds.names import AMONG_FEW, fold, meant
from harvest.kinds.read import Kinds, form
from harvest.problems.codes import Severity
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.source import Source
from harvest.source.yaml_nodes import Entries, Node, Scalar

_STATUS = {"nl": "«status: concept»", "en": "«status: draft»"}
KIND_KEYS = ("kind", "soort")
SELDOM = frozenset(["checked_text", "silence", "order", "rule", "former_address"])
"""Fields that authors seldom or never fill in by hand."""

TOLD_ELSEWHERE = frozenset(
    [
        ("lesson", "evidence"),
        ("organisation", "consent_by"),
        ("organisation", "consent_on"),
        ("question", "handed_to"),
        ("result", "visible_where"),
        ("tile", "consent"),
    ]
)
"""Required fields whose absence has a code of its own."""


class CardReader(ReaderByLine):
    """Reads the data above one card.

    `values` holds the fields by name; `places` the place of each key and `value_places` of each value; `misread` the
    fields that the author meant to write but that cannot be read.
    """

    def __init__(self, source: Source, folder_kind: Kind, kinds: Kinds, language: str) -> None:
        super().__init__(source, language)
        self.folder_kind, self.kinds = folder_kind, kinds
        # A card that names its kind must meet that kind's rules, in whichever folder it is.
        self.kind = _kind_said(source.data, folder_kind, kinds) or folder_kind
        self.values: dict[str, Value] = {}
        self.value_places: dict[str, Place] = {}
        self.references: list[Reference] = []

    def read(self, data: Entries) -> None:
        """Read all keys and values."""
        known, unknown = self.lines(data, self.kind.keys)
        for name, (key, node) in known.items():
            self._known(name, key, node)
        # After the known ones, since an author cannot have meant a field that is there already.
        others = [key for key, node in unknown if fold(key.value) in OTHER_TOOLS and not self._chosen(key, node)]
        for key, node in unknown:
            if key not in others:
                self._unknown(key, node)
        if others:
            written = ", ".join(key.value for key in others)
            message = say("These belong to another program and do nothing here: {names}.", names=written)
            hint = say("They can stay. Take them away if nobody needs them any more.")
            self.problem(others[0], "unknown-field", message, hint, severity="hint")

    def _chosen(self, key: Scalar, node: Node) -> bool:
        """Tell whether a name of other programs stands before a choice of a field that may be called so."""
        value = fold(node.value) if isinstance(node, Scalar) else ""
        fields = (self.kind.fields[name] for name in everyday(key.value, self.kind.fields) if name not in self.places)
        return any(value in field.choice_names for field in fields if field.choices)

    def _known(self, name: str, key: Scalar, node: Node) -> None:
        self.places[name] = Place(self.path, key.line, key.column)
        self.value_places[name] = Place(self.path, node.line, node.column)
        if isinstance(node, Scalar) and node.left_empty:
            part = self.kind.relations.get(name) or self.kind.fields[name]
            if node.unread and not own_hint(part, node.unread):
                self.misread.add(name)
                self.left_out(key, node)
            return
        before = len(self.problems)
        if isinstance(node, Scalar) and not node.one_line and node.plain and name in self.lists:
            node = self.bulleted(node) or node
        unread = self.unread(name, node)
        if name in self.kind.relations:
            named_cards = [r for r in references(name, node, self) if r.place not in unread]
            self.references += named_cards
            if not named_cards and len(self.problems) > before:
                self.misread.add(name)
        else:
            self.take(name, node)

    def take(self, name: str, node: Node) -> None:
        """Read the value of a field from a node."""
        before = len(self.problems)
        value = self.value(self.kind.fields[name], node)
        if value not in (None, ()):
            self.values[name] = value
        elif len(self.problems) > before:
            self.misread.add(name)

    def _unknown(self, key: Scalar, node: Node) -> None:
        written = fold(key.value)
        value = node.value if isinstance(node, Scalar) else ""
        if written == "kind" or (written in KIND_KEYS and self.kinds.find(value)):
            self._kind_named(key, node, value)
        elif other := self._inverse(written):
            self._inverse_written(key, *other)
        elif written == "status" and form("page")["status"].choice_names.get(fold(value)) != "released":
            message = say("Cards of this kind have no status: everybody sees them, whatever stands here.")
            hint = say("Take the line away. If nobody may see the card yet, move it out of the content folder.")
            self.problem(key, "unknown-field", message, hint, severity="error")
        elif written in ("draft", "published", "publish") and "status" in self.kind.fields:
            hint = say("Who may see a card, its status says, for example {example}.", example=_STATUS)
            self.problem(key, "unknown-field", say("Unknown: «{key}».", key=key.value), hint)
        elif ":" in key.value and self.without_space(key):
            pass
        else:
            self._unknown_field(key)

    def _inverse(self, written: str) -> tuple[Kind, Relation] | None:
        """Return the relation whose other end has this name, and the kind that declares it; None without one."""
        for other in self.kinds.by_name.values():
            for name, relation in other.relations.items():
                if relation.leads_to(self.kind.kind) and written in map(fold, relation.inverse.values()):
                    return other, other.relations[name]
        return None

    def _inverse_written(self, key: Scalar, other: Kind, relation: Relation) -> None:
        if other.kind == self.kind.kind:
            self.misread.update(name for name, own in self.kind.relations.items() if own is relation)
        self.problem(
            key,
            "inverse-written",
            say("«{key}» appears on this card by itself.", key=key.value),
            say(
                "Write it on the other card, the {kind}, as «{relation}».",
                kind=other.label,
                relation=relation.label,
            ),
        )

    def _unknown_field(self, key: Scalar) -> None:
        named: dict[str, Field | Relation] = {**self.kind.fields, **self.kind.relations}
        words = {
            word: name
            for name, part in named.items()
            for word in (name, *part.label.values(), *chain.from_iterable(part.also.values()))
        }
        known = [part.label for name, part in named.items() if name not in SELDOM]
        labels = {
            name: part.label for name, part in named.items() if name not in self.places | dict.fromkeys(self.misread)
        }
        asked = offered(key.value, labels)
        guess = asked or meant(key.value, words, say("Which of these do you mean: {known}?", known=known))
        severity: Severity = "warning"
        fix = None
        name = words[guess.name] if guess.name else ""
        if asked:
            self.misread.update(everyday(key.value, labels)[1:])
        if name and name not in self.places and name not in self.misread:
            self.misread.add(name)
            # One of the first two is required from `reviewed` on: see `reviewed-undated`. What may be said outside
            # nobody should think that they wrote when they did not.
            serious = ("checked_on", "unchecked", "rule", *self.kind.circle_only_when)
            if named[name].required_from is not None or name in serious:
                severity = "error"
            fix = None if name in self._decisive else fixes.in_data(key, guess)
        message = say("Unknown: «{key}».", key=key.value)
        self.problem(key, "unknown-field", message, guess.hint, severity=severity, fix=fix)

    @property
    def _decisive(self) -> set[str]:
        return {"status", "consent", *self.kind.published_when, *self.kind.circle_only_when}

    def decides(self, field: Field) -> bool:
        """Tell whether a field decides who may see the card."""
        return any(self.kind.fields.get(name) is field for name in self._decisive)

    def _kind_named(self, key: Scalar, node: Node, written: str) -> None:
        named = self.kinds.find(written)
        if named is None:
            self.problems.append(unknown_kind(Place(self.path, node.line, node.column), written, self.kinds))
        elif named is not self.folder_kind:
            self.problem(
                key,
                "wrong-folder",
                say(
                    "This card calls itself «{named}», but the file is in the folder for «{kind}».",
                    named=named.label,
                    kind=self.folder_kind.label,
                ),
                say(
                    "Move the file to the folder «{folder}», or remove this line.",
                    folder=named.folder(self.language),
                ),
            )

    def check_required(self, status: Status, end: Place) -> None:
        """Note the required fields and relations that are missing; `end` is the place to add them."""
        present = {reference.relation for reference in self.references} | self.values.keys() | self.misread
        parts: dict[str, Field | Relation] = {**self.kind.fields, **self.kind.relations}
        for name, part in parts.items():
            if not requires(part.required_from, status) or (self.kind.kind, name) in TOLD_ELSEWHERE:
                continue
            if name not in present and fulfils(self.values, part.required_when):
                message = say("{field} is missing.", field=part.label)
                place = self.places.get(name, end)
                issue = problem(place, "missing-field", message, how_to_fill(part))
                title = name == "title" and name not in self.places
                self.problems.append((title and self.title_behind_a_sign(message)) or issue)
        self._too_few()

    def _too_few(self) -> None:
        for name, relation in self.kind.relations.items():
            if relation.fewest < 2:
                continue
            count = sum(reference.relation == name for reference in self.references)
            if 0 < count < relation.fewest:
                self.problems.append(
                    problem(
                        self.value_places[name],
                        "too-few-items",
                        say(
                            "Name at least {fewest} things below «{section}» (now: {count}).",
                            section=relation.label,
                            count=count,
                            fewest=relation.fewest,
                        ),
                    )
                )


def _kind_said(data: Entries | None, kind: Kind, kinds: Kinds) -> Kind | None:
    """Return the kind that a card names in its data; None when it names none or an unknown one."""
    for key, node in data.entries if data else ():
        if fold(key.value) in KIND_KEYS and fold(key.value) not in kind.keys and isinstance(node, Scalar):
            return kinds.find(node.value)
    return None


def unknown_kind(place: Place, written: str, kinds: Kinds) -> Problem:
    """Return the problem of a kind that is not declared."""
    labels = [kind.label for kind in kinds.by_name.values()]
    words = [word for label in labels for word in label.values()]
    guess = meant(written, words, say("Choose: {choices}.", choices=labels), least=AMONG_FEW)
    message = say("There is no kind of card called «{written}».", written=written)
    return problem(place, "unknown-kind", message, guess.hint)
