"""Annotation over one process or several: the same records in the same order either way."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from dayline.annotate import annotate_many
from dayline.model.crisis import Crisis
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.pipeline.resources import tools

# Documents a worker gets at once: few enough that none is left with a long tail. And how many must wait before a
# second process pays for its start (two seconds of loading against 75 ms a document of 400 words).
CHUNK = 12
WORTH_A_PROCESS = 120


def annotate_documents(
    documents: Iterable[Document], *, crisis: Crisis | None = None, processes: int = 1
) -> Iterator[Annotations]:
    """Yield the annotations of each document in order; start processes only where enough documents wait."""
    waiting = iter(documents)
    first = list(islice(waiting, WORTH_A_PROCESS))
    if processes < 2 or len(first) < WORTH_A_PROCESS:
        yield from annotate_many(_chain(first, waiting), tools=tools(crisis))
        return
    yield from _spread(_chain(first, waiting), crisis, processes)


def _spread(documents: Iterator[Document], crisis: Crisis | None, processes: int) -> Iterator[Annotations]:
    """Keep two chunks a worker under way, so that memory stays flat however many documents come."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        under_way = []
        for chunk in _chunks(documents):
            under_way.append(pool.submit(_annotate_chunk, chunk, crisis))
            if len(under_way) > 2 * processes:
                yield from under_way.pop(0).result()
        for future in under_way:
            yield from future.result()


def _annotate_chunk(documents: Sequence[Document], crisis: Crisis | None) -> list[Annotations]:
    return list(annotate_many(documents, tools=tools(crisis)))


def _chunks(documents: Iterator[Document]) -> Iterator[list[Document]]:
    while chunk := list(islice(documents, CHUNK)):
        yield chunk


def _chain(first: Sequence[Document], rest: Iterator[Document]) -> Iterator[Document]:
    yield from first
    yield from rest
