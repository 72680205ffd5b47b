"""Turn the text of cards and pages into safe HTML, with its links and notes."""
