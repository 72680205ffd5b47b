"""Define what a declaration of a kind may hold: `Kind`, with its `Field`s, `Relation`s and `Section`s.

Declarations are YAML; everything else about a kind derives from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic import Field as Default

from harvest.kinds.names import fold
from harvest.problems.language import SOURCE_LANGUAGE
from harvest.problems.problem import Message, say

Status = Literal["draft", "reviewed", "released"]
STATUSES: tuple[Status, ...] = ("draft", "reviewed", "released")

STILL_OPEN = ("open", "working")
"""The states of a question that is still open."""

FieldType = Literal["text", "choice", "choices", "date", "when", "number", "list", "yes_no", "map", "maps"]
Voice = Literal["chronicle", "voice", "outside"]
"""The voices of a learning history: the events, the people involved, and somebody from outside."""
ShownAs = Literal["text", "harvest", "problem", "forces", "questions", Voice]
Sign = Literal["diamond", "disc", "ring", "bars", "halves", "triangle", "tile", "book", "house", "houses"]
Colour = Literal["biet", "kool", "pruim", "klei", "sloot", "graan", "delft", "ink2"]
Line = Literal["diamond", "dots", "zigzag", "bar", "plain"]


def requires(from_status: Status | None, status: Status) -> bool:
    """Tell whether something required from `from_status` on is required of a card with `status`."""
    return from_status is not None and STATUSES.index(status) >= STATUSES.index(from_status)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _plain_label(value: Any) -> Any:
    # `label` falls back on English.
    return {SOURCE_LANGUAGE: value} if isinstance(value, str) else value


def _plain_words(value: Any) -> Any:
    return {SOURCE_LANGUAGE: value} if isinstance(value, (str, list)) else value


Names = Annotated[list[str], BeforeValidator(_as_list)]
"""A list of names; a single name is a list of one."""
LabelText = Annotated[dict[str, str], BeforeValidator(_plain_label)]
"""A text for each language; plain text is for all of them."""
Synonyms = Annotated[dict[str, Names], BeforeValidator(_plain_words)]
"""Words for each language; a word or a list of words is for all of them."""


class NotRight(ValueError):
    """Raised for a mistake in a declaration; holds a message that can be shown in any language."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Declared(BaseModel):
    """Base of every part of a declaration: it refuses unknown names, and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Declared):
    """A part of a kind that an author may write by its name, label, or a synonym."""

    label: LabelText
    also: Synonyms = {}
    help: LabelText = {}

    def names(self, key: str) -> Iterator[str]:
        """Yield every name that an author may write, folded."""
        yield fold(key)
        yield from map(fold, self.label.values())
        for synonyms in self.also.values():
            yield from map(fold, synonyms)


class Asked(Named):
    """A field or relation above a card. It is required from the status `required_from` on.

    With `required_when` it is required only when other fields have the given values. A blank card shows an `example`,
    and what is `seldom` needed last.
    """

    required_from: Status | None = None
    required_when: dict[str, Names] = {}
    example: LabelText = {}
    seldom: bool = False

    @model_validator(mode="after")
    def _a_condition_needs_a_status(self) -> Asked:
        if self.required_when and self.required_from is None:
            raise NotRight(say("Say from which status on, with «required_from», beside «required_when»."))
        return self


class Field(Asked):
    """A value in the data above a card, or one read from a section."""

    type: FieldType = "text"
    choices: dict[str, LabelText] = {}
    asks: dict[str, LabelText] = {}
    most_words: int | None = Default(None, ge=1)
    default: str | None = None
    from_section: str | None = None
    shown: bool = True

    @model_validator(mode="after")
    def _choices_belong_to_a_choice(self) -> Field:
        if (self.type in ("choice", "choices")) != bool(self.choices):
            raise NotRight(say("A list of choices goes with the type choice or choices, and only with those."))
        for name in self.asks.keys() - self.choices.keys():
            raise NotRight(say("«{given}» is not one of the choices.", given=name))
        return self

    @cached_property
    def choice_names(self) -> Mapping[str, str]:
        """Folded name or label of a choice → its name."""
        return {fold(written): name for name, labels in self.choices.items() for written in (name, *labels.values())}


class Relation(Asked):
    """A relation to other cards, with a name for each end."""

    to: Names
    inverse: LabelText = {}
    fewest: int = Default(0, ge=0)
    symmetric: bool = False
    acyclic: bool = False
    line: Line = "plain"

    def leads_to(self, kind: str) -> bool:
        """Tell whether a card of this kind may be at the other end."""
        return kind in self.to or "any" in self.to

    @property
    def other_end(self) -> LabelText:
        """The label on the other card."""
        return self.label if self.symmetric else self.inverse

    @model_validator(mode="after")
    def _other_end_has_a_name(self) -> Relation:
        if bool(self.inverse) == self.symmetric:
            raise NotRight(
                say("A relation has a name for its other end («inverse»), or is the same from both («symmetric»).")
            )
        return self


class LeadIn(Named):
    """A bold word that opens a part of a section, such as `**Kost:**`."""

    sign: Literal["plus", "minus", ""] = ""


class Section(Named):
    """A part of the body with a heading; a `core` section is required even in a draft."""

    core: bool = False
    required_from: Status | None = None
    most_words: int | None = Default(None, ge=1)
    fewest_items: int = Default(0, ge=0)
    lead_ins: dict[str, LeadIn] = {}
    avoid: Synonyms = {}
    links_count_as: str | None = None
    shown_as: ShownAs = "text"


class Folder(Declared):
    """A folder whose files are cards of the kind; `set` gives field values to all of them."""

    folder: str
    set: dict[str, str] = {}


def _as_folders(value: Any) -> Any:
    if isinstance(value, str):
        return [{"folder": value}]
    if isinstance(value, dict):  # one name a language
        return [{"folder": folder} for folder in dict.fromkeys(value.values())]
    if isinstance(value, list):
        return [{"folder": item} if isinstance(item, str) else item for item in value]
    return value


class Kind(Named):
    """A kind of card."""

    kind: str
    plural: LabelText
    folders: Annotated[list[Folder], BeforeValidator(_as_folders)] = Default(min_length=1)
    folder_names: LabelText = {}
    title_from: str = "front_matter"
    front_matter: Literal["required", "optional"] = "required"
    drop: list[str] = []
    fields: dict[str, Field] = {}
    relations: dict[str, Relation] = {}
    sections: dict[str, Section] = {}
    other_sections: bool = False
    most_words: int | None = Default(None, ge=1)
    sign: Sign = "disc"
    colour: Colour = "ink2"
    summary_shown_as: Literal["lead", "harvest"] = "lead"
    own_spread: bool = False
    view: str = ""
    printed: bool = True
    published_when: dict[str, Names] = {}
    circle_only_when: dict[str, Names] = {}

    @model_validator(mode="before")
    @classmethod
    def _remember_folder_names(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("folders"), dict):
            return {**data, "folder_names": data["folders"]}
        return data

    @model_validator(mode="before")
    @classmethod
    def _view_of_its_own(cls, data: Any) -> Any:
        """Name the view after the English plural when the declaration names none."""
        if isinstance(data, dict) and not data.get("view"):
            plural = data.get("plural")
            name = plural.get(SOURCE_LANGUAGE) if isinstance(plural, dict) else plural
            return {**data, "view": fold(str(name or data.get("kind"))).replace(" ", "-")}
        return data

    @property
    def title_section(self) -> str:
        """The section the title comes from, if any."""
        return self.title_from.partition(":")[2]

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Folded name, label or synonym of a field or relation → its name."""
        return {written: key for key, part in (self.fields | self.relations).items() for written in part.names(key)}

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """Folded heading of a section → its name."""
        return {written: key for key, part in self.sections.items() for written in part.names(key)}

    @cached_property
    def core_section(self) -> str | None:
        """The first core section; a card without a summary takes one from it."""
        return next((name for name, section in self.sections.items() if section.core), None)

    def folder(self, language: str) -> str:
        """Return the folder for a new card."""
        return self.folder_names.get(language) or self.folders[0].folder
