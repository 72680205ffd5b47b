"""Write problems as a report: for people (`text`), for a log (`lines`) and for programs (`data`, `github`, `sarif`)."""

from harvest.problems.report.data import as_json
from harvest.problems.report.lines import NAMES, as_text, counts, line, published, shown_path, totals, words_of

__all__ = ["NAMES", "as_json", "as_text", "counts", "line", "published", "shown_path", "totals", "words_of"]
