"""Files that a command writes where it is told to: their folders made first, each file whole or not at all."""

import gzip
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from dayline.errors import InputError

STANDARD = "-"
# What stands in the name of a file for the number of the day.
NUMBER = "{day}"


def make_ready(path: str) -> None:
    """Make the folder of a file that is to be written; raise InputError where the file could not be written.

    Asked before the work whose result goes there, so that nobody waits for what cannot be kept.
    """
    place = Path(path)
    if path == STANDARD:
        return
    if place.is_dir():
        raise InputError(path, "is a folder where a file is needed")
    make_folder(place.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it; raise InputError where nothing can be written to it."""
    refuse_file(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(str(folder), f"cannot be made ({error.strerror})") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(str(folder), "may not be written to")


def refuse_file(folder: Path) -> None:
    """Raise InputError where a folder, or one above it, is a file."""
    for step in (folder, *folder.parents):
        if step.exists():
            if not step.is_dir():
                raise InputError(str(step), "is a file where a folder is needed")
            return


@contextmanager
def open_output(path: str) -> Iterator[TextIO]:
    """Open a text file in UTF-8 for writing, compressed where its name ends in .gz; "-" is standard output.

    The folder is made where it is missing. The file takes its name only when it is whole: a killed run leaves no half
    of it. What is no file on a disk (a pipe, a device) is written to as it stands.
    """
    if path == STANDARD:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        sys.stdout.flush()
        return
    make_ready(path)
    place = Path(path)
    is_disk = place.is_file() or not place.exists()
    half = Path(f"{path}.part") if is_disk else place
    try:
        with half.open("wb") as raw:
            packed = (
                gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") if path.endswith(".gz") else None
            )
            with io.TextIOWrapper(packed or raw, encoding="utf-8", newline="\n") as text:
                yield text
        if is_disk:
            half.replace(path)
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    finally:
        if is_disk:
            half.unlink(missing_ok=True)
