"""The preview while something is wrong in `mkdocs.yml`: a page that says so, and the preview again once mended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from subprocess import Popen
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from harvest.commands.init import make_publication
from tests.site.test_doors import previewing
from tests.site.test_preview import until

MENDED = "Welke taaie vraag"
"""What the first page of a new publication shows."""
WORDS_OF_OTHERS = ("Config value", "Aborted", "INFO", "ERROR", "WARNING", "Traceback", "Material", "yaml", "Expected")


class Shown(NamedTuple):
    """A preview that runs."""

    folder: Path
    process: Popen[str]
    port: int
    settings: str

    def page(self, path: str = "") -> str:
        """Return a page of it, or why there is none."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=20) as answer:
                return str(answer.read().decode())
        except URLError as error:
            return str(error)

    def say(self, settings: str) -> None:
        """Write `mkdocs.yml` anew."""
        (self.folder / "mkdocs.yml").write_text(settings, "utf-8")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The preview of a new publication, begun in a folder within it while its settings could not be read."""
    folder = make_publication(tmp_path_factory.mktemp("nieuw") / "oogst", "nl")
    assert isinstance(folder, Path)
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("Onze oogst", "Onze oogst: een begin"), "utf-8")
    with previewing(folder / "content", "harvest", "serve", "-a", "127.0.0.1:PORT") as (process, port):
        yield Shown(folder, process, port, settings)
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert "../mkdocs.yml:6:12 In «Onze oogst: een begin» staat een dubbele punt" in said
    assert "De voorvertoning is er weer." in said
    assert said.count("rule-missing") == 1, "what lasts is told once"
    assert [words for words in WORDS_OF_OTHERS if words in said] == []


def test_a_mistake_stands_on_the_page_and_the_preview_comes_by_itself(shown: Shown, browser: Browser) -> None:
    """Whatever page somebody looks at; with its line, in the look of its own, and nothing that the policy refuses."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Policy" in message.text else None)
    page.goto(f"http://127.0.0.1:{shown.port}/lessen/")
    expect(page.locator("h1")).to_have_text("De voorvertoning wacht even")
    expect(page.locator("mark")).to_have_text("Onze oogst: een begin")
    assert page.locator("pre").evaluate("element => getComputedStyle(element).borderLeftStyle") == "solid"
    assert page.locator("html").get_attribute("lang") == "nl"
    shown.say(shown.settings)
    expect(page.locator("h1")).to_contain_text("Lessen", timeout=20_000)
    shown.say(shown.settings.replace("  - harvest:", "  - harvset:"))
    expect(page.locator("main")).to_contain_text("Bedoel je «harvest»?", timeout=20_000)
    shown.say(shown.settings)
    expect(page.locator("h1")).to_contain_text("Lessen", timeout=20_000)
    page.close()
    assert complaints == []


WRONG = {
    "a tab": ("  name: harvest", "\tname: harvest", "Hier staat een tab"),
    "another folder": ("docs_dir: content", "docs_dir: contnt", "Bedoel je «content»?"),
    "another plugin": ("  - search", "  - serach", "De uitbreiding «serach» staat niet op deze computer"),
}


def tells(shown: Shown, says: str) -> bool:
    return says in shown.page()


def test_each_mistake_is_told_and_the_preview_goes_on(shown: Shown) -> None:
    """In the words of the publication, with the line; also when the file itself or the folder of the cards goes."""
    shown.say(shown.settings)
    until(lambda: MENDED in shown.page())
    for right, wrong, says in WRONG.values():
        assert shown.settings.count(right) == 1
        shown.say(shown.settings.replace(right, wrong))
        until(partial(tells, shown, says))
        assert "Regel " in shown.page("lessen/")
        assert "de voorvertoning vanzelf" in shown.page()
    for name, says in (
        ("mkdocs.yml", "«mkdocs.yml» kan niet worden gelezen"),
        ("content", "De map «content» is er niet"),
    ):
        shown.say(shown.settings)
        until(lambda: MENDED in shown.page())
        (shown.folder / name).rename(shown.folder / "weg")
        until(partial(tells, shown, says))
        (shown.folder / "weg").rename(shown.folder / name)
        until(lambda: MENDED in shown.page())
    assert shown.process.poll() is None
