#!/usr/bin/env bash
# WeasyPrint 70.0: a drawing shows what stands in its title, description, metadata and in elements of other programs
#
# SVG 2 lets `title`, `desc` and `metadata` hold elements of any kind and shows none of them on the page. Elements in a
# namespace of another program are not shown either, whatever their names. WeasyPrint looks at the last part of a name
# only, so that a `rect` of somebody's own vocabulary counts as one of SVG, and it goes into every element that does not
# define something. So what an editing program or a person keeps in a drawing for later, such as a sketch or the state
# before the last change, is painted in the PDF. No message tells so. Attributes of other programs are left alone.
#
# What helps: take `title`, `desc`, `metadata` and the elements in other namespaces out of a drawing beforehand.
#
# Output seen (a lime square, and on top of it a red one that should not be seen):
#   the lime one alone: lime
#   red in defs: lime
#   red given by an attribute of another program: lime
#   red in metadata: red
#   red in desc: red
#   red in title: red
#   red in an element of another program: red
#   red, a rect of another program: red
#   red, a rect of another program in metadata: red
#   messages: 0
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check \
    weasyprint==70.0 pydyf==0.13.0 tinycss2==1.5.1 cssselect2==0.10.1 pillow==13.0.0 pypdfium2==5.15.2 &&
    "$python" -c 'import weasyprint' 2>/dev/null ||
    { echo "WeasyPrint 70.0 and what it needs cannot be installed here, so nothing was tried"; exit 2; }

"$python" - <<'PYTHON'
import base64
import logging
import sys

import pypdfium2
import weasyprint

messages = []
handler = logging.Handler(logging.WARNING)
handler.emit = messages.append
logging.getLogger("weasyprint").addHandler(handler)
logging.getLogger("weasyprint").propagate = False

NAMES = {(0, 255, 0): "lime", (255, 0, 0): "red"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:other="https://other.example/" width="80" height="80">{}</svg>'
LIME = '<rect width="80" height="80" fill="lime"/>'
RED = LIME.replace("lime", "red")
OTHER = RED.replace("<rect", "<other:rect")


def colour(content):
    drawing = base64.b64encode(SVG.format(content).encode()).decode()
    page = "<style>@page {size: 80px; margin: 0} body {margin: 0} img {display: block}</style>"
    image = f'<img alt="" src="data:image/svg+xml;base64,{drawing}">'
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=page + image).write_pdf())
    return NAMES.get(document[0].render().to_pil().convert("RGB").getpixel((30, 30)), "another colour")


trials = [
    ("the lime one alone", LIME, "lime"),
    ("red in defs", f"{LIME}<defs>{RED}</defs>", "lime"),
    ("red given by an attribute of another program", LIME.replace("/>", ' other:fill="red"/>'), "lime"),
    ("red in metadata", f"{LIME}<metadata>{RED}</metadata>", "red"),
    ("red in desc", f"{LIME}<desc>{RED}</desc>", "red"),
    ("red in title", f"<title>Square</title>{LIME}<g><title>{RED}</title></g>", "red"),
    ("red in an element of another program", f"{LIME}<other:before>{RED}</other:before>", "red"),
    ("red, a rect of another program", LIME + OTHER, "red"),
    ("red, a rect of another program in metadata", f"{LIME}<metadata>{OTHER}</metadata>", "red"),
]
changed = []
for name, content, expected in trials:
    seen = colour(content)
    print(f"{name}: {seen}")
    if seen != expected:
        changed.append(name)
print("messages:", len(messages))
if messages:
    changed.append("messages")
if changed:
    print("CHANGED:", "; ".join(changed))
    sys.exit(1)
PYTHON
