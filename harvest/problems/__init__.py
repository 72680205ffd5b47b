"""Describe problems by place, code and message, translate them for the reader, and report them."""
