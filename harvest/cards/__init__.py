"""Read sources into cards and pages: their values, dates and parts."""
