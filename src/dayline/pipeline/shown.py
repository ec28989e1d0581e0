"""What a folder shows: whether it is what would be published now, known without rendering anything.

Beside the folder ``site`` lies the file ``.site.shown``: a hash of what its pages were made from, and of its files as
they were left. It is written last of all, so the folder is looked at anew after a run that was ended, and
where somebody has changed a file.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from dayline import __version__
from dayline.config import Settings
from dayline.errors import InputError
from dayline.pipeline.outputs import open_output
from dayline.pipeline.stages import version_of
from dayline.publish.links import Site
from dayline.store.archive import Archive

# The page to open first.
INDEX = "index.html"


def site_of(settings: Settings) -> Site:
    """Return what a site is called and where it is to lie."""
    return Site(title=settings.title, address=settings.address, hub=settings.hub)


def page_keys(archive: Archive, settings: Settings, annotated: str) -> dict[int, str]:
    """Return, of each day with a digest, a key of what its pages are made from."""
    given = version_of("publish"), site_of(settings), annotated
    return {day: _hashed(repr((key, *given))) for day, key in archive.digest_keys(settings.crisis.id).items()}


def is_shown(archive: Archive, settings: Settings, folder: Path, annotated: str) -> bool:
    """Tell whether a folder shows just what would be published now, with nothing in it changed since it was written."""
    wanted = page_keys(archive, settings, annotated)
    if archive.trace_keys(settings.crisis.id) != wanted:
        return False
    try:
        noted = _note_of(folder).read_text(encoding="ascii")
        return noted == _state_of(archive, settings, folder, wanted)
    except (OSError, ValueError):
        return False


def note_shown(archive: Archive, settings: Settings, folder: Path, wanted: Mapping[int, str]) -> None:
    """Note that a folder shows days under their keys, unless nothing can be written beside it."""
    with suppress(InputError), open_output(str(_note_of(folder))) as stream:
        stream.write(_state_of(archive, settings, folder, wanted))


def _note_of(folder: Path) -> Path:
    place = folder.resolve()
    return place.with_name(f".{place.name}.shown")


def _state_of(archive: Archive, settings: Settings, folder: Path, wanted: Mapping[int, str]) -> str:
    crisis = settings.crisis
    made_from = (
        __version__,
        sorted(wanted.items()),
        archive.empty_days(crisis.id),
        archive.corrections(crisis.id),
        crisis,
        site_of(settings),
    )
    return _hashed("\n".join([repr(made_from), *sorted(_files_of(folder.resolve()))]))


def _files_of(folder: Path) -> Iterator[str]:
    """Yield a line for each file below a folder: its path, which one it is, its size and when it was written."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_of(Path(entry.path))
            else:
                found = entry.stat(follow_symlinks=False)
                yield f"{entry.path} {found.st_ino} {found.st_size} {found.st_mtime_ns}"


def _hashed(content: str) -> str:
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
