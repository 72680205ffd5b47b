#!/bin/sh
# pygls 2.1.1: below a form feed or U+2028 a change lands on the wrong line, without an error
#
# The protocol names three ends of a line: "\n", "\r\n" and "\r". `TextDocument.lines` uses `str.splitlines`, which also
# ends a line at a form feed, a vertical tab, U+0085, U+001C to U+001E, U+2028 and U+2029. Editors do not. So below such
# a character (U+2028 comes along with text that is pasted from web pages and word processors, a form feed stands in
# many old source files) each position means another line to the server. `apply_change` then puts what somebody typed
# in the wrong place without an error, and from then on server and editor have different texts, until the file is
# opened anew. `lines`, `offset_at_position` and `word_at_position` are off too. All of it is what the server is given
# by itself in `server.workspace`.
#
# What helps: keep the text yourself, split at the three ends; or ask for whole texts (`TextDocumentSyncKind.Full`),
# and split `source` yourself before you use a position.
#
# Output seen:
#   '\n'      2 lines; typing on line 2 gives 'one\nTWO\n'
#   '\r\n'    2 lines; typing on line 2 gives 'one\r\nTWO\n'
#   '\x0b'    2 lines where the protocol has 1; typing on line 2 gives 'a\x0bTWO\ntwo\n'
#   '\x0c'    2 lines where the protocol has 1; typing on line 2 gives 'a\x0cTWO\ntwo\n'
#   '\x85'    2 lines where the protocol has 1; typing on line 2 gives 'a\x85TWO\ntwo\n'
#   '\u2028'  2 lines where the protocol has 1; typing on line 2 gives 'a\u2028TWO\ntwo\n'
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check pygls==2.1.1 lsprotocol==2025.0.0 ||
    { echo "pygls 2.1.1 and lsprotocol 2025.0.0 cannot be installed here, so nothing was tried"; exit 2; }

"$python" - <<'PYTHON'
import sys

from lsprotocol.types import Position, Range, TextDocumentContentChangePartial
from pygls.workspace import TextDocument

SECOND_LINE = Range(Position(1, 0), Position(1, 3))
changed = []


def typed(text):
    """The text once somebody types over «two», the first three letters of the second line of the protocol."""
    document = TextDocument("file:///notes.txt", source=text, version=1)
    document.apply_change(TextDocumentContentChangePartial(text="TWO", range=SECOND_LINE))
    return document.source


for end in ("\n", "\r\n"):
    text = f"one{end}two\n"
    lines = len(TextDocument("file:///notes.txt", source=text).lines)
    print(f"{ascii(end):<9} {lines} lines; typing on line 2 gives {ascii(typed(text))}")
    if (lines, typed(text)) != (2, f"one{end}TWO\n"):
        changed.append(ascii(end))
for character in ("\x0b", "\x0c", "\x85", "\u2028"):
    first = f"a{character}one\n"  # one line, in any editor
    lines, after = len(TextDocument("file:///notes.txt", source=first).lines), typed(f"{first}two\n")
    print(f"{ascii(character):<9} {lines} lines where the protocol has 1; typing on line 2 gives {ascii(after)}")
    if after == f"{first}TWO\n" or lines == 1:
        changed.append(ascii(character))
if changed:
    print("CHANGED:", "; ".join(changed))
    sys.exit(1)
PYTHON
