"""Write the figures as one table of text."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from bench.measure import Measure

HEAD = f"{'':38}{'cards':>7}{'median':>10}{'spread':>18}{'cpu':>10}{'peak':>10}{'growth':>17}{'ratio':>8}"


def table(parts: Mapping[str, Sequence[Measure]]) -> str:
    """Return the table, with a line for each measure.

    Its columns: median and spread of the rounds; processor seconds, which a busy machine changes less; the highest peak
    of memory; the growth of the seconds, and of the cards, since the size before; the ratio of its seconds to those of
    the yardstick at that size.
    """
    lines = [HEAD]
    for part, measures in parts.items():
        lines += ["", part]
        for name in dict.fromkeys(measure.name for measure in measures):
            same = sorted((m for m in measures if m.name == name), key=lambda m: m.cards)
            before: Measure | None = None
            for measure in same:
                label = "" if before else name
                lines.append(_line(label, measure, before, measures))
                before = measure
    return "\n".join(line.rstrip() for line in lines)


def _line(label: str, measure: Measure, before: Measure | None, all_of_them: Sequence[Measure]) -> str:
    start = f"  {label:36}{measure.cards:>7,}"
    if not measure.seconds:
        return f"{start}   {measure.why or 'not run'}"
    growth = ""
    if before and before.seconds:
        growth = f"{measure.median / before.median:.1f}× for {measure.cards / before.cards:g}×"
    against = next((m for m in all_of_them if m.yardstick and m.cards == measure.cards and m.seconds), None)
    median = f"{measure.median:8.3f}" if measure.tells else f"{measure.median:8.2f}"
    return (
        f"{start}{median} s{min(measure.seconds):9.2f}-{max(measure.seconds):.2f} s"
        f"{statistics.median(measure.worked):8.2f} s{max(measure.peaks) / 1e6:7.0f} MB{growth:>17}"
        + (f"{measure.median / against.median:7.2f}×" if against else "")
        + (f"   then {measure.why}" if measure.why else "")
    )
