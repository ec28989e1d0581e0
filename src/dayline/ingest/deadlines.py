"""One deadline for a whole request, whatever it waits for."""

import time


class Deadline:
    """The moment at which a request must have ended."""

    def __init__(self, seconds: float) -> None:
        """Set it so many seconds from now."""
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Return the seconds left, never quite none, since that would mean no limit at all to a socket."""
        return max(self._end - time.monotonic(), 0.001)

    @property
    def is_over(self) -> bool:
        """Tell whether the moment has come."""
        return time.monotonic() >= self._end
