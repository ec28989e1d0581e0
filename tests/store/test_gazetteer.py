"""The gazetteer that dayline builds."""

import tracemalloc
from pathlib import Path

import pytest

from dayline.errors import ArchiveError
from dayline.store import gazetteer
from dayline.store.gazetteer import SqliteGazetteer, is_current, key_of
from dayline.store.world import build


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.getbasetemp() / "places.sqlite"  # built once for the whole run
    if not path.exists():
        assert build(path) > 200_000
    return path


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Bakhmut", "geonames:713174"), ("Бахмут", "geonames:713174"), ("Artemivsk", "geonames:713174"),
        ("Kherson", "geonames:706448"), ("Херсон", "geonames:706448"), ("Kharkov", "geonames:706483"),
        ("Балаклія", "geonames:712926"), ("Балаклея", "geonames:712926"), ("Kupyansk", "geonames:703656"),
        ("Mariupol", "geonames:701822"), ("Мариуполь", "geonames:701822"), ("Avdeevka", "geonames:713122"),
        ("KYIV", "geonames:703448"), ("Chernobyl", "geonames:710403"), ("Kherson region", "region:UA-08"),
        ("Херсонської області", "region:UA-08"), ("Crimea", "region:UA-11"), ("Transnistria", "region:MD-58"),
        ("Bavaria", "region:DE-02"), ("Wales", "region:GB-WLS"), ("Texas", "region:US-TX"), ("U.S.", "country:US"),

        ("Donbas", "area:donbas"), ("Kakhovka dam", "feature:kakhovka dam"), ("Danube River", "area:danube"),
        ("Чёрном море", "area:black sea"), ("Oxfordshire", "region:GB-OXF"),
        ("Türkiye", "country:TR"), ("Rapides Parish", "county:22079"), ("Snake Island", "area:snake island"),
    ],
)  # fmt: skip
def test_lookup(places: Path, name: str, first: str) -> None:
    assert SqliteGazetteer(places).lookup(name)[0].id == first


def test_a_name_that_is_no_place_has_none(places: Path) -> None:
    assert SqliteGazetteer(places).lookup("Lower Marsh of Nowhere") == ()


def test_a_region_without_a_point_lies_among_its_settlements(places: Path) -> None:
    (region,) = SqliteGazetteer(places).lookup("Kharkiv region")
    assert abs(region.latitude - 49.8) < 1
    assert abs(region.longitude - 36.5) < 1


def test_a_file_of_another_version_is_refused(
    places: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert is_current(places)
    assert not is_current(tmp_path / "none.sqlite")
    monkeypatch.setattr(gazetteer, "VERSION", gazetteer.VERSION + 1)
    with pytest.raises(ArchiveError, match="build it again"):
        SqliteGazetteer(places)


def test_lookup_holds_little_memory(places: Path) -> None:
    atlas = SqliteGazetteer(places)
    tracemalloc.start()
    for number in range(30_000):
        atlas.lookup(f"Nowhere {number}")
    for name in ("Kyiv", "Paris", "San Antonio"):
        atlas.lookup(name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * 2**20


def test_key_of() -> None:
    assert key_of("Kup'yans'k") == key_of("KUPYANSK")
    assert key_of("U.S.") == "us"
    assert key_of("Zelenskyy") == key_of("Zelenskiy")
