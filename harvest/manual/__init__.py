"""The manual: its pages, those made from code and declarations too, and what somebody looks up in it."""
