"""Nothing leaves the circle that the circle did not release, whatever `mkdocs.yml` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import run
from tests.drawing import CONFIG, Write, pattern


def published(folder: Path) -> str:
    """Everything on the site that can be read as text."""
    return "".join(p.read_bytes().decode("utf-8", "replace") for p in sorted(folder.rglob("*")) if p.is_file())


def test_the_circles_edition_stays_out_of_the_public_folder(write: Write) -> None:
    folder = write(
        {
            "mkdocs.yml": CONFIG.replace("print: false", "print: false, edition: circle"),
            "content/patronen/een.md": pattern("Voor de kring", status="getoetst"),
        }
    )
    done = run("mkdocs", "build", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "Voor de kring" in published(folder / "site-circle")
    assert not (folder / "site").exists()


@pytest.mark.parametrize("setting", ["exclude_docs: |\n  *\n  over.md", 'exclude_docs: "*"\ndraft_docs: over.md'])
def test_what_mkdocs_leaves_out_stops_publication(write: Write, setting: str) -> None:
    config = CONFIG.replace('exclude_docs: "*"', setting)
    folder = write({"mkdocs.yml": config, "content/over.md": "---\nstatus: vrijgegeven\n---\nGeheim.\n"})
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "«over.md» wordt hier weggelaten" in done.stdout
    assert not (folder / "site").exists()


def test_a_theme_folder_brings_only_what_a_theme_brings(write: Write) -> None:
    folder = write(
        {
            "mkdocs.yml": CONFIG.replace(
                "{name: material, language: nl}", "{name: material, language: nl, custom_dir: .}"
            ),
            "private/namen.css": "niemand",
            "notities.txt": "niemand",
            "site-circle/harvest.json": "niemand",
            "site/oud.json": "niemand",
            "content/beelden/concept.svg": "<svg><title>niemand</title></svg>",
            "content/patronen/een.md": pattern("Een"),
        }
    )
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "niemand" not in published(folder / "site")


def test_with_strict_a_warning_leaves_the_old_site(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    assert run("mkdocs", "build", folder=folder).returncode == 0
    before = published(folder / "site")
    (folder / "content/patronen/een.md").write_text(pattern("Een", text="<div>Iets</div> anders."), "utf-8")
    assert run("mkdocs", "build", "--strict", folder=folder).returncode == 1
    assert published(folder / "site") == before
    assert not list(folder.glob(".site.new*"))


def test_nobody_can_write_an_address_of_ours(write: Write) -> None:
    folder = write(
        {
            "content/patronen/een.md": pattern(
                "Een",
                text="<img src='harvest:file:beelden/x.svg' alt='x'> "
                "![b](HTTPS://example.org/b.png) ![[Patronen]] <img src='\thttps://example.org/c.png'>",
            ),
            "content/beelden/x.svg": "<svg/>",
        }
    )
    made = run("harvest", "build", folder=folder)
    assert made.returncode == 0, made.stdout
    card = (folder / "site/patronen/een/index.html").read_text("utf-8")
    assert "x.svg" not in card
    assert "example.org" not in card
    assert not (folder / "site/beelden").exists()


def test_what_a_text_hides_is_nowhere(write: Write) -> None:
    hidden = (
        "Zin <!-- Piet --> een. <script>Piet</script> `code`<!-- Piet --> "
        "%% Piet ` %% `b` %% Piet\nnog %% <?php Piet ?> <style>Piet</style>"
    )
    folder = write(
        {
            "content/patronen/een.md": pattern(
                "Een",
                text=f"{hidden} Zie [[Twee]].\n\n[//]: https://example.org (Piet)\n\n"
                "<template>\n\nPiet noemt [[Drie]].\n\n</template>\n\n"
                "%%\n## Piet\n\n```\n%% Piet\n```\n\nPiet noemt [[Drie]].\n%%\n\nDe helft, 50 %% dus.",
            ),
            "content/patronen/twee.md": pattern("Twee"),
            "content/patronen/drie.md": pattern("Drie"),
        }
    )
    made = run("harvest", "build", folder=folder)
    assert made.returncode == 0, made.stdout
    assert "Piet" not in published(folder / "site")
    assert "De helft, 50 %% dus." in (folder / "site/patronen/een/index.html").read_text("utf-8")
    assert "Waar dit patroon wordt genoemd" not in (folder / "site/patronen/drie/index.html").read_text("utf-8")
