#!/bin/sh
# comrak-ext 0.2.8: some changes to the tree reach a copy only, without an error
#
# The stub shows plain attributes all the way down: `node_value`, `value`, `url`, and `children` as a list. In truth
# every look at `.value` of a link, heading, image or list gives a new copy, and so does every look at `.children`. So
# the obvious ways to send a link elsewhere, lower a heading or add a block do nothing. `text.node_value.value = "…"`
# does work, which makes the rest look as if it should.
#
# What helps: give the node a whole new value (`node.node_value = Link(NodeLink(url, title))`) and a whole new list
# (`node.children = [*node.children, more]`).
#
# Output seen:
#   link.node_value.value.url = "new"      no effect
#   heading.node_value.value.level = 3     no effect
#   document.children.append(heading)      no effect
#   text.node_value.value = "new"          works
#   link.node_value = Link(...)            works
#   document.children = [...]              works
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check comrak-ext==0.2.8 ||
    { echo "comrak-ext 0.2.8 cannot be installed here, so nothing was tried"; exit 2; }

"$python" - <<'PYTHON'
import sys

from comrak import Link, NodeLink, format_html, parse_document


def fresh():
    document = parse_document("# Title\n\n[words](old)\n")
    heading, paragraph = document.children
    return document, heading, paragraph.children[0]


def url_in_place(document, heading, link):
    link.node_value.value.url = "new"


def level_in_place(document, heading, link):
    heading.node_value.value.level = 3


def append(document, heading, link):
    document.children.append(heading)


def text_in_place(document, heading, link):
    heading.children[0].node_value.value = "new"


def new_link(document, heading, link):
    link.node_value = Link(NodeLink("new", ""))


def new_list(document, heading, link):
    document.children = [*document.children, heading]


trials = [
    ('link.node_value.value.url = "new"', url_in_place, False),
    ("heading.node_value.value.level = 3", level_in_place, False),
    ("document.children.append(heading)", append, False),
    ('text.node_value.value = "new"', text_in_place, True),
    ("link.node_value = Link(...)", new_link, True),
    ("document.children = [...]", new_list, True),
]
changed = []
for name, edit, worked in trials:
    document, heading, link = fresh()
    before = format_html(document)
    edit(document, heading, link)
    works = format_html(document) != before
    print(f"{name:<38} {'works' if works else 'no effect'}")
    if works is not worked:
        changed.append(name)
if changed:
    print("CHANGED:", "; ".join(changed))
    sys.exit(1)
PYTHON
