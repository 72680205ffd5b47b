#!/usr/bin/env bash
# Who imports WeasyPrint 70.0 changes what Pillow does in the whole process: from then on Pillow shows half of a picture
# that breaks off, and raises nothing. A program that decodes a picture to know whether it is whole no longer learns it,
# depending on whether something else was imported before.
#
# Seen with Pillow 13.0.0 and WeasyPrint 70.0: `ImageFile.LOAD_TRUNCATED_IMAGES` is False before the import and True
# after it. A whole picture gives the same before and after; of a picture whose end is missing `load()` raises `OSError`
# before, and succeeds after. Around a reading that must be whole, set the switch to False and put it back.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pillow==13.0.0 weasyprint==70.0

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from io import BytesIO

from PIL import Image, ImageFile

file = BytesIO()
Image.effect_noise((64, 64), 80).save(file, "JPEG")
whole = file.getvalue()


def outcome(content: bytes) -> str:
    with Image.open(BytesIO(content)) as picture:
        try:
            picture.load()
        except OSError as error:
            return f"OSError: {error}".split(" (")[0]
        return "loaded"


def seen() -> tuple[bool, str, str]:
    return ImageFile.LOAD_TRUNCATED_IMAGES, outcome(whole), outcome(whole[: len(whole) // 2])


before = seen()
import weasyprint  # noqa: E402, F401

after = seen()
print("Pillow", version("pillow"), "WeasyPrint", version("weasyprint"))
print("before:", *before)
print("after: ", *after)
assert before == (False, "loaded", "OSError: image file is truncated"), before
assert after == (True, "loaded", "loaded"), after
print("as described")
PYTHON
