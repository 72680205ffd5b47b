"""Declare every code of a problem once, with all that the checks, the manual and the reports know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")

Family = Literal["Form", "Ties", "Writing", "Circle", "Pictures and safety", "The publication itself"]

Code = Literal[
    "front-matter-missing",
    "front-matter-syntax",
    "duplicate-key",
    "unknown-field",
    "missing-field",
    "wrong-type",
    "unknown-choice",
    "ambiguous-date",
    "too-long",
    "missing-section",
    "empty-section",
    "unknown-section",
    "too-few-items",
    "missing-part",
    "duplicate-title",
    "duplicate-id",
    "duplicate-view",
    "wrong-folder",
    "unknown-kind",
    "code-never-closed",
    "too-complex",
    "other-markup",
    "not-text",
    "too-large",
    "not-readable",
    "file-name",
    "dangling-link",
    "ambiguous-link",
    "split-title",
    "wrong-kind",
    "inverse-written",
    "cycle",
    "link-to-unpublished",
    "self-link",
    "duplicate-link",
    "orphan",
    "no-instance",
    "confidence-unearned",
    "lesson-without-evidence",
    "similar-title",
    "reviewed-undated",
    "changed-after-check",
    "problem-names-solution",
    "question-answered-open",
    "handed-over-to-nobody",
    "value-not-locatable",
    "no-result",
    "discussed-before-raised",
    "unused-silence",
    "starter-text",
    "organisation-revealed",
    "quote-without-consent",
    "document-metadata",
    "plugin-needed",
    "rule-missing",
    "name-revealed",
    "term-revealed",
    "name-possible",
    "contact-revealed",
    "identifiable",
    "names-unread",
    "names-unchecked",
    "objection-open",
    "shown-before-change",
    "review-misread",
    "page-left-out",
    "missing-alt",
    "image-unreadable",
    "image-too-large",
    "image-format",
    "raw-html",
    "unsafe-link",
    "drawing-cleaned",
    "outside-content",
    "file-not-published",
    "private-in-content",
    "configuration",
    "colour-contrast",
    "plugin-missing",
    "kind-declaration",
    "unknown-view",
    "setting-without-effect",
    "foreign-host",
]
"""All codes there are; the type checker refuses any other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A code, its family, and the severity that its problems usually have.

    With `on_drafts` its errors stay errors on a draft: a file cannot be read, takes another's name, or is unsafe.
    """

    code: Code
    family: Family
    severity: Severity
    on_drafts: bool = False

    @property
    def page(self) -> str:
        """Path of the manual's page about this code, from the folder of the manual."""
        return f"checks/{self.code}.md"


RULES: tuple[Rule, ...] = (
    Rule("front-matter-missing", "Form", "error", on_drafts=True),
    Rule("front-matter-syntax", "Form", "error", on_drafts=True),
    Rule("duplicate-key", "Form", "error", on_drafts=True),
    Rule("unknown-field", "Form", "warning"),
    Rule("missing-field", "Form", "error"),
    Rule("wrong-type", "Form", "error"),
    Rule("unknown-choice", "Form", "error"),
    Rule("ambiguous-date", "Form", "error"),
    Rule("too-long", "Form", "warning"),
    Rule("missing-section", "Form", "error"),
    Rule("empty-section", "Form", "error"),
    Rule("unknown-section", "Form", "warning"),
    Rule("too-few-items", "Form", "error"),
    Rule("missing-part", "Form", "hint"),
    Rule("duplicate-title", "Form", "error", on_drafts=True),
    Rule("duplicate-id", "Form", "error", on_drafts=True),
    Rule("duplicate-view", "Form", "warning"),
    Rule("wrong-folder", "Form", "error"),
    Rule("unknown-kind", "Form", "error"),
    Rule("code-never-closed", "Form", "error"),
    Rule("too-complex", "Form", "error"),
    Rule("other-markup", "Form", "hint"),
    Rule("not-text", "Form", "error", on_drafts=True),
    Rule("too-large", "Form", "error", on_drafts=True),
    Rule("not-readable", "Form", "error", on_drafts=True),
    Rule("file-name", "Form", "warning"),
    Rule("dangling-link", "Ties", "error"),
    Rule("ambiguous-link", "Ties", "error"),
    Rule("split-title", "Ties", "error"),
    Rule("wrong-kind", "Ties", "error"),
    Rule("inverse-written", "Ties", "warning"),
    Rule("cycle", "Ties", "error"),
    Rule("link-to-unpublished", "Ties", "error"),
    Rule("self-link", "Ties", "warning"),
    Rule("duplicate-link", "Ties", "warning"),
    Rule("orphan", "Ties", "hint"),
    Rule("no-instance", "Writing", "warning"),
    Rule("confidence-unearned", "Writing", "warning"),
    Rule("lesson-without-evidence", "Writing", "warning"),
    Rule("similar-title", "Writing", "hint"),
    Rule("reviewed-undated", "Writing", "error"),
    Rule("changed-after-check", "Writing", "warning"),
    Rule("problem-names-solution", "Writing", "hint"),
    Rule("question-answered-open", "Writing", "hint"),
    Rule("handed-over-to-nobody", "Writing", "warning"),
    Rule("value-not-locatable", "Writing", "error"),
    Rule("no-result", "Writing", "hint"),
    Rule("discussed-before-raised", "Writing", "warning"),
    Rule("unused-silence", "Writing", "hint"),
    Rule("starter-text", "Writing", "warning"),
    Rule("organisation-revealed", "Circle", "error", on_drafts=True),
    Rule("quote-without-consent", "Circle", "error", on_drafts=True),
    Rule("document-metadata", "Circle", "warning", on_drafts=True),
    Rule("plugin-needed", "Circle", "hint"),
    Rule("rule-missing", "Circle", "hint"),
    Rule("name-revealed", "Circle", "error", on_drafts=True),
    Rule("term-revealed", "Circle", "error", on_drafts=True),
    Rule("name-possible", "Circle", "error", on_drafts=True),
    Rule("contact-revealed", "Circle", "error", on_drafts=True),
    Rule("identifiable", "Circle", "hint"),
    Rule("names-unread", "Circle", "warning"),
    Rule("names-unchecked", "Circle", "warning"),
    Rule("objection-open", "Circle", "error", on_drafts=True),
    Rule("shown-before-change", "Circle", "warning", on_drafts=True),
    Rule("review-misread", "Circle", "error", on_drafts=True),
    Rule("page-left-out", "Circle", "warning"),
    Rule("missing-alt", "Pictures and safety", "error"),
    Rule("image-unreadable", "Pictures and safety", "error"),
    Rule("image-too-large", "Pictures and safety", "error"),
    Rule("image-format", "Pictures and safety", "error"),
    Rule("raw-html", "Pictures and safety", "warning"),
    Rule("unsafe-link", "Pictures and safety", "error", on_drafts=True),
    Rule("drawing-cleaned", "Pictures and safety", "warning"),
    Rule("outside-content", "Pictures and safety", "error", on_drafts=True),
    Rule("file-not-published", "Pictures and safety", "warning"),
    Rule("private-in-content", "Pictures and safety", "error"),
    Rule("configuration", "The publication itself", "error"),
    Rule("colour-contrast", "The publication itself", "error"),
    Rule("plugin-missing", "The publication itself", "error"),
    Rule("kind-declaration", "The publication itself", "error"),
    Rule("unknown-view", "The publication itself", "error"),
    Rule("setting-without-effect", "The publication itself", "hint"),
    Rule("foreign-host", "The publication itself", "error"),
)
"""All rules, in the order of the manual."""

_LINE_STAYS: tuple[Family, ...] = ("Circle", "Pictures and safety")

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
"""Code → its rule."""


def may_show_line(code: Code) -> bool:
    """Tell whether a report may show the line that a problem is about: not where it may name somebody."""
    return BY_CODE[code].family not in _LINE_STAYS
