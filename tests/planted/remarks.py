"""What an author writes in a released card for nobody else: comments, and what a page does not show."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planted.cards import BODIES, FIELDS, RELEASED, plants, released
from tests.planted.plant import Plant

OBSIDIAN = {
    "inline": "Begin %% @ %% eind.",
    "inline-without-spaces": "Begin %%@%% eind.",
    "alone": "%% @ %%",
    "several-lines": "%%\n@\n%%",
    "several-paragraphs": "%%\n@\n\n@\n\n- @\n%%",
    "begun-in-a-line": "Begin %% @\n@ %% eind.",
    "two-in-a-line": "Een %% x %% twee %% @ %% drie.",
    "in-a-list": "- Een\n- Twee %% @ %%\n- Drie",
    "in-a-quote": "> Begin %% @ %% eind.",
    "several-lines-in-a-quote": "> %%\n> @\n> %%",
    "in-a-table": "| a | b |\n|---|---|\n| c | d %% @ %% |",
    "in-a-heading": "### Kop %% @ %%",
    "in-a-link": "[Zie %% @ %%](https://example.org/)",
    "in-a-title": "[Zie](https://example.org/ '%% @ %%')",
    "in-a-note": "Begin.[^a]\n\n[^a]: Noot %% @ %%",
    "with-a-link": "%% zie [[Basispatroon|@]] %%",
    "with-a-tag": "%% <b>@</b> %%",
    "in-strong": "**Begin %% @ %% eind**",
    "not-closed": "Begin.\n\n%%\n@\n",
}
COMMENTS = {
    "inline": "Begin <!-- @ --> eind.",
    "block": "<!-- @ -->",
    "several-lines": "<!--\n@\n\n@\n-->",
    "in-a-list": "- Een <!-- @ -->\n- Twee",
    "in-a-quote": "> Begin <!-- @ --> eind.",
    "in-a-heading": "### Kop <!-- @ -->",
    "in-a-table": "| a | b |\n|---|---|\n| c | d <!-- @ --> |",
    "in-a-note": "Begin.[^a]\n\n[^a]: Noot <!-- @ -->",
    "in-a-link": "[Zie <!-- @ -->](https://example.org/)",
    "with-a-link": "<!-- zie [[Basispatroon|@]] -->",
    "with-a-dash": "<!-- - @ -- x -->",
    "not-closed": "Begin.\n\n<!-- @\n",
    "instruction": "<?maker @ ?>",
    "declaration": "<!MAKER @>",
    "unparsed-part": "<![CDATA[@]]>",
    "unused-note": "Begin.\n\n[^weg]: @",
    "unused-reference": "Begin.\n\n[weg]: https://example.org/ '@'",
    "address-of-an-unused-reference": "Begin.\n\n[weg]: https://example.org/@",
    "reference-as-a-remark": "Begin.\n\n[//]: # (@)",
    "title-of-a-fence": "```text @\nwoorden\n```",
    "front-matter-again": "Begin.\n\n---\nmaker: x\n# <!-- @ -->\n---",
}
HIDDEN = {
    "attribute": "Begin <span hidden>@</span> eind.",
    "attribute-with-value": 'Begin <span hidden="until-found">@</span> eind.',
    "block": "<div hidden>\n\n@\n\n</div>",
    "not-displayed": 'Begin <span style="display:none">@</span> eind.',
    "not-displayed-in-capitals": 'Begin <SPAN STYLE="DISPLAY : NONE !important">@</SPAN> eind.',
    "block-not-displayed": '<div style="display: none">\n\n@\n\n</div>',
    "not-visible": 'Begin <span style="visibility:hidden">@</span> eind.',
    "see-through": 'Begin <span style="opacity:0">@</span> eind.',
    "of-no-size": 'Begin <span style="font-size:0">@</span> eind.',
    "transparent": 'Begin <span style="color:transparent">@</span> eind.',
    "off-the-page": 'Begin <span style="position:absolute;left:-9999px">@</span> eind.',
    "in-a-hidden-list": "<ul hidden>\n<li>@</li>\n</ul>",
    "in-a-hidden-row": "<table><tr hidden><td>@</td></tr></table>",
    "template": "<template>@</template>",
    "block-template": "<template>\n\n@\n\n</template>",
    "without-scripts": "<noscript>@</noscript>",
    "script": '<script type="text/plain">@</script>',
    "style": "<style>\n/* @ */\n</style>",
    "title": "<title>@</title>",
    "form": "Begin <input type=hidden value=@> eind.",
    "words-in-a-form": "<textarea>@</textarea>",
    "choices": "<datalist><option>@</option></datalist>",
    "dialogue": "<dialog>\n\n@\n\n</dialog>",
    "frame": "<iframe>@</iframe>",
    "film": "<video>@</video>",
    "object": "<object data=x>@</object>",
    "drawing": "<svg><desc>@</desc></svg>",
    "formula": '<math><annotation encoding="x">@</annotation></math>',
    "attribute-of-data": 'Begin <span data-note="@">midden</span> eind.',
    "class": 'Begin <span class="@">midden</span> eind.',
    "id": 'Begin <span id="@">midden</span> eind.',
    "attribute-of-no-meaning": "Begin <b maker=@>midden</b> eind.",
}
HEADINGS = {
    "words-below": "## Notities\n\n@\n",
    "heading": "## @\n\nIets.\n",
    "list-below": "## Voor onszelf\n\n- @\n",
    "empty-heading": "## Notities @\n",
    "closed-heading": "## Notities ##\n\n@\n",
    "underlined-heading": "Notities\n--------\n\n@\n",
    "heading-above-all": "# Notities\n\n@\n",
    "smaller-below": "## Notities\n\n### Deel\n\n@\n",
}


def every(numbers: Iterator[int]) -> Iterator[Plant]:
    for group, ways in (("obsidian", OBSIDIAN), ("comment", COMMENTS), ("hidden", HIDDEN)):
        yield from plants(
            {way: {"lessen/#.md": released(body=f"{text}\n")} for way, text in ways.items()}, numbers, group
        )
    above = f"---\ntitel: Vrij #\n{RELEASED}{FIELDS['patronen']}---\n\n"
    yield from plants(
        {
            way: {"patronen/#.md": f"{above}{BODIES['patronen'].replace('@', 'Iets')}\n{text}"}
            for way, text in HEADINGS.items()
        },
        numbers,
        "unknown-part",
    )
    page = {"lessen/#.md": released(above="in één zin: 'Zo <!-- @ --> is het'\n")}
    yield from plants({"in-a-summary": page}, numbers, "comment")
    page = {"lessen/#.md": released(above="in één zin: 'Zo %% @ %% is het'\n")}
    yield from plants({"in-a-summary": page}, numbers, "obsidian")
