"""One run at a time: a lock that the system itself lets go when its holder ends, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dayline.errors import InputError


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock on a file, which is made where it is missing and stays; raise InputError where another run has it."""
    try:
        stream = path.open("a+b")
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be written") from error
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InputError(str(path), "another run is under way for this crisis") from error
        yield
