"""Keep which sentences somebody read before release, in `names-read.yml` beside `mkdocs.yml`, without their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harvest.privacy.sentences import fingerprint_of
from harvest.problems.problem import Problem

NAMES_READ = "names-read.yml"


@dataclass(frozen=True, slots=True)
class NamesRead:
    """What was read: marks of sentences; and marks of files that were checked with the list of people, by path."""

    sentences: frozenset[str] = frozenset()
    checked: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def has(self, sentence: str) -> bool:
        """Tell whether somebody read this sentence."""
        return fingerprint_of(sentence) in self.sentences
