#!/usr/bin/env bash
# WeasyPrint 70.0: the styles of a drawing count on paper when they are for the screen, and not when they are for print
#
# A page is laid out for print: in HTML, `@media print` and media="print" hold, `@media screen` and media="screen" do
# not. In an SVG drawing on that page it is otherwise. The attribute `media` is not looked at, so that a style for the
# screen wins when it comes last, and every `@media` is passed over with all that stands in it. So a
# drawing that has dark colours for the screen and light ones for paper comes out on paper as on the screen, or the
# other way round than its maker sees when a browser prints it. No message tells so, although the same words in HTML
# are obeyed. That media types are missing here is known to those who make WeasyPrint.
#
# What helps: decide yourself what holds on paper, and give drawings their colours by attributes or plain rules.
#
# Output seen (what is for print is lime, what is for the screen is red, and all else is blue):
#                                           HTML   drawing
#   plain rule                              blue   blue
#   plain rule, then @media print           lime   blue
#   plain rule, then @media screen          blue   blue
#   plain rule, then style media="print"    lime   lime
#   plain rule, then style media="screen"   blue   red
#   for print, then for the screen          lime   red
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

NAMES = {(0, 255, 0): "lime", (255, 0, 0): "red", (0, 0, 255): "blue"}
SHEET = "@page {size: 80px; margin: 0} body {margin: 0} .square {display: block; width: 80px; height: 80px}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80">{}<rect width="80" height="80"/></svg>'


def colour(content):
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=f"<style>{SHEET}</style>{content}").write_pdf())
    return NAMES.get(document[0].render().to_pil().convert("RGB").getpixel((30, 30)), "another colour")


def on_page(styles):
    return colour(styles.replace("{}", "div {background: ").replace(";", "}") + '<div class="square"></div>')


def in_drawing(styles):
    drawing = SVG.format(styles.replace("{}", "rect {fill: ").replace(";", "}"))
    address = f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
    return colour(f'<img class="square" alt="" src="{address}">')


PLAIN = "<style>{}blue;</style>"
PRINT, SCREEN = '<style media="print">{}lime;</style>', '<style media="screen">{}red;</style>'
trials = [
    ("plain rule", PLAIN, "blue", "blue"),
    ("plain rule, then @media print", PLAIN + "<style>@media print {{}lime;}</style>", "lime", "blue"),
    ("plain rule, then @media screen", PLAIN + "<style>@media screen {{}red;}</style>", "blue", "blue"),
    ('plain rule, then style media="print"', PLAIN + PRINT, "lime", "lime"),
    ('plain rule, then style media="screen"', PLAIN + SCREEN, "blue", "red"),
    ("for print, then for the screen", PRINT + SCREEN, "lime", "red"),
]
changed = []
print(f"{'':<39} HTML   drawing")
for name, styles, *expected in trials:
    seen = [on_page(styles), in_drawing(styles)]
    print(f"{name:<39} {seen[0]:<6} {seen[1]}")
    if seen != expected:
        changed.append(name)
print("messages:", len(messages))
if messages:
    changed.append("messages")
if changed:
    print("CHANGED:", "; ".join(changed))
    sys.exit(1)
PYTHON
