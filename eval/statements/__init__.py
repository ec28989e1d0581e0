"""Statements: who said what, by which word, against texts marked by hand."""
