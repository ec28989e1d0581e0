"""Processes that work for this one: how they are started, and that they end with it."""

import os
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import Pipe, get_context, resource_tracker
from threading import Thread
from types import TracebackType
from typing import Protocol, Self

# A server that has loaded the tools forks workers in no time, and they share its memory; only Linux forks safely.
START = "forkserver" if sys.platform == "linux" else "spawn"


class End(Protocol):
    """The end of a pipe that is read."""

    def recv(self) -> object:
        """Wait for what was sent; raise EOFError where the other end is closed."""


def quiet_when_killed() -> None:
    """Start Python's keeper of shared things, which warns of what a killed program left while it takes that away."""
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = "ignore:resource_tracker"
    try:
        resource_tracker.ensure_running()
    finally:
        del os.environ["PYTHONWARNINGS"]
        if before is not None:
            os.environ["PYTHONWARNINGS"] = before


def begin(environment: Mapping[str, str], watched: End) -> None:
    """Make this a worker: in the environment of the process that it works for, and never longer than that wants it.

    An interruption from the keyboard is for that process to answer.
    """
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: End) -> None:
    """Wait until the other end of a pipe is closed, as it is when its process ends, killed perhaps; then end."""
    with suppress(EOFError, OSError):
        watched.recv()
    os._exit(1)


class Helpers:
    """So many processes, started where there is work for them, ended with the ``with`` block, or with this process."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self.pool: ProcessPoolExecutor | None = None
        # nothing is ever sent: helpers end where the end that this process holds is closed, or dies with it
        self._watched, self._alive = Pipe(duplex=False)

    def __enter__(self) -> Self:
        """Return itself; nothing is started yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes: at once after an error, whatever they are at."""
        if error is not None:
            self._alive.close()
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
        self._alive.close()
        self._watched.close()

    def started(self, initial: Callable[..., None] = begin, *given: object) -> ProcessPoolExecutor:
        """Return the processes, started with the first call: each begins with ``initial``, which calls ``begin``."""
        if self.pool is None:
            arguments = (dict(os.environ), self._watched, *given)
            self.pool = ProcessPoolExecutor(
                self.processes, get_context(START), initializer=initial, initargs=arguments
            )
        return self.pool
