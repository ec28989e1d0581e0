"""Annotation over one process or several: the same records in the same order either way."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing import forkserver
from typing import Generic, TypeVar

from dayline.annotate import annotate_many
from dayline.model.crisis import Crisis
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.pipeline.processes import START, Helpers, quiet_when_killed
from dayline.pipeline.resources import tools

# Characters of documents that a worker gets at once, some thirteen reports of 400 words: half as many cost 4 % more a
# document (the parser reads in batches), twice as many leave one worker alone for longer at the end.
PART = 32_000
# Characters that must wait before workers pay: 25 reports of 400 words take as long as a process to start.
WORTH_A_PROCESS = 60_000
LOADS_TOOLS = "dayline.pipeline.preloaded"

Thing = TypeVar("Thing")


@dataclass(slots=True)
class _Part(Generic[Thing]):
    """Documents asked for together, in the name of some thing; ``made`` once a worker has them."""

    thing: Thing
    documents: Sequence[Document]
    made: Future[list[Annotations]] | None = None


class Annotators(Helpers):
    """So many processes that annotate, started where enough is waiting, ended with the ``with`` block.

    With one process, or little to do, documents are annotated in this one.
    """

    def __init__(self, crisis: Crisis | None = None, *, processes: int = 1) -> None:
        super().__init__(processes)
        self._crisis = crisis
        self._ahead = 2 * processes if processes > 1 else 0

    def expect(self, documents: Iterable[Document]) -> None:
        """Let the tools be loaded beside this process, where so many documents may be asked for soon."""
        if self.processes < 2 or _length(documents) < WORTH_A_PROCESS:
            return
        quiet_when_killed()
        if START == "forkserver":
            forkserver.set_forkserver_preload([LOADS_TOOLS])
            forkserver.ensure_running()

    def annotate(
        self, parts: Iterable[tuple[Thing, Sequence[Document]]]
    ) -> Iterator[tuple[Thing, list[Annotations]]]:
        """Yield each thing with the annotations of its documents, in order.

        Two parts a process are taken ahead, so that none waits and memory stays flat however many come.
        """
        waiting: deque[_Part[Thing]] = deque()
        for thing, documents in parts:
            waiting.append(_Part(thing, documents))
            self._hand_out(waiting)
            if len(waiting) > self._ahead:
                yield self._finished(waiting.popleft())
        while waiting:
            yield self._finished(waiting.popleft())

    def _hand_out(self, waiting: Iterable[_Part[Thing]]) -> None:
        """Give the waiting parts to workers, if they are worth it."""
        if self.processes < 2:
            return
        if self.pool is None:
            documents = [document for part in waiting for document in part.documents]
            if _length(documents) < WORTH_A_PROCESS:
                return
            self.expect(documents)
        pool = self.started()
        for part in waiting:
            if part.made is None and part.documents:
                part.made = pool.submit(_annotate, part.documents, self._crisis)

    def _finished(self, part: _Part[Thing]) -> tuple[Thing, list[Annotations]]:
        if part.made is not None:
            return part.thing, part.made.result()
        return part.thing, _annotate(part.documents, self._crisis) if part.documents else []


def annotate_documents(
    documents: Iterable[Document], *, crisis: Crisis | None = None, processes: int = 1
) -> Iterator[Annotations]:
    """Yield the annotations of each document in order."""
    with Annotators(crisis, processes=processes) as annotators:
        for _, made in annotators.annotate((None, part) for part in parts_of(documents)):
            yield from made


def parts_of(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the documents in parts of PART characters; one that is longer is a part by itself, or ends one."""
    part: list[Document] = []
    length = 0
    for document in documents:
        part.append(document)
        length += _length([document])
        if length >= PART:
            yield part
            part, length = [], 0
    if part:
        yield part


def _length(documents: Iterable[Document]) -> int:
    return sum(len(document.headline) + len(document.text) for document in documents)


def _annotate(documents: Sequence[Document], crisis: Crisis | None) -> list[Annotations]:
    return list(annotate_many(documents, tools=tools(crisis)))
