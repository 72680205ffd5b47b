"""Problems with a place, their words in the language of the reader, and the report of them."""
