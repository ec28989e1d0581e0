"""The command line: parse, one library call, print."""

from dayline.cli.app import main

__all__ = ["main"]
