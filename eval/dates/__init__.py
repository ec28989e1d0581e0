"""Dates: TIMEX3 expressions and their values, against sentences marked by hand."""
