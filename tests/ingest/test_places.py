"""Places out of files: GeoNames dumps and tables with a header, good lines and bad."""

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.errors import InputError
from dayline.ingest.places import read_places
from dayline.model.entities import ListedPlace
from dayline.model.source import Rejected


def geonames(number: int, name: str, *, of: str = "P", code: str = "PPL", latitude: str = "47.2") -> str:
    cells = [
        str(number),
        name,
        name,
        "Tarn,Тарн",
        latitude,
        "24.1",
        of,
        code,
        "ZZ",
        "",
        "01",
        *[""] * 3,
        "1600",
    ]
    return "\t".join([*cells, "", "", "Etc/UTC", "2026-05-01"])


def read(path: Path) -> list[ListedPlace]:
    return [found for found in read_places(path) if isinstance(found, ListedPlace)]


def test_a_geonames_line_is_a_place_with_its_names(tmp_path: Path) -> None:
    path = tmp_path / "ZZ.txt"
    path.write_text(geonames(7, "Teln") + "\n", encoding="utf-8")
    (listed,) = read(path)
    assert (listed.place.id, listed.place.name, listed.place.kind) == ("geonames:7", "Teln", "settlement")
    assert (listed.place.country, listed.place.region, listed.place.population) == ("ZZ", "01", 1600)
    assert listed.names == ("Teln", "Tarn", "Тарн")


@pytest.mark.parametrize(
    ("of", "code", "key", "precision"),
    [
        ("A", "PCLI", "country:ZZ", "country"), ("A", "ADM1", "region:ZZ-01", "region"),
        ("A", "ADM2", "geonames:7", "region"), ("H", "STM", "area:7", "area"), ("S", "DAM", "geonames:7", "site"),
    ],
)  # fmt: skip
def test_what_geonames_calls_it_says_how_precise_the_point_is(
    tmp_path: Path, of: str, code: str, key: str, precision: str
) -> None:
    path = tmp_path / "ZZ.txt"
    path.write_text(geonames(7, "Teln", of=of, code=code), encoding="utf-8")
    (listed,) = read(path)
    assert (listed.place.id, listed.place.precision) == (key, precision)


@pytest.mark.parametrize("code", ["SCH", "RD", "ADM4", "HTL"])
def test_streets_and_schools_are_left_out_without_a_word(tmp_path: Path, code: str) -> None:
    path = tmp_path / "ZZ.txt"
    path.write_text(geonames(7, "Teln", of="S", code=code), encoding="utf-8")
    assert list(read_places(path)) == [None]


@pytest.mark.parametrize("packed", ["plain", "gz", "zip"])
def test_a_table_is_read_packed_or_not(tmp_path: Path, packed: str) -> None:
    text = "osm_type,osm_id,place,name,name:uk,lat,lon,region:name\nnode,5,village,teln,Тельн,47.2,24.1,Varda Oblast\n"
    path = tmp_path / "places.csv"
    path.write_text(text, encoding="utf-8")
    if packed == "gz":
        path = tmp_path / "places.csv.gz"
        path.write_bytes(gzip.compress(text.encode()))
    if packed == "zip":
        path = tmp_path / "places.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "what it is")
            archive.writestr("places.csv", text)
    (listed,) = read(path)
    assert (listed.place.id, listed.place.name, listed.within) == ("osm:node/5", "Teln", "Varda Oblast")
    assert listed.names == ("Тельн",)


def test_bad_lines_are_told_and_do_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    lines = [b"name,lat,lon", b"Teln,47.2,24.1", b"Marsk,north,24", b"Orlin,91,24", b",1,2", b"Hallin,1", b'"Up,1,2',
             b"Br\xffnna,1,2", b"", b"Karst,47,24"]  # fmt: skip
    path.write_bytes(b"\n".join(lines))
    found = list(read_places(path))
    wrong = [
        f"{item.item_id.rpartition(':')[2]}: {item.reason}" for item in found if isinstance(item, Rejected)
    ]
    assert wrong == [
        "3: 'north' is no latitude or longitude",
        f"4: Place {_key_of(found, 4)}: 91.0, 24.0 is not on Earth",
        "5: has no name",
        "6: has 2 columns, not 3",
        "7: has 1 columns, not 3",
        "8: is not UTF-8",
    ]
    assert [item.place.name for item in found if isinstance(item, ListedPlace)] == ["Teln", "Karst"]


def _key_of(found: list[ListedPlace | Rejected | None], line: int) -> str:
    (item,) = (i for i in found if isinstance(i, Rejected) and i.item_id.endswith(f":{line}"))
    return item.reason.split()[1].rstrip(":")


@pytest.mark.parametrize("content", ["", "a,b,c\n1,2,3\n", "<html></html>"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="neither a GeoNames dump nor a table"):
        list(read_places(path))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        list(read_places(tmp_path / "none.csv"))


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_no_line_raises(tmp_path_factory: pytest.TempPathFactory, line: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "places.csv"
    path.write_bytes(b"name,lat,lon\n" + line + b"\nTeln,47.2,24.1\n")
    assert any(isinstance(found, ListedPlace) and found.place.name == "Teln" for found in read_places(path))
