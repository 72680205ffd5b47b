"""Which documents go out: as they were looked into, and under a rule of silence only those that somebody read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from mkdocs.exceptions import PluginError

from harvest.pipeline import load
from harvest.problems.language import LANGUAGES, render
from harvest.site.edition import site_of
from tests.drawing import CONFIG, LEAN, Write, drawn, pattern
from tests.papers import core, office, pdf, saved
from tests.site.test_which_files import out, own, published, sites

REPORT = office(".docx", parts=core("<dc:creator>Jansma</dc:creator>"))
CHATHAM = CONFIG.replace("record: {", "record: {spelregel: chatham, ")
CARDS = {
    "content/index.md": "---\ntitel: Begin\nview: home\n---\n[a](a.pdf) <!-- [d](verborgen.pdf) -->\n",
    "content/patronen/een.md": pattern("Een", text="[b](../b/verslag.docx)"),
    "content/patronen/twee.md": pattern("Twee", status="concept", text="[c](../concept.pdf)"),
}


def filled(folder: Path) -> Path:
    """Put the documents there, and one that nothing names."""
    for name in ("a.pdf", "concept.pdf", "verborgen.pdf", "los.pdf"):
        saved(folder / "content" / name, pdf())
    saved(folder / "content/b/verslag.docx", REPORT)
    return folder


def documents(names: set[str]) -> set[str]:
    """The documents among the names of files."""
    return {name for name in names if name.endswith((".pdf", ".docx"))}


def test_what_a_published_card_names_goes_out_as_it_is(write: Write) -> None:
    """The preview has what a draft names too; a document that is only in a remark is in neither."""
    folder = filled(write(CARDS))
    files = out(folder)
    assert documents(own(files)) == {"a.pdf", "b/verslag.docx"}
    file = files.get_file_from_path("b/verslag.docx")
    assert file is not None
    assert file.content_bytes == REPORT
    assert documents(own(out(folder, preview=True))) == {"a.pdf", "b/verslag.docx", "concept.pdf"}


def test_what_nobody_read_stays_home_whatever_is_done_with_the_problem(write: Write) -> None:
    """It is an error, and even an edition that is made all the same would be without; the preview has it."""
    folder = filled(write({**CARDS, "mkdocs.yml": CHATHAM}))
    corpus = load(folder / "mkdocs.yml")
    assert [(p.path, p.severity) for p in corpus.problems if p.code == "document-metadata"] == [
        ("content/index.md", "error"),
        ("content/patronen/een.md", "error"),
        ("content/patronen/twee.md", "warning"),
    ]
    assert documents(set(site_of(corpus, preview=False).files())) == set()
    assert documents(set(site_of(corpus, preview=True).files())) == {"a.pdf", "b/verslag.docx", "concept.pdf"}


def test_a_card_with_a_stricter_rule_asks_for_a_reading_of_what_it_links(write: Write) -> None:
    """Even of a clean document, and of one that a card without that rule links too: the strictest counts."""
    folder = filled(write({**CARDS, "content/aap.md": "# Aap\n\n[a](a.pdf)\n"}))
    assert not load(folder / "mkdocs.yml").has_errors
    for rule in ("chatham", "besloten", "chatam"):
        above = f"spelregel: {rule}\n"
        (folder / "content/patronen/een.md").write_text(pattern("Een", above=above, text="[b](../a.pdf)"), "utf-8")
        corpus = load(folder / "mkdocs.yml")
        told = [(p.path, p.severity) for p in corpus.problems if p.code == "document-metadata"]
        assert told == [("content/patronen/een.md", "error")]
        assert documents(set(site_of(corpus, preview=False).files())) == set()
    fingerprint = corpus.documents["a.pdf"].fingerprint
    config = CONFIG.replace("record: {", f"documents: [{{bestand: a.pdf, gelezen: {fingerprint}}}], record: {{")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    assert documents(set(site_of(load(folder / "mkdocs.yml"), preview=False).files())) == {"a.pdf"}


def test_what_was_never_looked_into_stays_home(write: Write) -> None:
    """However its name is written; of a picture nothing of the kind is asked."""
    folder = filled(write({**CARDS, "content/over.md": "[e](A.PDF) ![f](a.svg)\n"}))
    saved(folder / "content/A.PDF", pdf())
    saved(folder / "content/a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    corpus = load(folder / "mkdocs.yml")
    assert {"A.PDF", "a.pdf", "a.svg"} <= site_of(corpus, preview=False).files()
    assert site_of(replace(corpus, documents={}), preview=False).files() == {"a.svg"}


def test_what_cannot_be_looked_into_stays_home(write: Write) -> None:
    folder = filled(write(CARDS))
    (folder / "content/a.pdf").write_bytes(b"<html>")
    corpus = load(folder / "mkdocs.yml")
    assert corpus.has_errors
    assert documents(set(site_of(corpus, preview=False).files())) == {"b/verslag.docx"}


def test_a_document_that_changed_since_the_check_stops_an_edition(write: Write) -> None:
    """The preview shows what is there."""
    folder = filled(write(CARDS))
    for preview in (False, True):
        (folder / "content/a.pdf").write_bytes(pdf())
        config, site, files = sites(folder, preview=preview)
        (folder / "content/a.pdf").write_bytes(pdf() + b"Jansma")
        if preview:
            assert "a.pdf" in own(published(files, site, config, preview=True))
        else:
            with pytest.raises(PluginError, match=r"«a\.pdf»"):
                published(files, site, config, preview=False)


OPTIONS = {
    "nothing": ("  - harvest\n", "  - harvest:\n      documents:\n        {line}\n"),
    "lines": (
        "  - harvest:\n      language: nl\n",
        "  - harvest:\n      language: nl\n      documents:\n      {line}\n",
    ),
    "braces": ("  - harvest: {language: en}\n", "  - harvest: {language: en, {line}}\n"),
    "a list": (
        "  - harvest:\n      documents:\n        - {path: weg.pdf, read: 1}\n",
        "  - harvest:\n      documents:\n        - {path: weg.pdf, read: 1}\n        {line}\n",
    ),
    "an empty list": ("  - harvest:\n      documents:\n", "  - harvest:\n      documents:\n        {line}\n"),
    "brackets": (
        "  - harvest:\n      documents: [{path: weg.pdf, read: 1}]\n",
        "  - harvest:\n      documents: [{path: weg.pdf, read: 1}, {line}]\n",
    ),
}
"""How the options of the plugin may be written, and where the line that a message gives belongs in each."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["a.pdf", "een map/é: {3}, #4.pdf"])
@pytest.mark.parametrize("written", OPTIONS)
def test_obeying_the_message_is_enough(written: str, name: str, language: str, tmp_path: Path) -> None:
    """The line in it can be copied as it stands, whatever the document is called."""
    before, after = OPTIONS[written]
    head, options = LEAN.partition("  - harvest")[0], before
    drawn(tmp_path, {"mkdocs.yml": head + options, "index.md": f"[a]({quote(name)})\n"})
    saved(tmp_path / "content" / name, pdf(lambda made: made.docinfo.update({"/Author": "Jansma"})))
    (problem,) = [p for p in load(tmp_path / "mkdocs.yml").problems if p.code == "document-metadata"]
    line = re.search(r": ((?:- |documents: \[)?\{.*)$", render(problem.hint, language))
    assert line, render(problem.hint, language)
    assert "Jansma" not in render(problem.message, language) + render(problem.hint, language)
    (tmp_path / "mkdocs.yml").write_text(head + after.replace("{line}", line[1]), "utf-8")
    # Windows cannot hold a file of this name, which is another matter.
    left = [p for p in load(tmp_path / "mkdocs.yml").problems if p.severity != "hint" and p.code != "file-name"]
    assert [p.code for p in left if "weg.pdf" not in render(p.message, "nl")] == []


def test_a_new_fingerprint_is_all_that_a_changed_document_needs(tmp_path: Path) -> None:
    """The message about a document that changed gives it, with the line where it belongs."""
    options = "  - harvest:\n      documents:\n        - {path: a.pdf, read: 0123}\n"
    config = LEAN.partition("  - harvest")[0] + options
    drawn(tmp_path, {"mkdocs.yml": config, "index.md": "[a](a.pdf)\n"})
    saved(tmp_path / "content/a.pdf", pdf())
    (problem,) = [p for p in load(tmp_path / "mkdocs.yml").problems if p.code == "document-metadata"]
    hint = render(problem.hint, "nl")
    assert "regel 7" in hint
    (tmp_path / "mkdocs.yml").write_text(config.replace("0123", hint.rpartition(" ")[2]), "utf-8")
    assert [p.code for p in load(tmp_path / "mkdocs.yml").problems if p.severity != "hint"] == []
