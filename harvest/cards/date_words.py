"""Know the names of months and seasons in Dutch and English."""

from __future__ import annotations

from harvest.cards.dates import Season

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb febr",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
SEASONS: dict[str, Season] = {
    **dict.fromkeys(("voorjaar", "lente", "spring"), "spring"),
    **dict.fromkeys(("zomer", "summer"), "summer"),
    **dict.fromkeys(("najaar", "herfst", "autumn", "fall"), "autumn"),
    "winter": "winter",
}
