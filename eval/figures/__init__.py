"""Figures: counted numbers as data, against sentences marked by hand."""
