"""The booklet: compose (views → one HTML document), then lay out (HTML → PDF)."""
