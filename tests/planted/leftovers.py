"""Files that have no business in a publication, or of which nobody can say what is in them."""

from __future__ import annotations

from tests.planted.documents import CORE, letter, packed
from tests.planted.photographs import commented
from tests.planted.plant import Made

LINKED: dict[str, Made] = {
    "names-in.zip": lambda word: packed({f"{word}.txt": "x"}),
    "words-in.zip": lambda word: packed({"a.txt": f"Zo heet zij: {word}"}),
    "comment-of.zip": lambda word: packed({"a.txt": "x"}, word),
    "tags-of.mp3": lambda word: (
        b"ID3\3\0\0\0\0\0\x1fTPE1\0\0\0\x15\0\0\0" + word.encode() + bytes(20) + b"\xff\xfb\x90\0"
    ),
    "tags-of.mp4": lambda word: (
        b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\0\x20udta\0\0\0\x18\xa9ART" + word.encode() + bytes(8)
    ),
    "tags-of.m4a": lambda word: b"\0\0\0\x14ftypM4A \0\0\0\0M4A " + word.encode(),
    "tags-of.wav": lambda word: b"RIFF\x40\0\0\0WAVELIST\x20\0\0\0INFOIART" + word.encode(),
    "table.tsv": lambda word: f"naam\tplaats\n{word}\tLeiden\n",
    "notes.txt": lambda word: f"Zo heet zij: {word}\n",
    "settings.json": lambda word: f'{{"maker": "{word}"}}\n',
    "settings.yml": lambda word: f"maker: {word}\n",
    "settings.xml": lambda word: f"<maker>{word}</maker>\n",
    "letter.eml": lambda word: f"From: {word} <a@example.org>\nSubject: verslag\n\nDag.\n",
    "meeting.ics": lambda word: f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN={word}:mailto:a@example.org\nEND:VEVENT\n",
    "person.vcf": lambda word: f"BEGIN:VCARD\nFN:{word}\nEND:VCARD\n",
    "page.html": lambda word: f"<html><head><meta name=author content={word}></head></html>\n",
    "page.htm": lambda word: f"<!-- {word} -->\n",
    "page.mhtml": lambda word: f"From: {word}\nContent-Type: multipart/related\n\n",
    "letter.rtf": lambda word: f"{{\\rtf1{{\\info{{\\author {word}}}}}Verslag.}}",
    "letter.doc": lambda word: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + word.encode("utf-16-le"),
    "macros.docm": letter(docProps__core=CORE.format("<dc:creator>@</dc:creator>")),
    "slides.pptx": lambda word: packed({"ppt/notesSlides/notesSlide1.xml": f"<p:notes>{word}</p:notes>"}),
    "slides.key": lambda word: packed({"Index/Document.iwa": word}),
    "book.epub": lambda word: packed({"content.opf": f"<dc:creator>{word}</dc:creator>"}),
    "data.sqlite": lambda word: b"SQLite format 3\0" + bytes(80) + word.encode(),
    "program.py": lambda word: f"# {word}\n",
    "program.js": lambda word: f"// {word}\n",
    "look.css": lambda word: f"/* {word} */\n",
    "without-ending.": lambda word: f"{word}\n",
    "letter.PDF.bak": lambda word: f"%PDF-1.4 {word}\n",
    "typeface.woff2": lambda word: b"wOF2" + bytes(44) + word.encode(),
    "link-of.url": lambda word: f"[InternetShortcut]\nURL=file:///home/{word}\n",
    "place-of.gpx": lambda word: f"<gpx><name>{word}</name></gpx>\n",
    "signed.p7m": lambda word: word.encode("utf-16-le"),
}
"""To which a card leads. A `.csv` is not among them: it shows all that it holds to whoever opens it."""

LYING: dict[str, Made] = {
    "bestanden/.DS_Store": lambda word: b"\0\0\0\1Bud1" + word.encode("utf-16-be"),
    "lessen/.DS_Store": lambda word: b"\0\0\0\1Bud1" + word.encode("utf-16-be"),
    "bestanden/Thumbs.db": lambda word: b"\xd0\xcf\x11\xe0" + bytes(500) + word.encode("utf-16-le"),
    "bestanden/desktop.ini": lambda word: f"[.ShellClassInfo]\nInfoTip={word}\n",
    "lessen/kaart.md~": lambda word: f"---\ntitel: {word}\nstatus: vrijgegeven\n---\n",
    "lessen/kaart.md.bak": lambda word: f"---\ntitel: {word}\nstatus: vrijgegeven\n---\n",
    "lessen/kaart.md.orig": lambda word: f"---\ntitel: {word}\nstatus: vrijgegeven\n---\n",
    "lessen/.kaart.md.swp": lambda word: b"b0VIM 9.0" + bytes(90) + word.encode(),
    "lessen/#kaart.md#": lambda word: f"---\ntitel: {word}\n---\n",
    "lessen/~$verslag.docx": lambda word: bytes(54) + word.encode("utf-16-le"),
    "lessen/.~lock.verslag.odt#": lambda word: f",{word},,;\n",
    "lessen/verslag.docx": letter(docProps__core=CORE.format("<dc:creator>@</dc:creator>")),
    "lessen/._foto.jpg": lambda word: b"\0\5\x16\7" + bytes(40) + word.encode(),
    "bestanden/los.jpg": commented,
    "bestanden/los.svg": lambda word: f"<svg xmlns='http://www.w3.org/2000/svg'><title>{word}</title></svg>",
    "bestanden/namen.csv": lambda word: f"{word};1\n",
    ".obsidian/workspace.json": lambda word: f'{{"lastOpenFiles": ["{word}.md"]}}\n',
    ".git/config": lambda word: f"[user]\n\tname = {word}\n",
    ".trash/weg.md": lambda word: f"---\ntitel: {word}\nstatus: vrijgegeven\n---\n\n{word}\n",
    "lessen/.verborgen.md": lambda word: f"---\ntitel: {word}\nstatus: vrijgegeven\n---\n\n{word}\n",
    ".sync-conflict-kaart.txt": lambda word: word,
    "CNAME": lambda word: f"{word}.example.org\n",
    "robots.txt": lambda word: f"# {word}\n",
    "lessen/tekening.excalidraw": lambda word: f'{{"text": "{word}"}}\n',
    "lessen/bord.canvas": lambda word: f'{{"nodes": [{{"text": "{word}"}}]}}\n',
}
"""By path below the content folder: what programs and people leave lying there, named by no card."""

NAMED = ("bestanden/.DS_Store", "bestanden/Thumbs.db", "bestanden/desktop.ini", "lessen/kaart.md~", "lessen/._foto.jpg")
"""Of these, what a card leads to as well."""
