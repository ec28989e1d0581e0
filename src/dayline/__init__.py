"""dayline: from a crisis's many sources to one numbered daily digest, every line traced to a saved source."""

__version__ = "0.1.0"
