"""What tests plant in a publication: words that must not go out, and code that must not run."""
