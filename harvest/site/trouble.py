"""Show what keeps a preview from being made, in the terminal and on the page that stands in its place meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from harvest.privacy.people.people import PEOPLE_FILE
from harvest.problems import report
from harvest.problems.hiding import hidden
from harvest.problems.language import render
from harvest.problems.problem import Message, Problem, say
from harvest.problems.report.excerpt import Excerpts
from harvest.site.policy import POLICY, with_style
from harvest.site.source_lines import lines_in

GOES_ON = say("Mend it and save. The preview then comes by itself.")
_STYLE = """
body { font: 1.1rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 44rem; padding: 2.5rem 1.25rem }
h1 { font-size: 1.7rem; line-height: 1.25 }
li { margin: 1.5rem 0 }
ul { list-style: none; padding: 0 }
.place { font-weight: 600 }
pre { border-left: 0.3rem solid; overflow-x: auto; padding: 0.4rem 0.9rem; margin: 0.5rem 0 }
mark { background: #ffd02e; color: #161c19; padding: 0.1em 0 }
"""
_LONGEST = 160
"""The characters of a line that are shown with its mistake."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no preview: problems with a place, or a message. `root` is the folder that their paths begin at."""

    root: Path
    problems: tuple[Problem, ...] = ()
    message: Message | str = ""

    def lines(self, language: str) -> list[str]:
        """Return it as lines for the terminal."""
        told = [_words(self.message, language)] if self.message else []
        return [*told, *(report.line(one, self.root, language) for one in self.problems)]

    def page(self, language: str) -> bytes:
        """Return it as a page, which asks no file of the preview."""
        title = render(say("The preview waits a moment"), language)
        goes_on = render(GOES_ON, language)
        inside = [f"<p>{escape(hidden(_words(self.message, language)))}"] if self.message else []
        inside += ["<ul>", *(self._item(one, language) for one in self.problems), "</ul>"] if self.problems else []
        return (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{with_style(POLICY, _STYLE)}">\n'
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
            f"<h1>{escape(title)}</h1>\n" + "\n".join(inside) + f"\n<p>{escape(goes_on)}\n</main>\n</body>\n</html>\n"
        ).encode()

    def _item(self, issue: Problem, language: str) -> str:
        place = say("Line {line} of {file}", file=hidden(issue.path), line=issue.line)
        return (
            f'<li><span class="place">{escape(render(place, language))}</span>\n'
            + "".join(self._written(issue))
            + f"{escape(hidden(report.words_of(issue, language)))}"
        )

    def _written(self, issue: Problem) -> Iterator[str]:
        """Yield the line of a problem with what is wrong in it, where that may be seen."""
        line = Excerpts(self._lines, self.problems).line(issue)
        if line is None or not line.strip() or len(line) > _LONGEST:
            return
        start = issue.column - 1
        end = issue.end.column - 1 if issue.end and issue.end.line == issue.line else start + 1
        before, wrong, after = (escape(part) for part in (line[:start], line[start:end], line[end:]))
        yield f"<pre>{before}<mark>{wrong}</mark>{after}</pre>\n"

    def _lines(self, path: str) -> Sequence[str] | None:
        """Return the lines of a file of the publication; none of one that lies elsewhere or is private."""
        root, file = Path(os.path.realpath(self.root)), Path(os.path.realpath(self.root / path))
        private = (root / PEOPLE_FILE).parent
        return lines_in(file) if file.is_relative_to(root) and not file.is_relative_to(private) else None


def _words(message: Message | str, language: str) -> str:
    return message if isinstance(message, str) else render(message, language)
