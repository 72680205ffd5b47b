"""Every message has its Dutch, whole and in plain words; sentences read well in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment

from harvest.problems import language as words_of
from harvest.problems.language import CATALOGUES, LANGUAGES, compiled, render
from harvest.problems.problem import Message, say
from tests.drawing import ROOT

WORDS = {"or", "and"}
"""Words that `enumerate_words` puts between the last two of a list."""

PROGRAMMERS_WORDS = {
    "en": "key null parse parser parsing string boolean integer token array mapping syntax scalar",
    "nl": "sleutel sleutels null none parse parser parsen geparsed string strings boolean integer token array syntax",
}
NEVER = re.compile(r"front.?matter|yaml|json", re.IGNORECASE)


def said() -> Iterator[tuple[str, ast.expr]]:
    """Where `say` is called in the package, and its first argument."""
    for path in sorted((ROOT / "harvest").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0]


@cache
def messages() -> dict[str, str]:
    """Every text of `say` → where it stands."""
    return {
        node.value: place for place, node in said() if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@cache
def interface() -> dict[str, str]:
    """Every text of `_` in the templates → where it stands."""
    jinja = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)
    return {
        text: f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "theme").rglob("*.html"))
        for line, _, found in jinja.extract_translations(path.read_text("utf-8"), gettext_functions=("_",))  # type: ignore[attr-defined]
        for text in [found if isinstance(found, str) else found[0]]
    }


def catalogue(name: str) -> dict[str, str]:
    """English text → Dutch text of one catalogue."""
    path = ROOT / "harvest" / "locale" / "nl" / "LC_MESSAGES" / f"{name}.po"
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


@cache
def dutch() -> dict[str, str]:
    """English text → Dutch text, of all catalogues."""
    return {text: words for name in CATALOGUES for text, words in catalogue(name).items()}


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_is_a_literal() -> None:
    """A text that is put together while running cannot be collected for translation."""
    assert [place for place, node in said() if not (isinstance(node, ast.Constant) and node.value)] == []
    assert [place for text, place in interface().items() if not text] == []


@pytest.mark.parametrize("used", [messages, interface])
def test_every_text_has_its_dutch(used: object) -> None:
    """Nobody meets an English sentence in a Dutch publication."""
    assert callable(used)
    translated = dutch()
    assert {text: place for text, place in used().items() if not translated.get(text)} == {}


def test_no_dutch_is_left_over() -> None:
    """A catalogue holds what is used, each text once."""
    used = {*messages(), *interface(), *WORDS}
    assert sorted(set(dutch()) - used) == []
    assert sum(len(catalogue(name)) for name in CATALOGUES) == len(dutch())


def test_the_dutch_takes_the_same_parameters() -> None:
    """What the English names in braces, the Dutch names too."""
    assert {text: words for text, words in dutch().items() if placeholders(text) != placeholders(words)} == {}


def test_what_authors_wrote_stays_between_the_same_marks() -> None:
    """Guillemets are closed, and straight double quotes are not used in Dutch."""
    odd = [words for words in dutch().values() if words.count("«") != words.count("»") or '"' in words]
    assert odd == []


def test_no_programmers_words() -> None:
    """Whoever fills in a card need not know what lies under it."""
    found = []
    for english, words in dutch().items():
        for language, text in (("en", english), ("nl", words)):
            plain = re.sub(r"\{\w+\}|«[^»]*»", " ", text).lower()
            if NEVER.search(plain) or set(re.findall(r"\w+", plain)) & set(PROGRAMMERS_WORDS[language].split()):
                found.append(text)
    assert found == []


PHASE = {"nl": "fase", "en": "phase"}
LESSON = {"nl": "les", "en": "lesson"}
VALUES: Mapping[str, object] = {
    **dict.fromkeys(("field", "relation", "part", "checked"), PHASE),
    **dict.fromkeys(("kind", "named", "section", "unchecked"), LESSON),
    **{key: {"nl": "gezien", "en": "seen"} for key in ("value", "status", "earned", "hunch", "seen", "heading")},
    **dict.fromkeys(("name", "title", "written", "key", "guess", "given", "first", "second"), "Zeswekenritme"),
    **dict.fromkeys(
        ("path", "target", "file", "site", "folder", "anchor", "paths", "names", "page", "booklet", "cards"),
        "patronen/zeswekenritme",
    ),
    **dict.fromkeys(("n", "count", "fewest", "words", "most", "line", "sources", "seconds", "size", "year"), 3),
    **dict.fromkeys(("width", "height", "frames"), 3),
    **{key: [PHASE, LESSON] for key in ("choices", "known", "kinds", "relations", "folders")},
    "endings": [".svg", ".png"],
    "ending": ".png",
    "sort": "PNG",
    "word": "fase",
    "encoding": "latin-1",
    **dict.fromkeys(("example", "ring", "iso", "other"), "titel: Zeswekenritme"),
    **dict.fromkeys(("reason", "why"), say("it is not there")),
    "help": {"nl": "van wie deze les komt.", "en": "who this lesson comes from."},
    "day": date(2012, 4, 3),
    "lines": ["status: getoetst", "getoetst op: 2012-04-03"],
    "card": "zeswekenritme",
    "what": say("comments"),
    "fingerprint": "3f2a",
    "meeting": "De eerste keer",
    "lesson": "Vraag het eerst",
    "state": {"nl": "open", "en": "open"},
    "potential": {"nl": "potentieel", "en": "potential"},
    "host": "werf.local",
    "address": "127.0.0.1:8000",
    "elsewhere": "mkdocs serve -a 127.0.0.1:8001",
    "command": "pip install comrak-ext",
    "scheme": "javascript",
    "url": "voorbeeld.nl",
    "tag": "script",
    "plugin": "macros",
    "mark": "%%",
    "view": "patroonen",
    "edition": "kring",
    "code": "orphan",
    "text": "b",
    "fence": "```",
    **dict.fromkeys(("people", "terms"), 2),
    "option": "--since",
    "end": "...",
    "secret": "HARVEST_PEOPLE",
    "answer": {"nl": "liever anders", "en": "change"},
    "to": " (p07)",
    "marks": "<<<<<<<",
    "all": 3,
    **dict.fromkeys(("role", "hint"), say("Choose: {choices}.", choices=[PHASE, LESSON])),
    "files": "«index.html» (in de tekst)",
    "others": "«kaart.svg» (in de tekst)",
    "where": "in de tekst",
    "parts": "Context en hoe zeker",
    "times": 3,
    "number": "2",
    "month": "april 2024",
    "time": "mei 2024",
    "weekday": "dinsdag",
    "colour": "#FF0000",
    "least": {"nl": "4,5", "en": "4.5"},
}
"""For every parameter something it may hold."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", sorted(messages()))
def test_every_message_can_be_said(text: str, language: str) -> None:
    """With its parameters filled in, no message leaves anything open; what begins as a sentence ends as one."""
    sentence = render(Message(text, {name: VALUES[name] for name in placeholders(text)}), language)
    assert sentence
    assert not re.search(r"[{}]|«»|  | [.,?;:](?!\w)|\.\.$", sentence)
    if text.endswith((".", "?")):
        assert sentence[0].isupper() or sentence[0] in "«["
        assert sentence.endswith((".", "?"))


def test_a_sentence_that_opens_with_a_label_gets_a_capital() -> None:
    """Labels come in small letters; a label that is empty leaves no gap."""
    label = {"nl": "fase", "en": "phase"}
    assert render(say("{field} is missing.", field=label), "nl") == "Fase ontbreekt."
    assert render(say("{field} is missing.", field=label), "en") == "Phase is missing."
    assert render(say("{help}", help={}), "nl") == ""


WRITTEN = 'msgid "yes"\nmsgstr "{}"\n'


def test_what_a_translator_writes_shows_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout a compiled catalogue that lies about is never read, so it cannot be an old one."""
    folder = tmp_path / "locale/nl/LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(words_of, "files", lambda _: tmp_path)

    def said() -> str:
        text = words_of.texts_of("harvest", "nl").gettext("yes")
        assert GNUTranslations(BytesIO(compiled("harvest", "nl"))).gettext("yes") == text
        return text

    written = folder / "harvest.po"
    written.write_text(WRITTEN.format("ja"), "utf-8")
    (folder / "harvest.mo").write_bytes(compiled("harvest", "nl"))
    written.write_text(WRITTEN.format("jawel"), "utf-8")
    assert said() == "jawel"
    written.unlink()
    assert said() == "ja"


def test_both_ways_of_reading_say_the_same() -> None:
    """In a checkout and compiled, no translation is lost, and what has none stays English."""
    assert {text: words_of.gettext(text, "nl") for text in dutch()} == dutch()
    for name in CATALOGUES:
        in_wheel = GNUTranslations(BytesIO(compiled(name, "nl")))
        assert {text: in_wheel.gettext(text) for text in catalogue(name)} == catalogue(name)
    assert words_of.gettext("no such text", "nl") == "no such text"
    assert words_of.gettext("", "nl") == ""
