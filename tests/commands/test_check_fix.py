"""`harvest check --fix` shows each correction, asks, and changes nothing else in a file, whatever happens meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from harvest.commands.cli import commands
from harvest.editing.fixes import mended
from tests.commands.test_check import checked, lesson
from tests.commands.test_people import on_terminal
from tests.drawing import LEAN, Draw, written
from tests.drawing import pattern as whole_pattern

SLIP = "---\ntitel: Kaas\nfsae: verkenen\nkomt van: gsat\n---\n\n## Eerst dachten we\n\nZie [[Eerst tee]].\n"
MENDED = "---\ntitel: Kaas\nfase: verkennen\nkomt van: gast\n---\n\n## Eerst dachten we\n\nZie [[Eerst thee]].\n"
FILES = {"lessen/thee.md": lesson("Eerst thee"), "lessen/kaas.md": SLIP}
KAAS = "content/lessen/kaas.md"


def fixed(folder: Path, *arguments: str, code: int = 0) -> str:
    done = checked(folder, "--fix", *arguments)
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", ["\n", ""])
@pytest.mark.parametrize("endings", ["\n", "\r\n", "\r", "\n \r\n", "\r\n \n \n"])
def test_only_the_correction_changes_byte_for_byte(draw: Draw, endings: str, last: str, mark: bytes) -> None:
    """Mixed line ends too, which go round over the lines of the file."""
    ends = endings.split(" ")

    def content(text: str) -> bytes:
        lines = text.rstrip("\n").split("\n")
        return (
            mark
            + "".join(
                line + (ends[number % len(ends)] if number < len(lines) - 1 else last.replace("\n", ends[0]))
                for number, line in enumerate(lines)
            ).encode()
        )

    root = draw({**FILES, "lessen/kaas.md": content(SLIP)})
    other = (root / "content/lessen/thee.md").read_bytes()
    said = fixed(root, "--yes")
    assert (root / KAAS).read_bytes() == content(MENDED)
    assert (root / "content/lessen/thee.md").read_bytes() == other
    assert f"Verbeterd: {KAAS} (4)" in said
    assert sorted(path.name for path in (root / KAAS).parent.iterdir()) == ["kaas.md", "thee.md"]


def test_each_is_shown_with_its_message_and_both_lines(draw: Draw) -> None:
    said = fixed(draw(FILES), "--yes")
    assert "kaas.md:3:1\n  Onbekend: «fsae». Bedoel je «fase»? (unknown-field)" in said
    assert "(unknown-choice)\n    3 - fsae: verkenen\n    3 + fase: verkennen\n" in said
    assert "    9 - Zie [[Eerst tee]].\n    9 + Zie [[Eerst thee]].\n" in said


def test_off_a_terminal_nothing_changes_without_yes(draw: Draw) -> None:
    root = draw(FILES)
    said = fixed(root)
    assert "    3 + fase: verkennen" in said
    assert "Er is niets veranderd. Met «--yes» erbij veranderen deze 3 plekken wel." in said
    assert (root / KAAS).read_text("utf-8") == SLIP


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("j\nj\nj\n", MENDED),
        ("ja\nnee\nj\n", MENDED.replace("gast", "gsat")),
        ("n\nalles\n", MENDED.replace("fase: verkennen", "fsae: verkenen")),
        ("wat?\nj\nstop\n", SLIP.replace("fsae: verkenen", "fase: verkennen")),
        ("s\n", SLIP),
        ("n\nn\nn\n", SLIP),
        ("yes\nno\nquit\n", SLIP.replace("fsae: verkenen", "fase: verkennen")),
    ],
)
def test_on_a_terminal_it_asks(draw: Draw, monkeypatch: pytest.MonkeyPatch, typed: str, wanted: str) -> None:
    root = draw(FILES)
    monkeypatch.setattr("harvest.commands.check_fix.can_ask", lambda: True)
    said = checked(root, "--fix", typed=typed).output
    assert (root / KAAS).read_text("utf-8") == wanted
    assert said.count("Zo veranderen? (ja, nee, alles of stop)") == typed.count("\n")
    assert ("Er is niets veranderd." in said) == (wanted == SLIP)


def test_it_asks_in_the_language_of_the_reader(draw: Draw) -> None:
    """On a real terminal; who ends it there, finds all as it was."""
    root = draw(FILES)
    said = on_terminal(root, "check", "--fix", "--lang", "en", typed="y\n\x04")
    assert said.count("Change this? (yes, no, all, or quit)") == 2
    assert "Stopped. What stood there is as it was." in said
    assert (root / KAAS).read_text("utf-8") == SLIP


def test_what_is_chosen_is_mended_and_nothing_else(draw: Draw) -> None:
    root = draw({**FILES, "lessen/brood.md": SLIP.replace("Kaas", "Brood")})
    fixed(root, "--yes", "--code", "dangling-link", KAAS)
    assert (root / KAAS).read_text("utf-8") == SLIP.replace("Eerst tee", "Eerst thee")
    assert (root / "content/lessen/brood.md").read_text("utf-8") == SLIP.replace("Kaas", "Brood")
    assert "maar één antwoord" in fixed(root, "--yes", "--severity", "error")
    fixed(root, "--yes", "Brood")
    assert (root / "content/lessen/brood.md").read_text("utf-8") == MENDED.replace("Kaas", "Brood")


def test_settings_and_kinds_are_mended_too(draw: Draw) -> None:
    kind = "kind: tile\nfeilds:\n  tint: {label: Tint}\n"
    config = LEAN.format(language="nl").replace(
        "record: {rule: open}", "kinds: [soort.yml]\n      recrod: {rule: open}"
    )
    root = draw({"mkdocs.yml": config, "soort.yml": kind, "index.md": "# Hoi\n"})
    fixed(root, "--yes")
    assert (root / "mkdocs.yml").read_text("utf-8") == config.replace("recrod", "record")
    assert (root / "soort.yml").read_text("utf-8") == kind.replace("feilds", "fields")


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen between the reading of the files and the writing."""

    def then(*arguments: Any) -> Any:
        result = mended(*arguments)
        happens()
        return result

    monkeypatch.setattr("harvest.commands.check_fix.mended", then)


OTHER = {"lessen/brood.md": SLIP.replace("Kaas", "Brood")}


def test_a_file_that_changed_meanwhile_stays_and_the_others_are_mended(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = draw({**FILES, **OTHER})
    meanwhile(monkeypatch, lambda: (root / KAAS).write_text("Iets anders.\n", "utf-8"))
    said = checked(root, "--fix", "--yes").output
    assert f"«{KAAS}» is intussen veranderd en blijft zoals het is." in said
    assert (root / KAAS).read_text("utf-8") == "Iets anders.\n"
    assert (root / "content/lessen/brood.md").read_text("utf-8") == MENDED.replace("Kaas", "Brood")


def test_a_file_that_is_gone_meanwhile_does_not_come_back(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    root = draw({**FILES, **OTHER})
    meanwhile(monkeypatch, lambda: (root / KAAS).unlink(missing_ok=True))
    said = checked(root, "--fix", "--yes").output
    assert f"«{KAAS}» is intussen veranderd" in said
    assert not (root / KAAS).exists()
    assert (root / "content/lessen/brood.md").read_text("utf-8") == MENDED.replace("Kaas", "Brood")


def test_a_file_that_is_kept_from_being_changed_stays(draw: Draw) -> None:
    root = draw({**FILES, **OTHER})
    (root / KAAS).chmod(0o444)
    said = fixed(root, "--yes")
    assert f"«{KAAS}» kan niet worden bewaard (het is beveiligd tegen veranderen)." in said
    assert (root / KAAS).read_text("utf-8") == SLIP
    assert (root / "content/lessen/brood.md").read_text("utf-8") == MENDED.replace("Kaas", "Brood")


def test_what_would_make_something_else_wrong_is_left_and_told(draw: Draw) -> None:
    """A relation may not be there twice, so which one it should be is not for a program to say."""
    card = whole_pattern("Een", above="zie ook: [Twee, Twe]\n", text="Zie [[Twe]].")
    root = draw({"patronen/een.md": card, "patronen/twee.md": whole_pattern("Twee")})
    said = fixed(root, "--yes", code=1)
    assert (root / "content/patronen/een.md").read_text("utf-8") == card.replace("[[Twe]]", "[[Twee]]")
    assert (
        "Niet verbeterd, want daarna klopt er iets anders niet. Kijk hier zelf naar: 1.\n  content/patronen/een.md:"
        in said
    )


def test_a_card_that_was_shown_has_to_be_shown_again(draw: Draw) -> None:
    """Its status stays, and so does the mark of what was shown."""
    slip = whole_pattern("Een", text="Zie [[Twe]].")
    root = draw({"patronen/een.md": slip, "patronen/twee.md": whole_pattern("Twee", text="Zie [[Een]].")})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert CliRunner().invoke(commands, ["review", "Een", "--on", "2026-01-02"]).exit_code == 0
    path = root / "content/patronen/een.md"
    marked = path.read_text("utf-8")
    assert "getoetste tekst" in marked
    said = fixed(root, "--yes")
    assert path.read_text("utf-8") == marked.replace("Twe]", "Twee]")
    assert "Al eens getoond en nu veranderd, dus laat nog eens zien: content/patronen/een.md." in said


@pytest.mark.parametrize("yes", [False, True])
def test_where_others_read_along_no_line_is_shown(draw: Draw, monkeypatch: pytest.MonkeyPatch, yes: bool) -> None:
    root = draw({**FILES, "mkdocs.yml": LEAN.format(language="nl").replace("open", "chatham")})
    monkeypatch.setenv("CI", "true")
    said = checked(root, "--fix", *(["--yes"] if yes else [])).output
    assert not re.search("kaas|fase|verken|lessen", said), said
    assert (root / KAAS).read_text("utf-8") == (MENDED if yes else SLIP)


def test_nothing_to_mend_is_told(draw: Draw) -> None:
    files: Mapping[str, str] = {"lessen/thee.md": lesson("Eerst thee")}
    assert fixed(draw(files), "--yes") == (
        "Hier is niets waarop maar één antwoord past dat veilig is.\n1 kaart: 0 fouten, 0 waarschuwingen, 0 tips.\n"
    )


def test_settings_that_others_build_upon_are_mended_too(tmp_path: Path) -> None:
    """Also where they lie above the publication: what is wrong is told there, and read again after the change."""
    config = LEAN.format(language="nl")
    base = config.replace("record: {rule: open}", "recrod: {rule: open}")
    files = {"oogst/mkdocs.yml": "INHERIT: ../samen.yml\n", "samen.yml": base, "oogst/content/index.md": "# Hoi\n"}
    fixed(written(tmp_path, files) / "oogst", "--yes")
    assert (tmp_path / "samen.yml").read_text("utf-8") == config
