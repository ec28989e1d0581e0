"""Figures: cases of text beside what they hold, and laws that hold for any text."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.xx import MultiLanguage

from dayline.annotate.dates import find_dates
from dayline.annotate.figures import find_figures
from dayline.annotate.reading import Reading
from dayline.model.claims import Figure, Statement, StatementId
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Place, PlaceId, PlaceKind, PlaceMention
from dayline.model.source import ItemId, SourceId
from dayline.pipeline import resources
from dayline.pipeline.languages import languages

CASES = sorted((Path(__file__).parents[1] / "cases" / "annotate" / "figures").iterdir())
KINDS: dict[str, PlaceKind] = {"Norrland": "country", "Tarn": "settlement", "Orla": "settlement"}
DAY = datetime(2031, 5, 9, 8, tzinfo=UTC)


def reading_of(text: str, code: str = "en", published: datetime | None = DAY) -> Reading:
    document = Document(
        id=DocumentId("d"), item_id=ItemId("i"), source_id=SourceId("s"), source_name="S", headline="", text=text,
        published_at=published, published_confidence="time" if published else "low", fetched_at=DAY,
        sha256="0" * 64, raw_sha256="0" * 64,
    )  # fmt: skip
    nlp = resources.parser() if code == "en" else MultiLanguage()
    return Reading(document=document, field="text", language=code, parsed=nlp(text))


def figures_of(text: str, code: str = "en", statements: tuple[Statement, ...] = ()) -> tuple[Figure, ...]:
    reading, language = reading_of(text, code), languages()[code]
    return find_figures(
        reading, statements, find_dates(reading, language=language, zone=UTC), language=language
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    text = (case / "input.txt").read_text(encoding="utf-8").rstrip("\n")
    expected: Mapping[str, Any] = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    found = figures_of(text, expected.get("language", "en"))
    assert [text[f.span.start : f.span.end] for f in found] == [f["quote"] for f in expected["figures"]]
    for figure, wanted in zip(found, expected["figures"], strict=True):
        values = {"high": wanted["low"], **wanted}
        del values["quote"]
        assert {name: getattr(figure, name) for name in values} == values, wanted["quote"]


def test_a_figure_belongs_to_the_statement_that_holds_it() -> None:
    text = "Nine people were killed. The mayor of Tarn said 25 people were wounded."
    reading = reading_of(text)
    start = text.index("25")
    statement = Statement(
        id=StatementId("one"), kind="indirect", content=(reading.span(start, len(text)),), speaker="Ida Brand"
    )
    first, second = figures_of(text, statements=(statement,))
    assert (first.statement_id, first.claimed_by) == (None, None)
    assert (second.statement_id, second.claimed_by) == ("one", "Ida Brand")


def test_the_war_began_on_the_first_day_of_the_crisis() -> None:
    reading, language = reading_of("Since the war began, 41 children have been killed."), languages()["en"]
    (figure,) = find_figures(reading, (), (), language=language, began=date(2031, 3, 1))
    assert figure.since == "2031-03-01"
    (figure,) = find_figures(reading, (), (), language=language)
    assert figure.since is None


def test_a_figure_has_the_nearest_place_after_it_that_is_no_country() -> None:
    reading, language = (
        reading_of("In Norrland, nine people were killed in Tarn, and two died in Orla."),
        languages()["en"],
    )
    places = [
        PlaceMention(
            span=reading.span(start, start + len(name)),
            place=Place(id=PlaceId(name), name=name, kind=kind, latitude=0, longitude=0),
        )
        for name, kind in KINDS.items()
        for start in (reading.text.index(name),)
    ]
    found = find_figures(reading, (), (), places, language=language)
    assert [(f.low, f.place) for f in found] == [(9, "Tarn"), (2, "Orla")]


def test_a_language_without_words_has_no_figures() -> None:
    language = type(languages()["en"]).from_mapping("und", {})
    assert find_figures(reading_of("9 people were killed"), (), (), language=language) == ()


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("25 ,.-–+()$%kmn\nA killed people toll to from and"), max_size=80))
def test_figures_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    if not text.strip():
        return
    language = languages()["en"]
    reading = reading_of(text, "xx")
    found = find_figures(reading, (), (), language=language)
    ends = [0, *(figure.span.end for figure in found)]
    for figure, before in zip(found, ends, strict=False):
        assert before <= figure.span.start < figure.span.end <= len(text)
        assert figure.low <= figure.high
