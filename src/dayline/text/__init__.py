"""Helpers on plain text that several stages share; pure, and knowing nothing of the stages."""
