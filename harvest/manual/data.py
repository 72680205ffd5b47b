"""Make the reference page of `harvest.json` from its schema."""

from __future__ import annotations

import json
from typing import Any

from harvest.manual.markup import page, table
from harvest.site.data import SCHEMA

EXAMPLE = """\
```python
import json

data = json.load(open("harvest.json", encoding="utf-8"))
for card in data["cards"]:
    kind = data["kinds"][card["kind"]]["label"][data["language"]]
    print(kind, card["title"], card["address"], sep=" | ")
```"""


def page_of_the_data() -> str:
    """Return the page about the parts of `harvest.json`."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    parts = [("The file", schema), *((part["title"], part) for part in schema["$defs"].values() if "title" in part)]
    return page(
        "The data: harvest.json",
        "For who wants to search, count or build with a harvest. Beside every site lies `harvest.json`: all that the "
        "edition shows, as data. " + schema["description"],
        f"Its form is laid down as a JSON Schema (2020-12), [{SCHEMA.name}](../{SCHEMA.name}), which lies beside the "
        "data too. Drafts, and whatever else the edition leaves out, are not in it.",
        EXAMPLE,
        *(text for title, part in parts for text in (f"## {title}", _properties(part))),
    )


def _properties(part: dict[str, Any]) -> str:
    needed = part["required"]
    rows = (
        (f"`{name}`", "always" if name in needed else "", schema.get("description", ""))
        for name, schema in part["properties"].items()
    )
    return table(("Name", "There", "Meaning"), rows)
