"""A folder that changes at once: what is published is either the old site or the new one, whole."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dayline.errors import InputError
from dayline.publish.deliver import HALF_WRITTEN

_HALF = re.compile(HALF_WRITTEN)


@contextmanager
def changed_at_once(folder: Path) -> Iterator[Path]:
    """Give a folder to write to that begins as ``folder`` is and takes its place at the end of the ``with`` block.

    After an exception all is as it was; what a killed run left behind is taken away or put back first. Files that stay
    as they are keep their times: they are linked, not copied. A folder that cannot be moved (its parent may not be
    written to, or it is a disk of its own) is given itself, and changes file by file. Raises InputError.
    """
    place = folder.resolve()
    if not _can_move(place):
        _sweep(place)
        yield folder
        return
    draft, past = place.with_name(f".{place.name}.next"), place.with_name(f".{place.name}.past")
    with _alone_beside(place):
        try:
            _begin(place, draft, past)
            yield draft
            if draft.exists():
                if place.exists():
                    place.rename(past)
                draft.rename(place)
        finally:
            _tidy(place, draft, past)


def _begin(place: Path, draft: Path, past: Path) -> None:
    """Make the draft: as the folder is."""
    try:
        _tidy(place, draft, past)
        if place.exists():
            shutil.copytree(place, draft, symlinks=True, ignore=_half_written, copy_function=_linked)
    except shutil.Error as error:
        raise InputError(str(place), f"cannot be copied ({error.args[0][0][-1]})") from error
    except OSError as error:
        raise InputError(str(place), f"cannot be copied ({error.strerror})") from error


def _can_move(place: Path) -> bool:
    if place.exists() and not place.is_dir():
        return False
    parent = next(above for above in place.parents if above.exists())
    return os.access(parent, os.W_OK | os.X_OK) and not place.is_mount()


@contextmanager
def _alone_beside(place: Path) -> Iterator[None]:
    """Wait until no other run publishes to a folder beside this one; the system lets go when one is killed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    held = os.open(place.parent, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _tidy(place: Path, draft: Path, past: Path) -> None:
    """Take away what is left of other states; put the old one back where the new one never took its place."""
    if past.exists() and not place.exists():
        past.rename(place)
    for left in (past, draft):
        if left.exists():
            shutil.rmtree(left)


def _sweep(place: Path) -> None:
    """Remove files that a killed run left half-written."""
    for path in place.rglob("*") if place.is_dir() else ():
        if _HALF.search(path.name):
            path.unlink(missing_ok=True)


def _half_written(folder: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if _HALF.search(name)]


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # not every disk has links, and not every file may be linked
        shutil.copy2(source, target)
