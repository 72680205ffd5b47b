"""Make the booklet: compose the views into one HTML document, then lay it out as PDF."""
