"""What can go wrong, as one tree.

    DaylineError
    ├── ConfigError       the crisis file is wrong: path, line, what to write instead
    ├── SpanError         a span that does not belong to the document, or lies outside it
    ├── RecordError       a record whose invariants do not hold
    ├── InputError        a file that cannot be read at all: path, reason
    ├── ArchiveError      the archive is missing, locked, newer than this program, or damaged
    ├── DeliveryError     a mail server that cannot be reached, or does not let the sender in
    └── DayError          a day that the crisis does not have, or that is not ready for what is asked

A bad *item* is no exception but a ``Rejected`` record: it never costs the rest of the run.
"""


class DaylineError(Exception):
    """Base of every error that dayline raises on purpose; its text is one line for a person."""


class ConfigError(DaylineError):
    """Say which line of the crisis file is wrong, and what to write instead.

    ``path`` and ``line`` (1-based, or None where no line can be named) locate it; ``advice`` may be empty.
    """

    def __init__(self, reason: str, *, path: str = "", line: int | None = None, advice: str = "") -> None:
        self.reason, self.path, self.line, self.advice = reason, path, line, advice
        where = ":".join(str(part) for part in (path, line) if part not in ("", None))
        super().__init__((f"{where}: " if where else "") + reason + (f" ({advice})" if advice else ""))


class SpanError(DaylineError):
    """A span was asked of a document that it does not belong to, or reaches past its end."""


class RecordError(DaylineError, ValueError):
    """A record was built that cannot be: the message names the record and the broken rule."""


class InputError(DaylineError):
    """A file cannot be read at all; ``path`` and ``reason`` say which and why."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        """Tell how to make it again where it comes from a worker process."""
        return type(self), (self.path, self.reason)


class ArchiveError(DaylineError):
    """The archive is missing, locked, newer than this program, or damaged."""


class DeliveryError(DaylineError):
    """A mail server cannot be reached, breaks off, or does not let the sender in."""


class DayError(DaylineError):
    """The crisis has no such day, or it is not ready: before day 1, while the counter was paused, open, not built."""
