"""Run commands of dayline, each in a process of its own that is killed after a while.

Reads lines of JSON, {"seconds": number or null, "arguments": […]}, from standard input; prints the wait status of
each process when it has ended, or "" for one that was killed. The language model is loaded once, before all of them.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from dayline.cli import main as dayline
from dayline.config import load, template
from dayline.model.source import RawItem
from dayline.pipeline import collecting, importing, preparing, resources
from dayline.pipeline.building import build_and_publish
from dayline.pipeline.cleaning import Cleaned, clean_items
from dayline.pipeline.reading import Reader
from dayline.store.archive import Archive
from dayline.text.sources import SourceBook


def main() -> None:
    """Fork a process for each line; a child that has ended keeps its number until it is waited for."""
    # small batches, so that there are many places to be killed at
    importing.BATCH, preparing.BATCH = 20, 6
    collecting.Reader = Here  # type: ignore[assignment,misc]
    warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            run(order["arguments"])
        if order["seconds"] is not None:
            time.sleep(order["seconds"])
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        print("" if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status), flush=True)


class Here(Reader):
    """Reads items without a process of its own, which would load everything anew."""

    def clean(self, item: RawItem) -> Cleaned:
        """Return what an item gives."""
        return clean_items([item], self._crisis, SourceBook(self._crisis.sources))


def warm_up() -> None:
    """Load what every process would load for itself: models, tables, and the programs behind them."""
    resources.parser()
    resources.detector()("Ash fell.")
    resources.languages()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "crisis.toml"
        path.write_text(template(), encoding="utf-8")
        crisis = load(path)
        with Archive.open(str(Path(folder) / "dayline.db")) as archive:
            importing.import_paths(archive, crisis.crisis, [path])
            build_and_publish(archive, crisis, "1", site=Path(folder) / "site")


def run(arguments: list[str]) -> None:
    """Run one command as the program does, and leave without a word."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.argv = ["dayline", *arguments]
    status = 1
    try:
        dayline()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
