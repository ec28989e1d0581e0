"""Places by name, out of two files: the world's, which dayline builds, and those that the user imported."""

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from dayline.errors import ArchiveError
from dayline.model.entities import Place, PlaceId
from dayline.text.normalize import fold

VERSION = 3

CACHED_NAMES = 20_000  # names kept with their places; some 300 bytes each
PAGE_CACHE_KIB = 4096
PLACE_TABLE = """
CREATE TABLE place (id INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, kind TEXT, latitude REAL, longitude REAL,
                    country TEXT, region TEXT, population INTEGER, gazetteer_id INTEGER);
"""
_COLUMNS = "key, place.name, kind, latitude, longitude, country, region, population, gazetteer_id"
_IN_WORLD = f"SELECT {_COLUMNS} FROM name JOIN place ON place.id = name.place WHERE folded = ?"
_IMPORTED = (
    f"SELECT {_COLUMNS} FROM imported.name JOIN imported.place USING (key) WHERE folded = ?",
    f"SELECT {_COLUMNS} FROM imported.name JOIN main.place USING (key) WHERE folded = ?",
)


def is_current(path: Path) -> bool:
    """Tell whether a file of places of this version lies at the path."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA user_version").fetchone()[0] == VERSION)
    except sqlite3.Error:
        return False


class SqliteGazetteer:
    """Places by folded name; raises ArchiveError where a file is not one of this version.

    ``world`` is what ``store.world.build`` wrote, ``imported`` what ``store.imported_places`` wrote.
    """

    def __init__(self, world: Path, imported: Path | None = None) -> None:
        for path in (world, imported):
            if path is not None and not is_current(path):
                raise ArchiveError(
                    f"{path}: no places of version {VERSION}; build it again, or import them again"
                )
        self._connection = sqlite3.connect(_address(world), uri=True, check_same_thread=False)
        self._connection.execute(f"PRAGMA cache_size = -{PAGE_CACHE_KIB}")
        self._queries: tuple[str, ...] = (_IN_WORLD,)
        if imported is not None:
            self._connection.execute("ATTACH ? AS imported", (_address(imported),))
            self._queries += _IMPORTED
        self.lookup = lru_cache(maxsize=CACHED_NAMES)(self._lookup)

    def _lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places of a name or alias, compared by ``key_of``; most people first."""
        folded = key_of(name)
        found: dict[PlaceId, Place] = {}
        for query in self._queries:
            for row in self._connection.execute(query + " ORDER BY population DESC, place.id", (folded,)):
                place = place_of(row)
                found.setdefault(place.id, place)
        return tuple(sorted(found.values(), key=lambda place: -place.population))

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()


def key_of(name: str) -> str:
    """Return the form in which names are looked up: folded, without apostrophes and final full stops."""
    return fold(name).replace("'", "").replace(".", "").strip()


def place_of(row: tuple[Any, ...]) -> Place:
    """Return the place of a row of PLACE_TABLE, less its id."""
    key, name, kind, latitude, longitude, country, region, population, gazetteer_id = row
    return Place(
        id=PlaceId(key), name=name, kind=kind, latitude=latitude, longitude=longitude, country=country, region=region,
        population=population, gazetteer_id=gazetteer_id,
    )  # fmt: skip


def _address(path: Path) -> str:
    return f"file:{path}?mode=ro&immutable=1"
