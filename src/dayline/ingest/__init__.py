"""Bring in what sources publish, byte for byte as it came."""
