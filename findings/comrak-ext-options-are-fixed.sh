#!/bin/sh
# comrak-ext 0.2.8: options cannot be changed once made, though README and type stub say they can
#
# The README makes an options object and then sets fields of it, and the stub declares them as plain attributes, so
# type checkers agree. Run, each assignment ends in an AttributeError. One option has another name in the stub than in
# the module: `wikilinks_ignore_embed` is what a type checker accepts, `wikilinks_ignore_embeds` is what runs. The same
# goes for the text of a comment: the stub calls it `iteral`, the module `literal`.
#
# What helps: give every option to the constructor. The two names need a `# type: ignore`.
#
# Output seen:
#   ExtensionOptions.shortcodes = True: AttributeError
#   ParseOptions.smart = True: AttributeError
#   RenderOptions.width = 72: AttributeError
#   ExtensionOptions(shortcodes=True): works
#   the stub has wikilinks_ignore_embed: TypeError; wikilinks_ignore_embeds: works
#   the stub has NodeComment.iteral: AttributeError; NodeComment.literal: works
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check comrak-ext==0.2.8 ||
    { echo "comrak-ext 0.2.8 cannot be installed here, so nothing was tried"; exit 2; }

"$python" - <<'PYTHON'
import ast
import sys
from pathlib import Path

import comrak
from comrak import ExtensionOptions, NodeComment, ParseOptions, RenderOptions


def outcome(action):
    try:
        action()
    except (AttributeError, TypeError) as error:
        return type(error).__name__
    return "works"


stub = ast.parse(Path(comrak.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
classes = {each.name: each.body for each in stub.body if isinstance(each, ast.ClassDef)}
declared = {
    name: {line.target.id for line in body if isinstance(line, ast.AnnAssign)} for name, body in classes.items()
}
constructor = next(line for line in classes["ExtensionOptions"] if isinstance(line, ast.FunctionDef))
keywords = {argument.arg for argument in constructor.args.args}

seen = []
settings = ((ExtensionOptions, "shortcodes", True), (ParseOptions, "smart", True), (RenderOptions, "width", 72))
for options, name, value in settings:
    seen += [name in declared[options.__name__], outcome(lambda: setattr(options(), name, value))]
    print(f"{options.__name__}.{name} = {value}: {seen[-1]}")

seen.append(outcome(lambda: ExtensionOptions(shortcodes=True)))
print("ExtensionOptions(shortcodes=True):", seen[-1])

seen.append([name for name in ("wikilinks_ignore_embed", "wikilinks_ignore_embeds") if name in keywords])
seen.append(outcome(lambda: ExtensionOptions(wikilinks_ignore_embed=True)))
seen.append(outcome(lambda: ExtensionOptions(wikilinks_ignore_embeds=True)))
print(f"the stub has {', '.join(seen[-3])}: {seen[-2]}; wikilinks_ignore_embeds: {seen[-1]}")

comment = NodeComment("words")
seen.append(sorted(declared["NodeComment"]))
seen.append(outcome(lambda: comment.iteral))
seen.append(outcome(lambda: comment.literal))
print(f"the stub has NodeComment.{', '.join(seen[-3])}: {seen[-2]}; NodeComment.literal: {seen[-1]}")

expected = [True, "AttributeError"] * 3 + ["works"]
expected += [["wikilinks_ignore_embed"], "TypeError", "works", ["iteral"], "AttributeError", "works"]
if seen != expected:
    print("CHANGED: expected", expected, "and saw", seen)
    sys.exit(1)
PYTHON
