"""Places that the user imported, in a file beside the world's: what is known there only gets further names."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from math import cos, hypot, radians
from pathlib import Path

from dayline.model.entities import ListedPlace, Place, PlaceId
from dayline.store.gazetteer import PLACE_TABLE, VERSION, is_current, key_of

SAME_KM = 6.0  # settlements of one name that lie no farther apart are one; the sources differ by up to 4 km
NEAR_DEGREES = 0.5  # how far a settlement is looked for whose region a place without one shares
KM_PER_DEGREE = 111.2

_TABLES = f"""
{PLACE_TABLE}
CREATE TABLE name (folded TEXT, key TEXT, PRIMARY KEY (folded, key)) WITHOUT ROWID;
CREATE TABLE file (name TEXT PRIMARY KEY, places INTEGER) WITHOUT ROWID;
CREATE TABLE content (sha256 TEXT);
"""
_TWINS = "SELECT {table}.place.key, latitude, longitude FROM {join} WHERE folded = ? AND kind = 'settlement'"
_NAMED = (
    ("main.name JOIN main.place USING (key)", "main"),
    ("world.name JOIN world.place ON world.place.id = world.name.place", "world"),
)
_REGIONS = (
    "SELECT latitude, longitude, country, region FROM {join}"
    " WHERE folded = ? AND kind = 'region' AND region <> ''"
)


class ImportedPlaces:
    """An import under way; ``add`` takes the places one by one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._has_index = False

    def add(self, listed: ListedPlace) -> bool:
        """Take in a place; tell whether it is new, not one that was known under these or other names."""
        names = sorted({key for name in (listed.place.name, *listed.names) if (key := key_of(name))})
        place = listed.place if listed.place.country else self._located(listed)
        key = place.id if self._knows(place.id) else self._twin(place, names) or place.id
        is_new = not self._knows(key)
        if is_new:
            self._connection.execute(
                f"INSERT INTO place VALUES (NULL{', ?' * 9})",
                (
                    place.id,
                    place.name,
                    place.kind,
                    place.latitude,
                    place.longitude,
                    place.country,
                    place.region,
                    place.population,
                    place.gazetteer_id,
                ),
            )
        self._connection.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?)", [(name, key) for name in names]
        )
        return is_new

    def finish_file(self, name: str, places: int) -> None:
        """Note that a file has been read."""
        self._connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, places))

    def _knows(self, key: str) -> bool:
        query = "SELECT 1 FROM {0}.place WHERE key = ?"
        return any(self._connection.execute(query.format(t), (key,)).fetchone() for t in ("main", "world"))

    def _twin(self, place: Place, names: list[str]) -> PlaceId | None:
        """Return the nearest settlement that shares a name and lies where this one does."""
        if place.kind != "settlement":
            return None
        found = [
            (_km(place, latitude, longitude), PlaceId(key))
            for join, table in _NAMED
            for name in names
            for key, latitude, longitude in self._connection.execute(
                _TWINS.format(table=table, join=join), (name,)
            )
        ]
        distance, key = min(found, default=(SAME_KM + 1, PlaceId("")))
        return key if distance <= SAME_KM else None

    def _located(self, listed: ListedPlace) -> Place:
        """Return the place in its country and region: those of the region that it names, else of what lies near."""
        place = listed.place
        rows = [
            row
            for join, _ in _NAMED
            for row in self._connection.execute(_REGIONS.format(join=join), (key_of(listed.within),))
        ]
        rows = rows or self._beside(place)
        if not rows:
            return place
        *_, country, region = min(rows, key=lambda row: (_km(place, row[0], row[1]), row[2:]))
        return replace(place, country=country, region=region)

    def _beside(self, place: Place) -> list[tuple[float, float, str, str]]:
        if not self._has_index:
            self._has_index = True
            self._connection.execute(
                "CREATE TEMP TABLE beside AS SELECT latitude, longitude, country, region FROM world.place"
                " WHERE kind = 'settlement'"
            )
            self._connection.execute("CREATE INDEX temp.beside_latitude ON beside (latitude)")
        query = "SELECT * FROM beside WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
        low, high = place.latitude - NEAR_DEGREES, place.latitude + NEAR_DEGREES
        west, east = place.longitude - 2 * NEAR_DEGREES, place.longitude + 2 * NEAR_DEGREES
        return self._connection.execute(query, (low, high, west, east)).fetchall()


@contextmanager
def importing(path: Path, world: Path, *, onto: Path | None = None) -> Iterator[ImportedPlaces]:
    """Write to ``path`` the places at ``onto`` (else those at ``path``) and more; a killed import changes nothing."""
    held = onto or path
    draft = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.unlink(missing_ok=True)  # of an import that was killed
    if is_current(held):
        shutil.copyfile(held, draft)
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if not is_current(draft):
            connection.executescript(f"{_TABLES} PRAGMA user_version = {VERSION};")
        connection.execute("ATTACH ? AS world", (f"file:{world}?mode=ro",))
        connection.execute("BEGIN")
        yield ImportedPlaces(connection)
        connection.execute("DELETE FROM content")
        connection.execute("INSERT INTO content VALUES (?)", (_content(connection),))
        connection.execute("COMMIT")
    draft.replace(path)


def content_key(path: Path) -> str:
    """Return a key that changes with the imported places; "" where there are none."""
    if not is_current(path):
        return ""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return str(connection.execute("SELECT sha256 FROM content").fetchone()[0])


def imported_files(path: Path) -> list[tuple[str, int]]:
    """Return the names of the files imported, and how many places each held."""
    if not is_current(path):
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT name, places FROM file ORDER BY name").fetchall()


def _content(connection: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for query in (
        "SELECT key, name, kind, latitude, longitude, country, region, population FROM place ORDER BY key",
        "SELECT folded, key FROM name ORDER BY folded, key",
    ):
        for row in connection.execute(query):
            digest.update(repr(row).encode())
    return digest.hexdigest()[:12]


def _km(place: Place, latitude: float, longitude: float) -> float:
    """Return the distance to a point nearby, on the plane."""
    east = (longitude - place.longitude) * cos(radians(place.latitude))
    return KM_PER_DEGREE * hypot(latitude - place.latitude, east)
