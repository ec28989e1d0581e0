"""Places: cases of text beside the places that they name, by the gazetteer that dayline builds."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.xx import MultiLanguage

from dayline.annotate.places import Gazetteer, find_places, seat_of
from dayline.annotate.reading import Reading
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Place, PlaceId, PlaceMention
from dayline.model.source import ItemId, SourceId
from dayline.pipeline import resources
from dayline.pipeline.languages import languages
from dayline.store.gazetteer import SqliteGazetteer
from dayline.store.world import build

CASES = sorted((Path(__file__).parents[1] / "cases" / "annotate" / "places").iterdir())
NOW = datetime(2031, 5, 9, 8, tzinfo=UTC)


def town(
    key: str, country: str, latitude: float, longitude: float, population: int, region: str = ""
) -> Place:
    return Place(
        id=PlaceId(key), name="Tarn", kind="settlement", latitude=latitude, longitude=longitude, country=country,
        region=region, population=population,
    )  # fmt: skip


class Atlas:
    """A gazetteer of a made-up world."""

    def __init__(self, **places: Sequence[Place]) -> None:
        self.places = places

    def lookup(self, name: str) -> Sequence[Place]:
        return self.places.get(name.lower().replace(" ", "_"), ())


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> SqliteGazetteer:
    path = tmp_path_factory.getbasetemp() / "places.sqlite"  # built once for the whole run
    if not path.exists():
        build(path)
    return SqliteGazetteer(path)


def readings_of(text: str, code: str = "en", headline: str = "") -> tuple[Reading, ...]:
    document = Document(
        id=DocumentId("d"), item_id=ItemId("i"), source_id=SourceId("s"), source_name="S", headline=headline, text=text,
        published_at=None, published_confidence="low", fetched_at=NOW, sha256="0" * 64, raw_sha256="0" * 64,
    )  # fmt: skip
    nlp = resources.parser() if code == "en" else MultiLanguage()
    return tuple(
        Reading(document=document, field=field, language=code, parsed=nlp(document.field(field)))
        for field in ("title", "text")
    )


def places_of(
    text: str,
    gazetteer: Gazetteer,
    *,
    code: str = "en",
    focus: Sequence[str] = (),
    headline: str = "",
    home: str = "",
) -> tuple[PlaceMention, ...]:
    readings = readings_of(text, code, headline)
    return find_places(readings, gazetteer=gazetteer, focus=focus, home=home, language=languages()[code])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, gazetteer: SqliteGazetteer) -> None:
    text = (case / "input.txt").read_text(encoding="utf-8").rstrip("\n")
    expected: Mapping[str, Any] = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    found = places_of(text, gazetteer, code=expected.get("language", "en"), focus=expected.get("focus", ()))
    assert [[text[m.span.start : m.span.end], m.place.id] for m in found] == expected["places"]


LARGE = town("large", "QA", 10.0, 10.0, 900_000)
SMALL = town("small", "QB", 50.0, 50.0, 9_000, region="01")
FIRTH = Place(
    id=PlaceId("firth"), name="Firth", kind="region", latitude=50.2, longitude=50.1, country="QB", region="01"
)


def test_the_largest_is_meant_where_nothing_else_is_said() -> None:
    found = places_of("The river rose in Tarn.", Atlas(tarn=(LARGE, SMALL)))
    assert [mention.place.id for mention in found] == ["large"]


def test_the_place_within_the_named_region_is_meant() -> None:
    found = places_of("The river rose in Tarn, Firth, on Monday.", Atlas(tarn=(LARGE, SMALL), firth=(FIRTH,)))
    assert [mention.place.id for mention in found] == ["small", "firth"]


def test_a_district_between_a_place_and_its_region_is_passed_over() -> None:
    atlas = Atlas(tarn=(LARGE, SMALL), dale=(replace(LARGE, id=PlaceId("dale")),), firth_region=(FIRTH,))
    found = places_of("The river rose in Tarn, Dale district, Firth region, on Monday.", atlas)
    assert [mention.place.id for mention in found] == ["small", "dale", "firth"]


def test_naming_a_country_of_the_crisis_draws_no_town_into_it() -> None:
    land = Place(id=PlaceId("land"), name="Land", kind="country", latitude=50.0, longitude=50.0, country="QB")
    found = places_of(
        "They met in Land. The river rose in Tarn.",
        Atlas(tarn=(LARGE, SMALL), land=(land,)),
        focus=("QA", "QB"),
    )
    assert [mention.place.id for mention in found] == ["land", "large"]


def test_a_country_of_the_crisis_comes_first() -> None:
    found = places_of("The river rose in Tarn.", Atlas(tarn=(LARGE, SMALL)), focus=("QB",))
    assert [mention.place.id for mention in found] == ["small"]


@pytest.mark.parametrize(
    ("home", "meant"),
    [("", "large"), ("QB", "large"), ("Firth, QB", "small"), ("Firth, QA", "large"), ("Nowhere, QB", "large")],
)
def test_a_place_near_the_home_of_the_outlet_is_likelier(home: str, meant: str) -> None:
    found = places_of("The river rose in Tarn.", Atlas(tarn=(LARGE, SMALL), firth=(FIRTH,)), home=home)
    assert [mention.place.id for mention in found] == [meant]


def test_the_seat_of_an_outlet_is_the_town_of_its_region() -> None:
    other = replace(SMALL, id=PlaceId("other"), region="02", population=80_000)
    atlas = Atlas(tarn=(LARGE, SMALL, other), firth=(FIRTH,))
    assert seat_of(("Tarn",), "QB", atlas) == other
    assert seat_of(("Tarn", "Firth"), "QB", atlas) == SMALL
    assert seat_of(("Tarn", "Dale"), "QB", atlas) is None
    assert seat_of((), "QB", atlas) is None


def test_one_name_means_one_place_over_headline_and_text() -> None:
    atlas = Atlas(tarn=(LARGE, SMALL), firth=(FIRTH,))
    found = places_of("In Tarn, Firth, the river rose.", atlas, headline="Flood in Tarn")
    assert [(mention.span.field, mention.place.id) for mention in found][:2] == [
        ("title", "small"),
        ("text", "small"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They climbed Mount Tarn and swam in Tarn Bay.", []),
        ("They met in Tarn.", ["Tarn"]),
        ("TARN — The river rose.", ["TARN"]),
        ("Rain fell on the village of Tarn and in Firth.", ["Tarn", "Firth"]),
        ("Boats came to Tarn, to Tarn and Dale counties.", ["Tarn", "Tarn", "Dale"]),
        ("They met in an Old Dale-built boat.", ["Old Dale"]),
    ],
)
def test_words_beside_a_name_say_whether_it_is_all_of_it(text: str, names: list[str]) -> None:
    dale = replace(FIRTH, id=PlaceId("dale"), name="Dale County")
    atlas = Atlas(tarn=(LARGE,), firth=(FIRTH,), dale_county=(dale,), tarn_county=(FIRTH,), old_dale=(LARGE,))
    found = places_of(text, atlas, code="en")
    assert [text[m.span.start : m.span.end] for m in found] == names


def test_names_that_fit_one_region_outweigh_larger_places_apart() -> None:
    def at(name: str, key: str, country: str, latitude: float, population: int) -> Place:
        return replace(town(key, country, latitude, latitude, population, region="01"), name=name)

    names = ("Tarn", "Firth", "Dale", "Moor")
    atlas = Atlas(
        **{
            name.lower(): (
                at(name, f"far {name}", f"X{name[0]}", 5.0 + 20 * index, 30_000),
                at(name, f"near {name}", "QB", 50.0 + index / 5, 3_000),
            )
            for index, name in enumerate(names)
        }
    )
    found = places_of("They went to Tarn, to Firth, to Dale and to Moor.", atlas)
    assert [mention.place.id for mention in found] == [f"near {name}" for name in names]


def test_an_outlet_at_home_in_a_country_means_its_places() -> None:
    near = replace(LARGE, id=PlaceId("near"), country="QB", population=200_000)
    readings = tuple(
        replace(reading, document=replace(reading.document, url=url))
        for url in ("https://news.example/1",)
        for reading in readings_of("The river rose in Tarn.")
    )
    at_home = tuple(
        replace(reading, document=replace(reading.document, url="https://news.example.qb/1"))
        for reading in readings
    )
    atlas, english = Atlas(tarn=(LARGE, near)), languages()["en"]
    for read, key in ((readings, "large"), (at_home, "near")):
        assert [m.place.id for m in find_places(read, gazetteer=atlas, language=english)] == [key]


def test_a_demonym_is_no_place(gazetteer: SqliteGazetteer) -> None:
    text = "Ukrainian officials met a Latvian farmer and two Syrians in Riga."
    assert [text[m.span.start : m.span.end] for m in places_of(text, gazetteer)] == ["Riga"]


def test_a_site_and_an_area_say_how_precise_their_points_are(gazetteer: SqliteGazetteer) -> None:
    text = "The Kakhovka dam lies far from the Sea of Azov, the Sahel and Kherson region."
    found = places_of(text, gazetteer)
    assert [mention.place.precision for mention in found] == ["site", "area", "area", "region"]


def test_no_name_is_found_inside_a_word() -> None:
    assert places_of("Tarnish and tarns in Intarn.", Atlas(tarn=(LARGE,))) == ()


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from("TarnFith ,.-'’\nof in"), max_size=80))
def test_mentions_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    if not text:
        return
    atlas, end = Atlas(tarn=(LARGE, SMALL), firth=(FIRTH,)), 0
    for mention in places_of(text, atlas, code="uk"):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
