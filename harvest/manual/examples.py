"""Read the examples of the manual: for each check a wrong file and a right one; and run the real checker on both.

`checks/*.yml` holds the files, but nothing that the checker says: the family and usual severity of a check come from
the table of codes, its messages, places and other severities from a run.
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
from harvest.manual.folder import manual_folder
from harvest.pipeline import load
from harvest.privacy.reading.names_read import NAMES_READ
from harvest.problems.codes import BY_CODE, RULES, Rule
from harvest.problems.language import LANGUAGES
from harvest.problems.problem import Label, Problem
from harvest.publication import CONFIG, read_publication
from harvest.source.outgoing import PUBLISHED
from harvest.source.yaml_loader import plain_values

FOLDER = manual_folder() / "checks"
_STATUS = re.compile(r"^status: .*$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A check: why it matters, a file that gives its code and nothing else, and a file that gives nothing.

    `wrong` is the text of the file at `path`; with `shortcut` that file is a symbolic link to this target instead.
    `times` repeats its last paragraph, `encoding` is its encoding. `beside` holds the other files, path → text.
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
        """The entry of the check in the table of codes."""
        return BY_CODE[self.code]

    def reason(self, language: str) -> str:
        """Return why the check matters; its links are right on the page about the check."""
        written = self.why[language].replace("{published}", ", ".join(sorted(PUBLISHED)))
        return written.replace(f"](../{language}/", "](../")

    def problems(self, language: str = "en", status: str = "") -> tuple[Problem, ...]:
        """Return the problems of the wrong file in a publication in this language; `status` replaces the card's."""
        text = self.wrong + self.wrong.rpartition("\n\n")[2] * self.times
        content = _with_status(text, status).encode(self.encoding)
        return _checked({**_encoded(self.beside), self.path: content}, language, {self.path: self.shortcut})

    def problems_of_the_right_one(self) -> tuple[Problem, ...]:
        """Return the problems of the right file, which has none."""
        path = self.right_path or self.path
        return _checked({**_encoded(self.beside), path: self.right.encode()}, "en")

    def severity(self, language: str, status: str = "") -> str:
        """Return the severity of the check's problem in the wrong file, or an empty text without that problem."""
        own = (problem for problem in self.problems(language, status) if problem.code == self.code)
        return next((problem.severity for problem in own), "")

    @cached_property
    def severities(self) -> Mapping[str, Mapping[str, str]]:
        """For each language: status of the card (empty for a file without one) → severity."""
        card = load_kinds()[0].of_path(self.path) and self.wrong.startswith("---\n") and "\nview:" not in self.wrong
        return {
            language: {status: self.severity(language, status) for status in (STATUSES if card else ("",))}
            for language in LANGUAGES
        }


@cache
def families() -> Mapping[str, tuple[Example, ...]]:
    """Return all examples by the name of their family, in the order of the table of codes."""
    files = [plain_values(file.read_bytes()) for file in FOLDER.glob("*.yml")]
    all_examples = [Example(**item) for file in files for item in file["checks"]]
    by_code = {example.code: example for example in all_examples}
    assert len(by_code) == len(all_examples), "a code is written down twice"
    by_family: dict[str, list[Example]] = {}
    for rule in RULES:
        by_family.setdefault(rule.family, []).append(by_code.pop(rule.code))
    assert not by_code, f"no such codes: {list(by_code)}"
    return {family: tuple(examples) for family, examples in by_family.items()}


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def _with_status(text: str, status: str) -> str:
    """Return the card with another status; one without a status also gets `unchecked`, which it then requires."""
    if not status:
        return text
    if _STATUS.search(text):
        return _STATUS.sub(f"status: {status}", text)
    return text.replace("---\n", f"---\nstatus: {status}\nunchecked: an example\n", 1)


def _checked(
    files: Mapping[str, bytes], language: str, shortcuts: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Write a publication of these files to a temporary folder, and return its problems.

    Files that end in `.yml` are beside the content folder. They declare kinds, except `mkdocs.yml`, `names-read.yml`
    and what is private.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        beside = (CONFIG, NAMES_READ)
        kinds = [path for path in files if path.endswith(".yml") and not path.startswith(("private/", *beside))]
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
    options = {"language": language, "kinds": list(kinds), "record": {"rule": "open"}}
    said = {"site_name": "Example", "docs_dir": "content", "exclude_docs": "*", "plugins": [{"harvest": options}]}
    return yaml.safe_dump(said).encode()
