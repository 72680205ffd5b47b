"""Print a document with WeasyPrint alone, in the peers' Python: `bare.py DOCUMENT.html BOOKLET.pdf`."""

from __future__ import annotations

import sys

import weasyprint

if __name__ == "__main__":
    weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
