"""Texts that would run something, ask something of another host, or put up a form, if they were passed on as they are.

All of them are of kinds that anybody can read about; the list is there to try our own publication with. «@» stands
for the word by which it is seen that one did something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.planted.cards import RELEASED
from tests.planted.plant import Plant, lesson

RUN = "top.@=@=1"
HOST = "https://elders.example/@"
IMAGE = f"<img src=x onerror={RUN}>"
SCRIPT = f"<script>{RUN};document.title='@'</script>"
HTML: Mapping[str, str] = {
    "script": SCRIPT,
    "script-in-a-line": f"Begin {SCRIPT} eind.",
    "script-in-capitals": SCRIPT.replace("script", "ScRiPt"),
    "script-with-a-space": SCRIPT.replace("<script>", "<script >"),
    "script-over-lines": f"<script\n>{RUN}</script\n>",
    "script-of-another-host": f"<script src={HOST}.js></script>",
    "module": f"<script type=module>{RUN}</script>",
    "picture": IMAGE,
    "picture-in-a-line": f"Begin {IMAGE} eind.",
    "picture-without-spaces": f"<img/src=x/onerror={RUN}>",
    "picture-with-quotes": f"<IMG SRC=\"x\" OnError='{RUN}'>",
    "picture-of-another-host": f"<img src={HOST}.png alt=x>",
    "picture-set": f"<img srcset='{HOST}.png 1x' alt=x>",
    "picture-with-sources": f"<picture><source srcset={HOST}.png><img alt=x></picture>",
    "drawing": f"<svg onload={RUN}></svg>",
    "drawing-with-a-script": f"<svg><script>{RUN}</script></svg>",
    "drawing-that-moves": f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    "drawing-with-a-link": f"<svg><a xlink:href=javascript:{RUN}><text y=9>x</text></a></svg>",
    "formula": f"<math href=javascript:{RUN}>x</math>",
    "body": f"<body onload={RUN}>",
    "frame": f"<iframe src=javascript:{RUN}></iframe>",
    "frame-of-another-host": f"<iframe src={HOST}></iframe>",
    "frame-with-a-page": f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    "frames": f"<frameset><frame src=javascript:{RUN}></frameset>",
    "object": f"<object data=javascript:{RUN}></object>",
    "object-of-another-host": f"<object data={HOST}></object>",
    "embedded": f"<embed src=javascript:{RUN}>",
    "film": f"<video><source onerror={RUN}></video>",
    "film-of-another-host": f"<video src={HOST}.mp4 autoplay></video>",
    "sound": f"<audio src=x onerror={RUN}></audio>",
    "details": f"<details open ontoggle={RUN}>x</details>",
    "marquee": f"<marquee onstart={RUN}>x</marquee>",
    "on-a-click": f"<b onclick={RUN}>klik</b>",
    "on-a-pointer": f"<b onmouseover={RUN}>hier</b>",
    "on-focus": f"<b tabindex=1 id=x@ onfocus={RUN} autofocus>hier</b>",
    "on-a-movement": f"<b style='animation:x 1s' onanimationstart={RUN}>hier</b>",
    "link": f"<a href=javascript:{RUN}>klik</a>",
    "link-in-capitals": f"<a href=JaVaScRiPt:{RUN}>klik</a>",
    "link-with-references": f"<a href='&#106;avascript:{RUN}'>klik</a>",
    "link-with-a-tab": f"<a href='java&#9;script:{RUN}'>klik</a>",
    "link-with-a-space": f"<a href=' javascript:{RUN}'>klik</a>",
    "link-to-a-page-in-itself": f"<a href='data:text/html,<script>{RUN}</script>'>klik</a>",
    "link-of-old": f"<a href=vbscript:{RUN}>klik</a>",
    "link-that-tells": f"<a href=https://example.org/ ping={HOST}>klik</a>",
    "form": f"<form action={HOST}><input name=@><button>Verstuur</button></form>",
    "form-that-runs": f"<form action=javascript:{RUN}><input type=submit name=@></form>",
    "button": f"<button formaction=javascript:{RUN} name=@>klik</button>",
    "field": f"<input name=@ onfocus={RUN} autofocus>",
    "picture-field": f"<input type=image name=@ src={HOST}.png>",
    "refreshed": f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "refreshed-elsewhere": f"<meta http-equiv=refresh content='0;url={HOST}'>",
    "base": f"<base href={HOST}/>",
    "style-sheet": f"<link rel=stylesheet href={HOST}.css>",
    "fetched-before": f"<link rel=prefetch href={HOST}.html>",
    "style": f"<style>@import url({HOST}.css);</style>".replace("@import", "&import"),
    "style-attribute": f"<b style='background:url({HOST}.png)'>x</b>",
    "background": f"<table background={HOST}.png><tr><td>x</td></tr></table>",
    "template": f"<template>{SCRIPT}</template>",
    "in-a-list": f"- een\n- {IMAGE}",
    "in-a-quote": f"> {IMAGE}",
    "in-a-table": f"| a | b |\n|---|---|\n| c | {IMAGE} |",
    "in-a-heading": f"### Kop {IMAGE}",
    "in-a-note": f"Begin.[^@]\n\n[^@]: {IMAGE}",
    "in-a-comment": f"Begin <!-- --> {SCRIPT} <!-- --> eind.",
    "in-strong": f"**{IMAGE}**",
}
MARKDOWN: Mapping[str, str] = {
    "link": f"[klik](javascript:{RUN})",
    "link-in-capitals": f"[klik](JAVASCRIPT:{RUN})",
    "link-with-references": f"[klik](java&#115;cript:{RUN})",
    "link-between-signs": f"[klik](<javascript:{RUN}>)",
    "link-to-a-page-in-itself": f"[klik](data:text/html,@{RUN})",
    "link-of-old": f"[klik](vbscript:{RUN})",
    "link-by-itself": f"<javascript:{RUN}>",
    "link-to-a-disk": "[klik](file:///etc/@)",
    "link-by-reference": f"[klik][@]\n\n[@]: javascript:{RUN}",
    "title-of-a-link": f"[klik](https://example.org/ '\"onmouseover=\"{RUN}')",
    "text-of-a-link": f"[{IMAGE}](https://example.org/)",
    "address-with-quotes": f'[klik](https://example.org/"onmouseover="{RUN})',
    "picture": f"![Een plein](javascript:{RUN})",
    "picture-of-another-host": f"![Een plein]({HOST}.png)",
    "alternative-text": f'![" onerror="{RUN}](../beelden/basis.svg)',
    "alternative-text-of-html": f"![x'>{IMAGE}](../beelden/basis.svg)",
    "title-of-a-picture": f"![Een plein](../beelden/basis.svg '\" onload=\"{RUN}')",
    "fence": f"```\n{SCRIPT}\n```",
    "language-of-a-fence": f'```"><{IMAGE[1:]}\nwoorden\n```',
    "attributes-of-a-fence": f"``` {{.python onclick={RUN}}}\nwoorden\n```",
    "code": f"Zo: `{IMAGE}`",
    "label-of-a-note": f'Begin.[^"onclick={RUN}]\n\n[^"onclick={RUN}]: Noot.',
    "anchor-of-a-heading": f'### Kop {{#"onclick={RUN} }}',
    "attributes": f'Begin *hier*{{: onclick="{RUN}" }} eind.',
    "words-of-a-wiki-link": f"[[Basispatroon|{IMAGE}]]",
    "target-of-a-wiki-link": f"[[javascript:{RUN}]]",
    "diagram": f'```mermaid\ngraph TD; A; click A "javascript:{RUN}"\n```',
    "formula": f"$\\href{{javascript:{RUN}}}{{x}}$",
    "admonition": f'!!! note "{IMAGE}"\n    Woorden.',
    "abbreviation": f'*[Begin]: "onclick="{RUN}\n\nBegin.',
    "footnote-as-a-link": f"^[klik](javascript:{RUN})",
}
ALONE: Mapping[str, str] = {
    "end-of-a-title": f"</title>{SCRIPT}",
    "end-of-a-text-field": f"<textarea></textarea>{SCRIPT}",
    "not-closed": f"<img src=x onerror={RUN} ",
    "script-not-closed": f"<script>{RUN}",
    "plain-text": f"<plaintext>{SCRIPT}",
}
"""What may take the rest of the text with it, so that it has a card of its own."""

ABOVE: Mapping[str, str] = {
    "summary": f"in één zin: '{IMAGE}'",
    "tag": f"trefwoorden: ['\"><{IMAGE[1:]}']",
    "alias": f"ook bekend als: '{IMAGE}'",
    "unknown": f"'\"><{IMAGE[1:]}': x",
    "silence": f"niet melden: {{no-instance: '{IMAGE}'}}",
}
TITLES = (f"'{IMAGE}'", f"'\"><{IMAGE[1:]}'", f"'</title><script>{RUN}</script>'")
PATTERN = (
    "## Probleem\n\nIets.\n\n## Daarom\n\nDoe iets.\n\n## Context\n\nAltijd.\n\n## Wat eraan trekt\n\n- een\n- twee\n"
)
PATTERN += "\n## Wat het oplevert en kost\n\n**Levert op:** iets.\n\n**Kost:** iets.\n"
CARDS: Mapping[str, tuple[str, str, str]] = {
    "address-of-a-source": ("bronnen", f"url: 'javascript:{RUN}'", "Iets."),
    "page-as-address-of-a-source": ("bronnen", f"url: 'data:text/html,@{RUN}'", "Iets."),
    "quotes-in-an-address": ("bronnen", f"url: 'https://example.org/\"onclick=\"{RUN}'", "Iets."),
    "writer-of-a-source": ("bronnen", f"auteurs: '{IMAGE}'", "Iets."),
    "publisher-of-a-source": ("bronnen", f"uitgever: '{IMAGE}'", "Iets."),
    "place-of-a-case": ("casussen", f"soort: eigen\nplaats: '{IMAGE}'", "## Gebeurtenissen\n\nIets."),
    "method-of-a-meeting": (
        "bijeenkomsten",
        f"datum: 2012-04-03\nsoort: bijeenkomst\nwerkvormen: '{IMAGE}'",
        "Iets.",
    ),
    "handed-over-to": (
        "vragen",
        f"niveau: individueel\nvraag is: overgedragen\novergedragen aan: '{IMAGE}'",
        "Iets.",
    ),
    "where-it-is-seen": (
        "resultaten",
        f"waarde: direct\nten goede aan: werkveld\nberust op: Basisles\nin de hand-out: ja\nwaar te zien: '{IMAGE}'",
        "Iets.",
    ),
    "who-said-it": ("tegels", f"soort: citaat\ntoestemming: ja\ngezegd door: '{IMAGE}'", "Iets."),
    "picture-of-a-pattern": ("patronen", f"hoe zeker: vermoeden\nbeeld: {HOST}.png\nalt: Een plein", PATTERN),
    "words-with-a-picture": (
        "patronen",
        f"hoe zeker: vermoeden\nbeeld: ../beelden/basis.svg\nalt: '\" onerror=\"{RUN}'",
        PATTERN,
    ),
    "text-on-a-tile": ("tegels", "soort: spreuk", IMAGE),
}
NAMES: Mapping[str, str] = {
    "of-a-card": "lessen/<img src=x onerror=@=1>.md",
    "of-a-card-with-quotes": 'lessen/x" onclick="@=1.md',
    "of-a-folder": "lessen/<img src=x onerror=@=1>/index.md",
}
RECORD: Mapping[str, str] = {
    "urgency": f'urgentie: "{SCRIPT}"',
    "ambition": f"ambitie: '{IMAGE}'",
    "contact": f"contact: 'javascript:{RUN}'",
    "agreed": f"afgesproken: '<a href=javascript:{RUN}>klik</a>'",
    "edition": f"uitgave: '{IMAGE}'",
    "licence": f"licentie: '{IMAGE}'",
    "asked": f"gevraagd: [{{van: '{IMAGE}', wat: '{IMAGE}', wanneer: '{IMAGE}'}}]",
    "role": f"rollen: {{'{IMAGE}': '{IMAGE}'}}",
}


def every(numbers: Iterator[int]) -> Iterator[Plant]:
    """One plant for each text: those of a line or two share cards, the others have one of their own."""

    def planted(
        name: str, *, shown: str = "", settings: str = "", files: Mapping[str, str] | None = None
    ) -> Iterator[Plant]:
        number = next(numbers)
        word = f"ran_{number}"
        placed = {path.replace("@", word): text.replace("@", word) for path, text in (files or {}).items()}
        numbered = {path.replace("i#", f"i{number}"): text.replace("i#", f"i{number}") for path, text in placed.items()}
        yield Plant(
            name,
            word,
            numbered,
            shown=shown.replace("@", word).replace("&import", "@import"),
            settings=settings.replace("@", word),
        )

    for group, texts in (("html", HTML), ("markdown", MARKDOWN)):
        for way, text in texts.items():
            yield from planted(f"{group}-{way}", shown=text)
    for way, text in ALONE.items():
        yield from planted(f"alone-{way}", files={"content/lessen/i#.md": lesson("Alleen i#", text)})
    for way, line in ABOVE.items():
        text = lesson("Boven i#", "Iets.", above=f"{line}\n")
        yield from planted(f"above-{way}", files={"content/lessen/i#.md": text})
    for number, title in enumerate(TITLES):
        yield from planted(f"title-{number}", files={"content/lessen/i#.md": lesson(title, "Iets.")})
    reason = lesson("Reden i#", "Iets.").replace("niet getoetst: om te proberen", f"niet getoetst: '{IMAGE}'")
    yield from planted("above-reason", files={"content/lessen/i#.md": reason})
    for way, (folder, above, body) in CARDS.items():
        text = f"---\ntitel: Kaart i#\n{RELEASED}{above}\n---\n\n{body}\n"
        yield from planted(f"card-{way}", files={f"content/{folder}/i#.md": text})
    for way, path in NAMES.items():
        yield from planted(f"name-{way}", files={f"content/{path}": lesson("Naam i#", "Iets.")})
    page = f"---\ntitel: '{IMAGE}'\n---\n\nIets.\n"
    yield from planted("title-of-a-page", files={"content/i#.md": page})
    for way, line in RECORD.items():
        yield from planted(f"record-{way}", settings=line)
