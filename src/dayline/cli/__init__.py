"""The command line: parse, one library call, print."""

import sys

# the exit status of what was interrupted, as shells have it
INTERRUPTED = 130

__all__ = ["main"]


def main() -> None:
    """Run a command; interrupted while it still loads or reads its arguments, the program ends as it does later."""
    try:
        from dayline.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
