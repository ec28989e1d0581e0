"""How a run tells what it has done."""

from collections.abc import Callable

# the stage, and how many more of what it makes are done
Progress = Callable[[str, int], None]


def silent(stage: str, count: int) -> None:
    """Show no progress."""
