"""Relevance: what belongs to the crisis, against what is true of the bundled sample."""
