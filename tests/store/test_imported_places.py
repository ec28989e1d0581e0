"""Places that the user imported, beside a world of four."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dayline.model.entities import ListedPlace, Place, PlaceId
from dayline.store.gazetteer import PLACE_TABLE, VERSION, SqliteGazetteer, key_of
from dayline.store.imported_places import content_key, imported_files, importing

WORLD = (
    ("country:ZZ", "Keldavia", "country", 47.0, 24.2, "ZZ", "", 2_900_000, None),
    ("region:ZZ-01", "Varda Oblast", "region", 47.2, 24.1, "ZZ", "01", 212_000, None),
    ("geonames:4", "Marsk", "settlement", 47.05, 24.3, "ZZ", "01", 58_000, 4),
    ("geonames:9", "Orlin", "settlement", 46.62, 22.97, "ZZ", "02", 9_400, 9),
)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    path = tmp_path / "world.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            PLACE_TABLE + "CREATE TABLE name (folded TEXT, place INTEGER, PRIMARY KEY (folded, place));"
        )
        for number, row in enumerate(WORLD, 1):
            connection.execute(f"INSERT INTO place VALUES ({number}{', ?' * 9})", row)
            connection.execute("INSERT INTO name VALUES (?, ?)", (key_of(str(row[1])), number))
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.commit()
    return path


def village(
    key: str, name: str, latitude: float, longitude: float, *names: str, within: str = ""
) -> ListedPlace:
    place = Place(id=PlaceId(key), name=name, kind="settlement", latitude=latitude, longitude=longitude)
    return ListedPlace(place=place, names=names, within=within)


def bring(path: Path, world: Path, places: Iterable[ListedPlace]) -> list[bool]:
    with importing(path, world) as under_way:
        found = [under_way.add(place) for place in places]
        under_way.finish_file("villages.csv", len(found))
    return found


TELN = village("osm:node/5", "Teln", 47.19, 24.16, "Тельн", within="Varda oblast")


def test_a_new_place_is_found_by_every_name_and_lies_in_the_region_named(tmp_path: Path, world: Path) -> None:
    path = tmp_path / "mine" / "places.sqlite"
    assert bring(path, world, [TELN]) == [True]
    gazetteer = SqliteGazetteer(world, path)
    for name in ("Teln", "TELN", "Тельн"):
        (found,) = gazetteer.lookup(name)
        assert (found.id, found.country, found.region) == ("osm:node/5", "ZZ", "01")
    assert gazetteer.lookup("Orlin")[0].id == "geonames:9"
    assert imported_files(path) == [("villages.csv", 1)]


def test_a_place_that_is_known_only_gets_further_names(tmp_path: Path, world: Path) -> None:
    path = tmp_path / "places.sqlite"
    assert bring(path, world, [village("osm:node/6", "Marsk", 47.07, 24.32, "Марськ")]) == [False]
    (found,) = SqliteGazetteer(world, path).lookup("Марськ")
    assert (found.id, found.population) == ("geonames:4", 58_000)


def test_one_of_the_same_name_elsewhere_is_another_place(tmp_path: Path, world: Path) -> None:
    path = tmp_path / "places.sqlite"
    assert bring(path, world, [village("osm:node/7", "Marsk", 46.6, 22.9)]) == [True]
    places = SqliteGazetteer(world, path).lookup("Marsk")
    assert [place.id for place in places] == ["geonames:4", "osm:node/7"]
    assert places[1].region == "02"  # as its neighbour Orlin


def test_importing_again_changes_nothing(tmp_path: Path, world: Path) -> None:
    path = tmp_path / "places.sqlite"
    bring(path, world, [TELN])
    before = content_key(path)
    assert bring(path, world, [TELN]) == [False]
    assert content_key(path) == before != ""


def test_more_places_change_the_key(tmp_path: Path, world: Path) -> None:
    path = tmp_path / "places.sqlite"
    assert content_key(path) == ""
    bring(path, world, [TELN])
    before = content_key(path)
    bring(path, world, [village("osm:node/8", "Brenna", 47.26, 24.07)])
    assert content_key(path) != before


def test_an_import_that_breaks_off_leaves_what_was_there(tmp_path: Path, world: Path) -> None:
    path = tmp_path / "places.sqlite"
    bring(path, world, [TELN])
    before = path.read_bytes()

    def broken_off() -> Iterator[ListedPlace]:
        yield village("osm:node/8", "Brenna", 47.26, 24.07)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(path, world, broken_off())
    assert path.read_bytes() == before
    assert bring(path, world, [TELN]) == [False]
