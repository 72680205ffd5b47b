#!/usr/bin/env bash
# Pillow 13.0.0 (libavif 1.4.2 inside): what was cropped off an AVIF picture is read and saved again
#
# A program that crops an AVIF or HEIF picture need not take pixels away: it can write a clean aperture (`clap`), which
# says what part is to be shown, and mark it as essential. Pillow gives the whole picture, at its whole size, and says
# nothing of the crop, in `info` or elsewhere. Saved again, the picture has no crop any more, so whoever sees it sees
# what was cut off. It is easy to expect otherwise, since a turn (`irot`), the box next to it, is told as Orientation.
# pillow-heif, which reads the same box, gives the size of the crop.
#
# What helps: look for `clap` in the properties of the file before you open it, and refuse the picture or crop it.
#
# Output seen:
#   drawn: (128, 64), left half lime, right half red
#   as drawn: pillow-heif (128, 64), Pillow (128, 64)
#   turned, irot: Orientation 8
#   cropped to the left half, clap: pillow-heif (64, 64), Pillow (128, 64), info as before
#   saved again as PNG: (128, 64), at the right red
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check pillow==13.0.0 pillow-heif==1.8.1 ||
    { echo "Pillow 13.0.0 and pillow-heif 1.8.1 cannot be installed here, so nothing was tried"; exit 2; }

"$python" - <<'PYTHON'
import io
import struct
import sys

import pillow_heif
from PIL import Image


def number(data, at):
    return struct.unpack_from(">I", data, at)[0]


def with_property(data, kind, content):
    """Give the picture one more property, marked as essential."""
    meta, iprp, ipco, ipma = (data.index(name) - 4 for name in (b"meta", b"iprp", b"ipco", b"ipma"))
    first_place = data.index(b"iloc") + 18  # one item with one piece: where in the file its pixels begin
    added = struct.pack(">I", 8 + len(content)) + kind + content
    end_of_properties, end_of_links = ipco + number(data, ipco), ipma + number(data, ipma)
    links = data[ipma + 18]
    longer = {meta: len(added) + 1, iprp: len(added) + 1, ipco: len(added), ipma: 1, first_place: len(added) + 1}
    changed = bytearray(data)
    for at, more in longer.items():
        struct.pack_into(">I", changed, at, number(data, at) + more)
    changed[ipma + 18] = links + 1
    changed.insert(end_of_links, 0x80 | links + 1)
    changed[end_of_properties:end_of_properties] = added
    return bytes(changed)


def opened(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def by_heif(data):
    return pillow_heif.open_heif(io.BytesIO(data)).size


drawn = Image.new("RGB", (128, 64), "red")
drawn.paste("lime", (0, 0, 64, 64))
file = io.BytesIO()
drawn.save(file, "AVIF", quality=90, subsampling="4:4:4")
whole = file.getvalue()
turned = with_property(whole, b"irot", b"\x01")
# Width, height, and how far the middle of the crop lies from the middle of the picture, as fractions.
cropped = with_property(whole, b"clap", struct.pack(">8i", 64, 1, 64, 1, -32, 1, 0, 1))

print(f"drawn: {drawn.size}, left half lime, right half red")
seen = [by_heif(whole), opened(whole).size]
print("as drawn: pillow-heif {}, Pillow {}".format(*seen))
seen.append(opened(turned).getexif().get(0x0112))
print("turned, irot: Orientation", seen[-1])
seen += [by_heif(cropped), opened(cropped).size, opened(cropped).info == opened(whole).info]
as_before = "info as before" if seen[-1] else f"info {opened(cropped).info}"
print(f"cropped to the left half, clap: pillow-heif {seen[-3]}, Pillow {seen[-2]}, {as_before}")
again = io.BytesIO()
opened(cropped).save(again, "PNG")
red, green, _ = opened(again.getvalue()).convert("RGB").getpixel((opened(again.getvalue()).width - 8, 32))
seen += [opened(again.getvalue()).size, "red" if red > 200 and green < 50 else "another colour"]
print(f"saved again as PNG: {seen[-2]}, at the right {seen[-1]}")

expected = [(128, 64), (128, 64), 8, (64, 64), (128, 64), True, (128, 64), "red"]
if seen != expected:
    print("CHANGED: expected", expected, "and saw", seen)
    sys.exit(1)
PYTHON
