"""Work on many things, part by part, in this process or shared over several: the same files either way."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from dayline.pipeline.processes import Helpers, begin

Worker = TypeVar("Worker")
Thing = TypeVar("Thing")

# What a worker process works with, made when it starts.
_made: list[Any] = []


class Shared(Helpers, Generic[Worker]):
    """Hands parts of work to so many processes, each with a worker that ``make`` makes there.

    With one process, or one part, ``own`` does all. Processes are started with the first work that is shared.
    """

    def __init__(self, own: Worker, make: Callable[[], Worker], *, processes: int) -> None:
        super().__init__(processes)
        self._own, self._make = own, make

    def over(
        self, work: Callable[[Worker, Sequence[Thing]], None], things: Sequence[Thing], part: int
    ) -> Iterator[Sequence[Thing]]:
        """Do work on things in parts of a size, and yield each part that is done, in order."""
        parts = [things[at : at + part] for at in range(0, len(things), part)]
        if self.processes < 2 or len(parts) < 2:
            for each in parts:
                work(self._own, each)
                yield each
            return
        pool = self.started(_start, self._make)
        done = [pool.submit(_do, work, each) for each in parts]
        for each, future in zip(parts, done, strict=True):
            future.result()
            yield each


def _start(environment: dict[str, str], watched: Any, make: Callable[[], Any]) -> None:
    begin(environment, watched)
    _made[:] = [make()]


def _do(work: Callable[[Any, Any], None], part: Any) -> None:
    work(_made[0], part)
