"""The text of cards and pages as HTML: what is written, made safe, with its links and notes."""
