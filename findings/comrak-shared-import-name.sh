#!/bin/sh
# comrak 0.0.16 and comrak-ext 0.2.8 (Python 3.11.7, pip 23.2.1): two packages, one import name
#
# Both install the module `comrak`. Their functions have other names: the first has `render_markdown`, the second
# `markdown_to_html` and `parse_document`. pip puts the second over the first and ends well, `pip check` is content, and
# both count as installed. When the first is then uninstalled, the files it claims go, which are by now those of the
# other. So pip lists comrak-ext while nothing is left to import. It happens to those who move from one to the other in
# the obvious order, and to those of whose dependencies one brings comrak and another comrak-ext.
#
# What helps: uninstall first, install afterwards; or `pip install --force-reinstall --no-deps comrak-ext`.
#
# Output seen:
#   files that both packages claim: 4
#   after both installs: comrak 0.0.16 and comrak-ext 0.2.8 are installed
#   has render_markdown: False, has parse_document: True
#   pip check: No broken requirements found.
#   after `pip uninstall comrak`: comrak-ext 0.2.8 is installed
#   ModuleNotFoundError: No module named 'comrak'
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
for package in comrak==0.0.16 comrak-ext==0.2.8; do
    "$python" -m pip install --quiet --disable-pip-version-check "$package" ||
        { echo "$package cannot be installed here, so nothing was tried"; exit 2; }
done

changed() { echo "CHANGED: $1"; exit 1; }

"$python" - <<'PYTHON' || changed "the two packages no longer stand side by side with the same files"
import importlib.metadata as metadata
import sys

import comrak

claims = [
    {str(file) for file in metadata.files(name) if str(file).startswith("comrak/") and file.suffix != ".pyc"}
    for name in ("comrak", "comrak-ext")
]
shared = claims[0] & claims[1]
old, new = hasattr(comrak, "render_markdown"), hasattr(comrak, "parse_document")
print("files that both packages claim:", len(shared))
installed = " and ".join(f"{name} {metadata.version(name)}" for name in ("comrak", "comrak-ext"))
print("after both installs:", installed, "are installed")
print(f"has render_markdown: {old}, has parse_document: {new}")
sys.exit(not shared or old or not new)
PYTHON

complaint=$("$python" -m pip check --disable-pip-version-check 2>/dev/null) || changed "pip check complains: $complaint"
echo "pip check: $complaint"

"$python" -m pip uninstall --quiet --yes --disable-pip-version-check comrak
"$python" - <<'PYTHON' || changed "comrak-ext can still be imported"
import importlib.metadata as metadata
import sys

print(f"after `pip uninstall comrak`: comrak-ext {metadata.version('comrak-ext')} is installed")
try:
    import comrak
except ModuleNotFoundError as error:
    print(f"ModuleNotFoundError: {error}")
else:
    sys.exit(f"imported {comrak.__file__}")
PYTHON
