"""A hard life for `mkdocs serve`: a hundred quick changes, folders that go away, files that cannot be read."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.drawing import CONFIG, Write, pattern
from tests.site.test_preview import serving, until

CHANGES, SAMPLE = 100, 20
CARDS = {f"content/patronen/kaart-{n}.md": pattern(f"Kaart {n}", text=f"Zie [[Kaart {n // 2}]].") for n in range(12)}


def clean(folder: Path, target: Path) -> dict[str, str]:
    """The pages of a preview that is built anew, by path."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(target))
    config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = "http://127.0.0.1:8000/"
    build(config, serve_url=config.site_url)
    config.plugins.on_shutdown()
    pages = {}
    for path in target.rglob("*.html"):
        name = path.relative_to(target).as_posix()
        pages[name.removesuffix("index.html")] = without_place(path.read_text("utf-8"))
    return pages


def without_place(page: str) -> str:
    """A page without what tells one preview from another: its port, and the script that reloads it, with its hash."""
    page = re.sub(r"<script>\s*var livereload.*?</script>", "", page, flags=re.DOTALL)
    return re.sub(r"127\.0\.0\.1:\d+| 'sha256-[^']*'", "", page)


def change(folder: Path, n: int, chance: random.Random) -> None:
    """Write, rename, move or delete a card; sometimes a folder, a slip in the configuration, or all of it at once."""
    cards = sorted((folder / "content").rglob("kaart*.md"))
    card = chance.choice(cards) if cards else folder / "content/patronen/kaart-0.md"
    what = chance.randrange(10) if len(cards) > 6 else 0
    if what <= 2:
        new = folder / f"content/patronen/kaart-nieuw-{n}.md"
        new.write_text(pattern(f"Nieuw {n}", text=f"Zie [[Kaart {chance.randrange(12)}]]."), "utf-8")
    elif what <= 4:
        card.write_text(pattern(f"Anders {n}", text=f"Regel {n}."), "utf-8")
    elif what == 5:
        card.rename(card.with_name(f"kaart-hernoemd-{n}.md"))
    elif what == 6:
        card.unlink()
    elif what == 7:
        card.write_bytes(chance.choice((b"\xff\xfe", b"", b"---\ntitel: a: b\n---\n", b"---\n[[[[\n---\n")))
    elif what == 8:
        aside = folder / "weg"
        (folder / "content/patronen").rename(aside)
        time.sleep(chance.random() / 5)
        aside.rename(folder / "content/patronen")
    else:
        beside = folder / "mkdocs.yml.nieuw"
        beside.write_text(CONFIG.replace("Proef", f"Proef {n}"), "utf-8")
        (folder / "mkdocs.yml").unlink()
        time.sleep(chance.random() / 5)
        beside.rename(folder / "mkdocs.yml")


@pytest.mark.parametrize("changes", [SAMPLE, pytest.param(CHANGES, marks=pytest.mark.long)])
def test_many_changes_end_in_what_a_clean_build_shows(
    write: Write, tmp_path_factory: pytest.TempPathFactory, changes: int
) -> None:
    folder = write(CARDS)
    chance = random.Random(100)
    with serving(folder) as page:
        for n in range(changes):
            change(folder, n, chance)
            # In bursts, as when a branch is checked out or an editor saves everything, and one by one.
            time.sleep(0 if chance.random() < 0.5 else chance.random() / 4)
        wanted = clean(folder, tmp_path_factory.mktemp("schoon"))
        assert len(wanted) > 8
        until(lambda: shows(wanted, page), folder / "serve.log")
        gone = [f"patronen/kaart-{n}/" for n in range(12) if f"patronen/kaart-{n}/" not in wanted]
        assert gone
        assert all("404" in page(path) for path in gone)


def shows(wanted: dict[str, str], page: Callable[[str], str]) -> bool:
    """Whether the preview shows these pages."""
    return all(without_place(page(path)) == text for path, text in wanted.items() if path != "404.html")


def test_what_is_written_before_the_preview_is_up_is_seen(write: Write) -> None:
    """The first build takes a while, and somebody who waits for it may well go on writing."""
    folder = write(CARDS)
    card = folder / "content/patronen/kaart-0.md"
    log = folder / "serve.log"

    def write_on() -> bool:
        said = log.read_text("utf-8") if log.exists() else ""
        if "Cleaning site" in said and "Serving on" not in said:
            card.write_text(pattern("Kaart 0", text="Onder het bouwen geschreven."), "utf-8")
        return "Serving on" in said

    with serving(folder, write_on) as page:
        until(lambda: "Onder het bouwen geschreven." in page("patronen/kaart-0/"), log)


def test_the_preview_outlives_what_takes_its_files_away(write: Write) -> None:
    """While the cards or the configuration are gone it shows what there was, and says so; then it goes on."""
    folder = write(CARDS)
    card = folder / "content/patronen/kaart-1.md"
    log = folder / "serve.log"

    def said(times: int) -> bool:
        return log.read_text("utf-8").count("wat er eerder stond") >= times

    with serving(folder) as page:

        def shown(text: str) -> bool:
            return text in page("patronen/kaart-1/")

        for times, path in enumerate(("content", "mkdocs.yml"), start=1):
            (folder / path).rename(folder / "weg")
            until(partial(said, times), log)
            assert path in log.read_text("utf-8")
            assert "Kaart 1" in page("patronen/kaart-1/")
            (folder / "weg").rename(folder / path)
            card.write_text(pattern("Kaart 1", text=f"Terug voor {times}."), "utf-8")
            until(partial(shown, f"Terug voor {times}."), log)

        (folder / "mkdocs.yml").write_text(CONFIG.replace("site_name: Proef", "site_name: a: b"), "utf-8")
        until(partial(said, 3), log)
        assert "Kaart 1" in page("patronen/kaart-1/")
        (folder / "mkdocs.yml").write_text(CONFIG.replace("Proef", "Hersteld"), "utf-8")
        until(partial(shown, "Hersteld"), log)


def test_a_declaration_that_is_named_later_is_followed(write: Write) -> None:
    folder = write({**CARDS, "mkdocs.yml": CONFIG})
    kind = folder / "eigen.yml"
    kind.write_text("kind: pattern\nlabel: {nl: werkvorm, en: method}\n", "utf-8")
    with serving(folder) as page:
        assert "werkvorm" not in page("patronen/kaart-1/").lower()
        (folder / "mkdocs.yml").write_text(
            CONFIG.replace("language: nl, print", "language: nl, kinds: [eigen.yml], print")
        )
        until(lambda: "werkvorm" in page("patronen/kaart-1/").lower(), folder / "serve.log")
        kind.write_text("kind: pattern\nlabel: {nl: spelvorm, en: game}\n", "utf-8")
        until(lambda: "spelvorm" in page("patronen/kaart-1/").lower(), folder / "serve.log")
