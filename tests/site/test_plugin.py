"""The plugin as MkDocs holds it: one instance, several builds, in one process."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.building import tree
from tests.drawing import CONFIG, Write, pattern


def test_two_builds_on_one_instance_are_equal(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = write(
        {
            f"content/patronen/kaart-{n}.md": pattern(f"Kaart {n}", text="Zie [[Kaart 0]]." if n else "Iets.")
            for n in range(4)
        }
    )
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    first = tree(folder / "site")
    build(config)
    assert {name for name, content in tree(folder / "site").items() if content != first.get(name)} == set()
    assert Path(config.site_dir) == folder / "site"


def test_a_failed_build_does_not_spoil_the_next(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een", text="Zie [[Niets]].")})
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(Abort):
        build(config)
    assert Path(config.site_dir) == folder / "site"
    (folder / "content/patronen/een.md").write_text(pattern("Een"), "utf-8")
    build(config)
    assert (folder / "site/patronen/een/index.html").exists()
    assert not list(folder.glob(".site*"))


def test_cards_stand_outside_the_navigation_and_pages_in_it(write: Write) -> None:
    folder = write(
        {
            "mkdocs.yml": CONFIG + "nav:\n  - index.md\n  - Patronen: patronen/index.md\n",
            "content/patronen/een.md": pattern("Een"),
        }
    )
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    home = (folder / "site/index.html").read_text("utf-8")
    banner = home[home.index("<header") : home.index("</header>")]
    assert "Patronen" in banner
    assert "Een" not in banner
