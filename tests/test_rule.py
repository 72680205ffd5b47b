"""What may be said outside: the rule of the publication and of a card, and what depends on it, in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from harvest.cards.fingerprint import changed, fingerprint_of
from harvest.corpus import Corpus
from harvest.publication import RULES, Edition, read_publication
from harvest.site.data import edition_data
from harvest.site.discreet import discreet
from harvest.views.cards import Views
from tests.drawing import booklet_of, in_memory, pattern, written

NONE = ""


def held(own: str, rule: str) -> Corpus:
    """A card and a page with a rule of their own, in a publication with a rule."""
    above = f"rule: {own}\n" if own else ""
    files = {
        "bijeenkomsten/a.md": f"---\ntitel: Aap\n{above}---\nX.\n",
        "over.md": f"---\ntitel: Over\n{above}---\nX.\n",
    }
    return in_memory(files, record={"rule": rule} if rule else {})


@pytest.mark.parametrize("rule", [NONE, *RULES])
@pytest.mark.parametrize("own", [NONE, *RULES])
def test_the_stricter_of_two_rules_holds(own: str, rule: str) -> None:
    corpus = held(own, rule)
    strictest = max(own, rule, key=[NONE, *RULES].index)
    for node in corpus.nodes:
        assert corpus.rule_of(node) == strictest
        assert corpus.confidential(node) == (strictest in ("chatham", "closed"))
    milder = bool(own) and own != strictest
    codes = [problem.code for problem in corpus.problems if problem.code != "names-unchecked"]
    assert codes == ["setting-without-effect"] * 2 * milder


@pytest.mark.parametrize("ci", ["true", "1", "woodpecker", "", "0", "false"])
def test_a_log_is_discreet_on_a_server_under_a_rule_that_keeps_things_inside(
    ci: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    server = ci in ("true", "1", "woodpecker")
    for rule in (NONE, *RULES):
        inside = rule in ("chatham", "closed")
        assert discreet(held(NONE, rule)) == (server and inside)
        assert discreet(held(NONE, rule).publication) == (server and inside)
        assert discreet(held("closed", rule)) == server


@pytest.mark.parametrize(
    "record", ["{spelregel: geheim}", "{spelrgel: open}", "{rule: [open, closed]}", "x: [", "\xff"]
)
def test_a_rule_that_nobody_understands_is_taken_for_one_that_keeps_things_inside(tmp_path: Path, record: str) -> None:
    """It is an error too; but until it is mended, nobody knows how much may be said."""
    config = f"site_name: Proef\nplugins:\n  - harvest: {{record: {record}}}\n"
    written(tmp_path, {"mkdocs.yml": config.encode("latin-1")})
    publication = read_publication(tmp_path / "mkdocs.yml")
    assert publication.confidential
    assert any(problem.severity == "error" for problem in publication.problems)
    assert not [problem for problem in publication.problems if problem.code == "rule-missing"]


@pytest.mark.parametrize("line", ["spelregel: chattam", "spelrgel: chatham", "rulle: closed", "rule: [chatham, open]"])
@pytest.mark.parametrize("path", ["lessen/a.md", "over.md"])
def test_a_rule_of_ones_own_that_nobody_understands_keeps_things_inside_too(
    path: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an error, and until it is mended the log tells nothing that a stricter rule would keep inside."""
    monkeypatch.setenv("CI", "true")
    text = f"---\ntitel: Aap\nstatus: vrijgegeven\n{line}\n---\nX.\n"
    corpus = in_memory({path: text}, allowed=True, record={"rule": "open"})
    told = [problem for problem in corpus.problems if problem.line == 4]
    assert [problem.severity for problem in told] == ["error"]
    assert all(corpus.confidential(node) for node in corpus.nodes)
    assert discreet(corpus)


LESSON = (
    "---\ntitel: Les\nstatus: {status}\ngetoetst op: 2026-03-04\ngetoetste tekst: {mark}\nkomt van: {origin}\n"
    "blijkt uit: {evidence}\nin één zin: {summary}\nvolgorde: {order}\n{own}---\n\n{text}\n"
)
USUAL = {
    "status": "vrijgegeven",
    "mark": "0",
    "origin": "gast",
    "evidence": "Boek",
    "summary": "Zo.",
    "order": "1",
    "own": "",
    "text": "Wij leerden iets. <!-- hint -->",
}
SOURCE = "---\ntitel: Boek\nstatus: vrijgegeven\nniet getoetst: zo\n---\n"


def lesson(rule: str = NONE, edition: Edition = "public", **said: str) -> Corpus:
    """A lesson that refers to a book."""
    files = {"lessen/les.md": LESSON.format(**{**USUAL, **said}), "bronnen/boek.md": SOURCE}
    return in_memory(files, allowed=True, record={"rule": rule} if rule else {}, edition=edition)


def mark_of(corpus: Corpus) -> str:
    return next(fingerprint_of(card) for card in corpus.cards if card.id == "les")


MARK = mark_of(lesson())


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({}, ""),
        ({"text": "Wij  leerden\niets. <!-- andere hint -->"}, ""),
        ({"text": "Wij leerden niets."}, "text"),
        ({"origin": "deelnemers"}, "data"),
        ({"evidence": "boek"}, ""),
        ({"evidence": "Elders"}, "data"),
        ({"summary": "Anders."}, "data"),
        ({"own": "ook bekend als: Oud\n"}, "data"),
        ({"own": "niveau: individueel\n"}, "data"),
        ({"order": "2"}, ""),
        ({"status": "getoetst"}, ""),
        ({"own": "niet melden: {orphan: zo}\nspelregel: besloten\nniet getoetst: toch\n"}, ""),
    ],
)
def test_what_readers_see_may_not_change_unseen(said: dict[str, str], what: str) -> None:
    """The text, the values that are shown, and the cards that are named; not how a card is kept."""
    (card,) = (card for card in lesson("", "public", mark=MARK, **said).cards if card.id == "les")
    assert changed(card) == what


@pytest.mark.parametrize("mark", [MARK[:9], "abcd-1234", f"abcd-1234{MARK[9:]}", "onzin"])
def test_a_mark_from_before_is_about_the_text_alone(mark: str) -> None:
    """It keeps its meaning until the card is reviewed again."""
    (card,) = (card for card in lesson(mark=mark, origin="deelnemers").cards if card.id == "les")
    assert changed(card) == ("" if mark == MARK[:9] else "text")


@pytest.mark.parametrize("rule", [NONE, *RULES])
@pytest.mark.parametrize("status", ["vrijgegeven", "getoetst", "concept"])
@pytest.mark.parametrize("edition", ["public", "circle"])
def test_a_card_that_changed_does_not_leave_where_something_was_promised(
    rule: str, status: str, edition: Edition
) -> None:
    promised = rule in ("named", "chatham", "closed") and status == "vrijgegeven" and edition == "public"
    for corpus in (
        lesson(rule, edition, mark=MARK, status=status, text="Anders."),
        lesson(NONE, edition, mark=MARK, status=status, text="Anders.", own=f"rule: {rule}\n"),
    ):
        told = [problem.severity for problem in corpus.problems if problem.code == "changed-after-check"]
        assert told == ["error" if promised else "warning"]


def test_a_heading_that_the_kind_does_not_know_does_not_leave_by_itself() -> None:
    """Only where somebody says that it may."""
    notes = "\n## Notities\n\nWie het zei.\n"
    for status, above, told in (
        ("vrijgegeven", "", ["error"]),
        ("getoetst", "", ["warning"]),
        ("concept", "", ["warning"]),
        ("vrijgegeven", "niet melden: {unknown-section: de groep wil dit erbij}\n", []),
    ):
        text = pattern("Een", status=status, above=above) + notes
        corpus = in_memory({"patronen/een.md": text}, allowed=True)
        found = [problem.severity for problem in corpus.problems if problem.code == "unknown-section"]
        assert found == told, status


RECORD = {"rule": "chatham", "question": "Hoe?", "hours": 59183746, "contact": "post@example.org", "agreed": "Zo."}
COLOPHON = "---\ntitel: Colofon\nview: colophon\n---\n"


@pytest.mark.parametrize(
    ("pages", "shown"),
    [
        ({}, set()),
        ({"index.md": "---\nview: home\n---\n"}, {"question"}),
        ({"uit.md": "---\nview: results\n---\n"}, {"hours", "contact"}),
        ({"colofon.md": COLOPHON}, {"rule", "hours", "contact", "agreed"}),
    ],
)
def test_the_data_tell_of_the_record_what_a_page_tells(pages: dict[str, str], shown: set[str]) -> None:
    corpus = in_memory(pages, record=RECORD, print=False).published()
    assert set(edition_data(Views(corpus), lambda key: key)["record"]) == shown


def test_the_day_of_the_check_is_where_pages_tell_it() -> None:
    corpus = lesson(mark=MARK)
    days = [
        next(card for card in edition_data(Views(one.published()), str)["cards"] if card["id"] == "les").get(
            "checked_on"
        )
        for one in (corpus, replace(corpus, edition="circle"))
    ]
    assert days == [None, "2026-03-04"]


@pytest.mark.parametrize("rule", [NONE, *RULES])
def test_the_booklet_says_under_which_rule_the_group_worked(rule: str) -> None:
    corpus = in_memory({"colofon.md": COLOPHON}, record={"rule": rule} if rule else {}).published()
    html = booklet_of(corpus)
    assert ("<h2>Spelregel<" in html) == bool(rule)
    assert ("Chatham House" in html) == (rule == "chatham")
