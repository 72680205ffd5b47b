"""The examples of the manual: for each check a wrong file and a right one, and what the real checker says of both.

They stand in `checks/*.yml`. Nothing that the checker says is written down there: the family of a check and how
serious it usually is come from the table of codes, its words, its places and what else it may be from a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from harvest.kinds.kind import STATUSES
from harvest.kinds.read import load_kinds
from harvest.pipeline import load
from harvest.problems.codes import BY_CODE, RULES, Rule
from harvest.problems.language import LANGUAGES
from harvest.problems.problem import Label, Problem
from harvest.publication import CONFIG, read_publication
from harvest.source.content import PUBLISHED

FOLDER = Path(__file__).parent / "checks"
_STATUS = re.compile(r"^status: .*$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One check: why it matters, a file that gives its code and nothing else, and one that gives nothing.

    `wrong` is the text of the file at `path`; `shortcut`, instead of it, where a symbolic link of that name leads.
    `times` repeats its last line, `encoding` is how it was saved. `beside` are the other files, path → text.
    """

    code: str
    why: Label
    path: str
    right: str
    wrong: str = ""
    right_path: str = ""
    shortcut: str = ""
    times: int = 0
    encoding: str = "utf-8"
    beside: Mapping[str, str] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        """What the table of codes says of it."""
        return BY_CODE[self.code]

    def reason(self, language: str) -> str:
        """Why the check matters."""
        return self.why[language].replace("{published}", ", ".join(sorted(PUBLISHED)))

    def problems(self, language: str = "en", status: str = "") -> tuple[Problem, ...]:
        """What is said of the wrong file, in a publication in this language; `status` takes the place of the card's."""
        text = self.wrong + self.wrong.rpartition("\n\n")[2] * self.times
        content = _with_status(text, status).encode(self.encoding)
        return _checked({**_encoded(self.beside), self.path: content}, language, {self.path: self.shortcut})

    def problems_of_the_right_one(self) -> tuple[Problem, ...]:
        """What is said of the right file: nothing."""
        path = self.right_path or self.path
        return _checked({**_encoded(self.beside), path: self.right.encode()}, "en")

    def severity(self, language: str, status: str = "") -> str:
        """How seriously the check takes the wrong file, or an empty text when it says nothing."""
        found = (problem for problem in self.problems(language, status) if problem.code == self.code)
        return next((problem.severity for problem in found), "")

    @cached_property
    def severities(self) -> Mapping[str, Mapping[str, str]]:
        """For each language the severity by the status of the card, or under an empty name where it has none."""
        card = load_kinds()[0].of_path(self.path) and self.wrong.startswith("---\n") and "\nview:" not in self.wrong
        return {
            language: {status: self.severity(language, status) for status in (STATUSES if card else ("",))}
            for language in LANGUAGES
        }


@cache
def families() -> Mapping[str, tuple[Example, ...]]:
    """All examples by the name of their family, in the order of the table of codes."""
    files = [yaml.safe_load(file.read_text("utf-8")) for file in FOLDER.glob("*.yml")]
    written = [Example(**item) for file in files for item in file["checks"]]
    by_code = {example.code: example for example in written}
    assert len(by_code) == len(written), "a code is written down twice"
    found: dict[str, list[Example]] = {}
    for rule in RULES:
        found.setdefault(rule.family, []).append(by_code.pop(rule.code))
    assert not by_code, f"no such codes: {list(by_code)}"
    return {family: tuple(examples) for family, examples in found.items()}


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def _with_status(text: str, status: str) -> str:
    """The card with another status; one that named none also gets what goes with it, lest that be told too."""
    if not status:
        return text
    if _STATUS.search(text):
        return _STATUS.sub(f"status: {status}", text)
    return text.replace("---\n", f"---\nstatus: {status}\nunchecked: an example\n", 1)


def _checked(
    files: Mapping[str, bytes], language: str, shortcuts: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Write a publication of these files to a folder of its own, check it, and take the folder away again.

    Files ending in `.yml` lie beside the content folder, and declare kinds unless they are `mkdocs.yml`.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        kinds = [path for path in files if path.endswith(".yml") and path != CONFIG]
        for path, content in {CONFIG: _config(language, kinds), **files}.items():
            target = root / path if path.endswith(".yml") else root / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (root / "content").mkdir(exist_ok=True)
            if leads_to := (shortcuts or {}).get(path):
                target.symlink_to(leads_to)
            else:
                target.write_bytes(content)
        return load(read_publication(root / CONFIG)).problems


def _config(language: str, kinds: Iterable[str]) -> bytes:
    options = {"language": language, "kinds": list(kinds)}
    return yaml.safe_dump({"site_name": "Example", "docs_dir": "content", "plugins": [{"harvest": options}]}).encode()
