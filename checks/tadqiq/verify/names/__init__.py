"""Gather the spellings of names over articles, and say which of them are one name."""
