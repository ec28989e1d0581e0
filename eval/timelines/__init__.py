"""Timelines: dates and what happened on each, against timelines that people wrote."""
