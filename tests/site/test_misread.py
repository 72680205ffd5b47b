"""What MkDocs itself refuses in `mkdocs.yml` is told in our own words, with its place; nothing it says shows."""

from __future__ import annotations

import pytest

from harvest.editing.edits import edited
from harvest.problems.language import render
from harvest.publication import read_publication
from harvest.site.mkdocs.misread import SettingsRefused, settings_for_mkdocs
from harvest.site.mkdocs.plugin import HarvestPlugin
from harvest.site.mkdocs.serve import Preview
from tests.building import run
from tests.drawing import CONFIG, Write

REFUSED = {
    "no name": ("site_name: Proef", "theme2: x", "1:1", "Deze publicatie heeft nog geen naam."),
    "an empty name": ("site_name: Proef", "site_name:", "1:1", "Deze publicatie heeft nog geen naam."),
    "a list for a name": ("site_name: Proef", "site_name: [a]", "1:1", "Zet er één stuk tekst achter"),
    "an address without a scheme": ("site_name: Proef", "site_url: www.werf.nl\nsite_name: Proef", "1:11", "https://"),
    "text for a menu": ("site_name: Proef", "nav: index.md\nsite_name: Proef", "1:6", "met een streepje ervoor"),
    "a word for a choice": ("site_name: Proef", "strict: misschien\nsite_name: Proef", "1:9", "true (ja) of false"),
    "a number for a choice": ("site_name: Proef", "use_directory_urls: 1\nsite_name: Proef", "1:21", "true (ja) of"),
    "an address of a preview": ("site_name: Proef", "dev_addr: 8000\nsite_name: Proef", "1:11", "127.0.0.1:8000"),
    "text for a list": ("site_name: Proef", "extra_css: a.css\nsite_name: Proef", "1:12", "met een streepje ervoor"),
    "a list for names": ("site_name: Proef", "extra: [a]\nsite_name: Proef", "1:1", "regels met een naam"),
    "a program that is not there": ("site_name: Proef", "hooks: [weg.py]\nsite_name: Proef", "1:1", "Is het pad goed"),
    "another theme": ("name: material", "name: materail", "4:15", "name: harvest"),
    "no folder": ("docs_dir: content", "docs_dir: contnt", "2:11", "Bedoel je «content»?"),
    "no folder like it": ("docs_dir: content", "docs_dir: xyzzy", "2:11", "de map waarin jullie kaarten staan"),
    "a plugin misspelt": ("- search", "- serach", "6:5", "Bedoel je «search»?"),
    "a plugin that nobody has": ("- search", "- zwaluwnest: {a: 1}", "6:5", "Laat het weg, met de regels die erbij"),
    "an option of a plugin": ("- search", "- search: {separator: [a]}", "6:5", "separator"),
    "our plugin switched off": ("{language: nl, print", "{enabled: false, language: nl, print", "1:1", "staat uit"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_mkdocs_refuses_is_told_with_its_place(write: Write, wrong: str) -> None:
    right, instead, place, says = REFUSED[wrong]
    folder = write({"mkdocs.yml": CONFIG.replace(right, instead)})
    with pytest.raises(SettingsRefused) as refused:
        settings_for_mkdocs(folder / "mkdocs.yml", "nl")
    (problem,) = refused.value.problems
    assert f"{problem.line}:{problem.column}" == place
    assert says in f"{render(problem.message, 'nl')} {render(problem.hint, 'nl')}"
    if problem.fix:
        assert edited(CONFIG.replace(right, instead).encode(), (problem.fix,)).decode() == CONFIG


def test_what_mkdocs_allows_is_let_through(write: Write) -> None:
    folder = write({})
    settings = settings_for_mkdocs(folder / "mkdocs.yml", "nl", site_dir=str(folder / "elders"))
    assert settings.site_dir == str(folder / "elders")
    assert "harvest" in settings.plugins


def test_a_build_says_it_in_the_same_words(write: Write) -> None:
    """And leaves what stood there."""
    folder = write({"mkdocs.yml": CONFIG.replace("- search", "- serach"), "site/index.html": "oud"})
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 2
    assert "mkdocs.yml:6:5 De uitbreiding «serach» staat niet op deze computer." in done.stderr
    assert "plugin is not installed" not in done.stderr
    assert (folder / "site/index.html").read_text("utf-8") == "oud"


def test_a_publication_may_lie_above(write: Write, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As for every command; where there is none at all that is told, and the preview does not wait for one."""
    write({})
    folder = tmp_path_factory.mktemp("nergens")
    done = run("harvest", "serve", folder=folder, LANG="C.UTF-8")
    assert done.returncode == 2
    assert "Hier is geen publicatie" in done.stderr
    (folder / "mkdocs.yml.txt").write_text("site_name: x\n", "utf-8")
    done = run("harvest", "serve", folder=folder, LANG="C.UTF-8")
    assert done.returncode == 2
    assert "Hier staat «mkdocs.yml.txt», en dat moet «mkdocs.yml» heten." in done.stderr


def test_a_booklet_that_goes_is_told_once(write: Write) -> None:
    """It would not match the new site; nothing there leads to it any more."""
    folder = write({"site/print/booklet.pdf": "oud", "mkdocs.yml": CONFIG.replace(", print: false", "")})
    for told in (True, False):
        done = run("harvest", "build", "--no-print", folder=folder)
        assert done.returncode == 0, done.stderr
        assert ("Het boekje dat er eerder stond is weg" in done.stdout) == told
        assert not (folder / "site/print").exists()
        assert "booklet.pdf" not in (folder / "site/index.html").read_text("utf-8")


def test_mkdocs_tells_of_a_booklet_that_goes_too(write: Write) -> None:
    folder = write({"site/print/booklet.pdf": "oud"})
    done = run("mkdocs", "build", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "Het boekje dat er eerder stond is weg" in done.stderr
    assert not (folder / "site/print").exists()


@pytest.mark.parametrize("everyone", [False, True])
def test_a_preview_knows_who_may_look(write: Write, everyone: bool) -> None:
    """What only those at this machine may read, such as roles, depends on it."""
    folder = write({})
    preview = Preview(
        read_publication(folder / "mkdocs.yml"), folder / "uit", "127.0.0.1", 8000, "", everyone=everyone, language=None
    )
    preview.build()
    assert preview.trouble is None
    assert preview.host_config is not None
    plugin = preview.host_config.plugins["harvest"]
    assert isinstance(plugin, HarvestPlugin)
    assert plugin.everyone == everyone
    preview.end()
    preview.server.server_close()
