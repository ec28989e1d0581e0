"""A folder that changes at once: what is published is either the old site or the new one, whole."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dayline.errors import InputError
from dayline.publish.deliver import HALF_WRITTEN

_HALF = re.compile(HALF_WRITTEN)


@contextmanager
def changed_at_once(folder: Path) -> Iterator[Path]:
    """Give a folder to write to that begins as ``folder`` is and takes its place at the end of the ``with`` block.

    After an exception all is as it was; what a killed run left behind is put back or used first. Files that stay as
    they are keep their times: they are linked, not copied. The folder as it was before stays beside it, hidden, and
    is the next draft, which then needs only what changed since. A folder that cannot be moved (its parent may not be
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
        except BaseException:
            _put_back(place, past)
            if draft.exists():
                shutil.rmtree(draft)
            raise


def _begin(place: Path, draft: Path, past: Path) -> None:
    """Make the draft: as the folder is, from what is left of earlier states."""
    try:
        _put_back(place, past)
        if draft.exists() and (past.exists() or not place.exists()):
            shutil.rmtree(draft)
        if place.exists():
            if past.exists():
                past.rename(draft)
            draft.mkdir(exist_ok=True)
            _mirror(place, draft)
    except OSError as error:
        raise InputError(str(place), f"cannot be copied ({error.strerror})") from error


def _put_back(place: Path, past: Path) -> None:
    """Put the old folder back where the new one never took its place."""
    if past.exists() and not place.exists():
        past.rename(place)


def _mirror(place: Path, draft: Path) -> None:
    """Make one folder as another is: files are links to the same, and where they are already nothing is done."""
    with os.scandir(draft) as entries:
        there = {entry.name: entry for entry in entries}
    with os.scandir(place) as entries:
        for entry in entries:
            if _HALF.search(entry.name):
                continue
            old, target = there.pop(entry.name, None), draft / entry.name
            if entry.is_dir(follow_symlinks=False):
                if old and not old.is_dir(follow_symlinks=False):
                    target.unlink()
                target.mkdir(exist_ok=True)
                _mirror(place / entry.name, target)
            elif old is None or old.inode() != entry.inode():
                _remove(old)
                _link(entry.path, target)
    for old in there.values():
        _remove(old)


def _remove(entry: os.DirEntry[str] | None) -> None:
    if entry and entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    elif entry:
        Path(entry.path).unlink()


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


def _sweep(place: Path) -> None:
    """Remove files that a killed run left half-written."""
    for path in place.rglob("*") if place.is_dir() else ():
        if _HALF.search(path.name):
            path.unlink(missing_ok=True)


def _link(source: str, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # not every disk has links, and not every file may be linked
        shutil.copy2(source, target, follow_symlinks=False)
