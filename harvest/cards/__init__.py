"""From a source and its kind to a card, and from a source to a page: values, dates, parts."""
