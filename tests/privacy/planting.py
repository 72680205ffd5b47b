"""Plant leaks and harmless texts in a publication, each in a card and files of its own, so that a finding is whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from harvest.problems.problem import Problem
from tests.drawing import Content
from tests.papers import office

DATA = Path(__file__).parent / "leaks"
LIST = "private/people.yml"
PLAIN = "plain.yml"
"""Settings beside `mkdocs.yml` without what is planted in these: that would show on every page of a site."""
PLACES = ("prose", "heading", "list", "caption", "label", "file", "note", "drawing", "settings", "raw")
SHOWN_BY_SETTINGS = ("record", "nav")
"""What is planted in `mkdocs.yml`, and shows on pages that others share."""

_SETTINGS = """\
site_name: Proef
docs_dir: content
exclude_docs: "*"
theme: {{name: material, language: {language}}}
plugins:
  - search
  - harvest:
      language: {language}
      print: false
      kinds: [{kinds}]
      record:
        rule: open
{record}nav:
  - index.md
  - lessen/index.md
{nav}"""
_SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 60'><path d='M0 50h120v2H0z'/>…</svg>\n"
_KIND = "kind: sort{number}\nlabel: {label}\nplural: {label}en\nfolders: soort-{number}\nsections: {{}}\n"
_GROUND = {
    "content/index.md": "---\ntitel: Begin\nview: home\n---\n\nWelkom.\n",
    "content/lessen/index.md": "---\ntitel: Lessen\nview: lessons\n---\n",
    "content/bronnen/wachten-kun-je-leren.md": "---\ntitel: Wachten kun je leren\nauteurs: [Anja Kok, Henk Bos]\n"
    "status: vrijgegeven\nniet getoetst: om te proberen\n---\n\nEen boekje over geduld.\n",
    "content/lessen/grond.md": "---\ntitel: Wachten loont\nstatus: vrijgegeven\nniet getoetst: om te proberen\n"
    "komt van: gelezen\nblijkt uit: Wachten kun je leren\n---\n\nWie wacht, hoort meer.\n",
}
_FOR = {
    "lessen": "komt van: deelnemers\nblijkt uit: Wachten kun je leren\n",
    "resultaten": "waarde: direct\nten goede aan: groep\nberust op: Wachten loont\n",
}


@dataclass(frozen=True)
class Plant:
    """A text to plant, and what is expected: the least certainty of a leak, the most of what is harmless."""

    name: str
    number: int
    what: Mapping[str, Any]
    expected: str
    seen_by_check: bool = True

    @property
    def in_settings(self) -> bool:
        """Whether it stands in `mkdocs.yml`."""
        return any(key in self.what for key in SHOWN_BY_SETTINGS)

    @property
    def card(self) -> str:
        """The path of its card in the content folder."""
        folder = f"soort-{self.number}" if "kind" in self.what else self.what.get("folder", "lessen")
        return f"{folder}/{self.what.get('file', f'kaart-{self.number}')}.md"

    @property
    def drawing(self) -> str:
        """The path of its drawing in the content folder; empty without one."""
        if not ("drawing" in self.what or "picture" in self.what or "(beeld)" in self.what.get("text", "")):
            return ""
        return f"beelden/{self.what.get('picture', f'beeld-{self.number}')}.svg"

    @property
    def document(self) -> str:
        """The path of its document in the content folder; empty without one."""
        return f"documenten/stuk-{self.number}.docx" if "docx" in self.what else ""

    def files(self) -> dict[str, Content]:
        """Return its files: path from the folder of the publication → content."""
        text = self.what.get("text", "Iemand vroeg iets, en toen werd het stil.")
        made: dict[str, Content] = {}
        if self.drawing:
            made[f"content/{self.drawing}"] = _SVG.replace("…", self.what.get("drawing", ""))
            address = f"../{self.drawing}"
            text = text.replace("(beeld)", f"({address})") if "(beeld)" in text else f"{text}\n\n![Schets]({address})"
        if self.document:
            paragraph = f"<w:p><w:r><w:t>{self.what['docx']}</w:t></w:r></w:p>"
            made[f"content/{self.document}"] = office(".docx", paragraph)
            text += f"\n\nZie [het stuk](../{self.document})."
        if "kind" in self.what:
            made[f"kinds/sort{self.number}.yml"] = _KIND.format(number=self.number, label=self.what["kind"])
        above = f"{self.what['above']}\n" if "above" in self.what else ""
        if "in één zin" not in above:  # else the beginning of the text would show there too, and be found in its place
            above += "in één zin: Wat we die middag leerden.\n"
        if self.in_settings:
            return made
        made[f"content/{self.card}"] = (
            f'---\ntitel: "{self.what.get("title", f"Proef {self.number}")}"\nvolgorde: {self.number}\n'
            f"status: vrijgegeven\nniet getoetst: om te proberen\n{_FOR.get(self.card.partition('/')[0], '')}{above}"
            f"---\n\n{text}\n"
        )
        return made

    def settings(self, part: str) -> str:
        """Return what it adds to a part of `mkdocs.yml`, as lines of YAML; empty without anything."""
        if part == "record" and "record" in self.what:
            name, _, value = self.what["record"].partition(": ")
            lines = [f"{name}:", *f"- {value}".splitlines()] if name == "gaat door" else [self.what["record"]]
            return "".join(f"        {line}\n" for line in lines)
        if part == "nav" and "nav" in self.what:
            return f"  - {self.what['nav']}:\n      - deel-{self.number}.md\n"
        return ""

    def own_output(self, file: str) -> bool:
        """Tell whether a file of the site, by its path in it, shows this plant and no other."""
        stem = self.card.removesuffix(".md")
        return file in (f"{stem}/index.html", self.drawing, self.document)


def read(name: str) -> Any:
    """Return what one of the files of data says."""
    return yaml.safe_load((DATA / name).read_text("utf-8"))


def leaks(data: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None, start: int = 1001) -> list[Plant]:
    """Return the leaks, named by their form and place."""
    data = data or read("leaks.yml")
    named = ((f"{form}/{place}", what) for form, places in data.items() for place, what in places.items())
    return [
        Plant(name, number, what, what.get("least", "error"), seen_by_check=what.get("check", True))
        for number, (name, what) in enumerate(named, start)
    ]


def harmless(*groups: str, data: Mapping[str, Any] | None = None, start: int = 3001) -> list[Plant]:
    """Return the harmless texts of some groups, named by their group and their number in it."""
    data = data or read("harmless.yml")
    texts = ((group, most, text) for group in groups for most, texts in data[group].items() for text in texts)
    return [
        Plant(f"{group}: {text}", number, text if isinstance(text, Mapping) else {"text": text}, most)
        for number, (group, most, text) in enumerate(texts, start)
    ]


def publication(plants: Iterable[Plant], people: str, language: str = "nl") -> dict[str, Content]:
    """Return the files of a publication in which all this is planted, with the list of people beside it."""
    plants = list(plants)
    made: dict[str, Content] = {**_GROUND, LIST: people}
    for plant in plants:
        for path, content in plant.files().items():
            assert path not in made, f"two plants have the path {path}"
            made[path] = content
        if "nav" in plant.what:
            made[f"content/deel-{plant.number}.md"] = f"---\ntitel: Deel {plant.number}\n---\n\nEen bladzijde.\n"
    kinds = ", ".join(f"kinds/sort{plant.number}.yml" for plant in plants if "kind" in plant.what)
    record = list(filter(None, (plant.settings("record") for plant in plants)))
    going_on = [lines for lines in record if lines.lstrip().startswith("gaat door")]
    others = [lines for lines in record if lines not in going_on]
    items = "".join(lines.partition("\n")[2] for lines in going_on)
    said = "".join(others) + (f"        gaat door:\n{items}" if items else "")
    nav = "".join(plant.settings("nav") for plant in plants)
    made["mkdocs.yml"] = _SETTINGS.format(language=language, kinds=kinds, record=said, nav=nav)
    made[PLAIN] = _SETTINGS.format(language=language, kinds=kinds, record="", nav="")
    return made


def people(data: Mapping[str, Any] | None = None, persons: str = "people") -> str:
    """Return the list of people as a file of YAML."""
    if data is None and persons == "people":
        return (DATA / "people.yml").read_text("utf-8")
    return yaml.safe_dump({"people": (data or read("harmless.yml"))[persons]}, allow_unicode=True, sort_keys=False)


def told(
    plants: Iterable[Plant], made: Mapping[str, Content], problems: Iterable[Problem]
) -> Iterator[tuple[Plant | None, Problem]]:
    """Yield each problem with the plant that its place belongs to: its file, or its lines in `mkdocs.yml`."""
    by_path = {path: plant for plant in plants for path in plant.files()}
    by_line: dict[int, Plant] = {}
    settings = str(made["mkdocs.yml"]).splitlines()
    for plant in plants:
        for part in SHOWN_BY_SETTINGS:
            lines = [line for line in plant.settings(part).splitlines() if line.strip() != "gaat door:"]
            for at in range(len(settings) - len(lines) + 1) if lines else ():
                if settings[at : at + len(lines)] == lines:
                    by_line |= dict.fromkeys(range(at + 1, at + 1 + len(lines)), plant)
    for problem in problems:
        path = str(PurePosixPath(problem.path))
        yield (by_line.get(problem.line) if path == "mkdocs.yml" else by_path.get(path)), problem
