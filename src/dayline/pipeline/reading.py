"""Reading what strangers sent in a process of its own, which may run out of time or memory alone."""

import multiprocessing
import resource
import signal
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from dayline.model.crisis import Crisis
from dayline.model.source import RawItem, Rejected
from dayline.pipeline.cleaning import STAGE, Cleaned, clean_items
from dayline.pipeline.processes import quiet_when_killed
from dayline.text.sources import SourceBook

# seconds for one item: the slowest of 90 pages and 1,768 feeds took 0.4, a feed of 7 MB takes 5
SECONDS = 30.0
# bytes that the process may take for itself; reading the largest page known takes 400 MiB with all libraries
MEMORY = 2 * 1024**3
# seconds that it may take to start
STARTING = 60.0


class Reader:
    """Cleans items one by one; an item that ends the process, or takes too long, is set aside and the next one read."""

    def __init__(self, crisis: Crisis, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Read for a crisis; the process is started with the first item."""
        self._crisis, self._seconds, self._memory = crisis, seconds, memory
        self._process: BaseProcess | None = None
        self._line: Any = None

    def clean(self, item: RawItem) -> Cleaned:
        """Return what an item gives."""
        if self._process is None or not self._process.is_alive():
            self._start()
        try:
            self._line.send(item)
            if self._line.poll(self._seconds):
                found = self._line.recv()
                assert isinstance(found, Cleaned)
                return found
            reason = f"took longer than {self._seconds:g} seconds to read"
        except (EOFError, OSError):
            reason = "ended the program that read it"
        self.close()
        name = item.name or item.url or item.sha256[:16]
        return Cleaned(rejected=[Rejected(item_id=name, stage=STAGE, reason=reason)])

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._line.close()
        self._process = None

    def __enter__(self) -> Self:
        """Return the reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    def _start(self) -> None:
        self.close()
        quiet_when_killed()
        # a fresh process: a copy of this one would hold its open archive and locks of its threads
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._crisis, self._memory), daemon=True)
        self._process.start()
        theirs.close()
        if self._line.poll(STARTING):
            self._line.recv()


def _serve(line: Any, crisis: Crisis, memory: int) -> None:
    """Clean items from a pipe until it closes."""
    # Ctrl-C is for the program that asks; this one ends with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    book = SourceBook(crisis.sources)
    line.send("ready")
    while True:
        try:
            item = line.recv()
        except EOFError:
            return
        line.send(clean_items([item], crisis, book))
