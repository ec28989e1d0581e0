"""Work on many things, part by part, in this process or shared over several: the same files either way."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pipe, get_context
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from dayline.pipeline.processes import START, begin

Worker = TypeVar("Worker")
Thing = TypeVar("Thing")

# What a worker process works with, made when it starts.
_made: list[Any] = []


class Shared(Generic[Worker]):
    """Hands parts of work to so many processes, each with a worker that ``make`` makes there.

    With one process, or one part, ``own`` does all. Processes are started with the first work that is shared, and end
    with the ``with`` block, or with the process that they work for, killed perhaps.
    """

    def __init__(self, own: Worker, make: Callable[[], Worker], *, processes: int) -> None:
        self._own, self._make, self._processes = own, make, processes
        self._pool: ProcessPoolExecutor | None = None
        self._watched, self._alive = Pipe(duplex=False)

    def __enter__(self) -> Self:
        """Return itself; nothing is started yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes: at once after an error."""
        if error is not None:
            self._alive.close()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._alive.close()
        self._watched.close()

    def over(
        self, work: Callable[[Worker, Sequence[Thing]], None], things: Sequence[Thing], part: int
    ) -> Iterator[Sequence[Thing]]:
        """Do work on things in parts of a size, and yield each part that is done, in order."""
        parts = [things[at : at + part] for at in range(0, len(things), part)]
        if self._processes < 2 or len(parts) < 2:
            for each in parts:
                work(self._own, each)
                yield each
            return
        if self._pool is None:
            initial = (dict(os.environ), self._watched, self._make)
            self._pool = ProcessPoolExecutor(
                self._processes, get_context(START), initializer=_start, initargs=initial
            )
        done = [self._pool.submit(_do, work, each) for each in parts]
        for each, future in zip(parts, done, strict=True):
            future.result()
            yield each


def _start(environment: dict[str, str], watched: Any, make: Callable[[], Any]) -> None:
    begin(environment, watched)
    _made[:] = [make()]


def _do(work: Callable[[Any, Any], None], part: Any) -> None:
    work(_made[0], part)
