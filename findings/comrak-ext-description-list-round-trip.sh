#!/bin/sh
# comrak-ext 0.2.8 (comrak 0.59.0 inside): writing a description list back as Markdown takes it apart
#
# `markdown_to_commonmark` does not indent what stands in the details of a description list below their first line. Read
# again, a second paragraph or a list is no longer part of the details and stands below the whole list; indented code
# becomes a paragraph. Ordinary lists and footnotes come back whole. The maintainers of comrak mean this output to
# give the same tree when read again, so a formatter built on it does not expect that readers see something else.
#
# What helps: do not write texts with description lists back, or compare the HTML of both before you save.
#
# Output seen:
#   two paragraphs: '<dd><p>one</p><p>two</p></dd></dl>' becomes '<dd><p>one</p></dd></dl><p>two</p>'
#   a list inside: '<dd><p>one</p><ul><li>a</li></ul></dd></dl>' becomes '<dd><p>one</p></dd></dl><ul><li>a</li></ul>'
#   code inside: '<dd><p>one</p><pre><code>two</code></pre></dd></dl>' becomes '<dd><p>one</p><p>two</p></dd></dl>'
#   an ordinary list: the same
#   a footnote: the same
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check comrak-ext==0.2.8 ||
    { echo "comrak-ext 0.2.8 cannot be installed here, so nothing was tried"; exit 2; }

"$python" - <<'PYTHON'
import sys

from comrak import ExtensionOptions, markdown_to_commonmark, markdown_to_html

options = ExtensionOptions(description_lists=True, footnotes=True)


def html(text):
    return markdown_to_html(text, options).replace("\n", "").replace("<dl><dt>Term</dt>", "")


trials = [
    ("two paragraphs", "Term\n\n: one\n\n  two\n", "<dd><p>one</p></dd></dl><p>two</p>"),
    ("a list inside", "Term\n\n: one\n\n  - a\n", "<dd><p>one</p></dd></dl><ul><li>a</li></ul>"),
    ("code inside", "Term\n\n: one\n\n      two\n", "<dd><p>one</p><p>two</p></dd></dl>"),
    ("an ordinary list", "- one\n\n  two\n", None),
    ("a footnote", "See[^1].\n\n[^1]: one\n\n    two\n", None),
]
changed = []
for name, text, damaged in trials:
    before, after = html(text), html(markdown_to_commonmark(text, options))
    print(f"{name}:", "the same" if before == after else f"{before!r} becomes {after!r}")
    if after != (damaged or before):
        changed.append(name)
if changed:
    print("CHANGED:", "; ".join(changed))
    sys.exit(1)
PYTHON
