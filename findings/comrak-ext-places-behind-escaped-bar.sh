#!/bin/sh
# comrak-ext 0.2.8 (comrak 0.59.0 inside): places in a table cell are too small behind an escaped bar
#
# A bar in a cell is written `\|`. Everything inside the line that stands behind it in the same cell gets a `sourcepos`
# that is one column too small for each such bar: after three bars, three columns. The place of the cell itself is
# right, and so are the places in the next cell. Who marks, replaces or reports text by its place hits its neighbour,
# and only in tables, and only where somebody needed a bar.
#
# What helps: take a place in a cell only when the text there looks as it should, else that of the cell.
#
# Output seen:
#   row: | \| `one` \| *two* \| [three](x) | `four` |
#   Code  at 5, stands at 6: 1 too small
#   Emph  at 13, stands at 15: 2 too small
#   Link  at 21, stands at 24: 3 too small
#   Code  at 37, stands at 37: 0 too small
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check comrak-ext==0.2.8 ||
    { echo "comrak-ext 0.2.8 cannot be installed here, so nothing was tried"; exit 2; }

"$python" - <<'PYTHON'
import sys

from comrak import ExtensionOptions, parse_document

row = r"| \| `one` \| *two* \| [three](x) | `four` |"
table = parse_document(f"| head | next |\n|---|---|\n{row}\n", ExtensionOptions(table=True)).children[0]
in_cells = [node for cell in table.children[1].children for node in cell.children]
pieces = [node for node in in_cells if type(node.node_value).__name__ != "Text"]
shifts = []
print("row:", row)
for node, written in zip(pieces, ("`one`", "*two*", "[three](x)", "`four`"), strict=True):
    told, real = node.sourcepos.start.column, row.index(written) + 1
    shifts.append(real - told)
    print(f"{type(node.node_value).__name__}  at {told}, stands at {real}: {real - told} too small")
if shifts != [1, 2, 3, 0]:
    print("CHANGED: the shifts were 1, 2, 3 and 0")
    sys.exit(1)
PYTHON
