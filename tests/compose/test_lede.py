"""The lede's line for a section."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dayline.compose.desk import Desk as Composition
from dayline.compose.headings import headline_span
from dayline.compose.lede import lede_line
from dayline.model.entities import Place, PlaceMention

from .conftest import NOON, Desk

HEADING = "Side dyke breaks in Lower Brenna, 90 houses flooded"


def _line(desk: Desk, other: str, text: str = "", *, published: datetime = NOON) -> str | None:
    documents = (
        desk.document("a", HEADING),
        desk.document("b", other, text, source="agency", published=published),
    )
    composition = Composition(desk.material(desk.story("s", documents)))
    spans = [span for each in documents if (span := headline_span(each, composition.style))]
    words = composition.style.content_words(HEADING)
    line = lede_line(composition, ("a", "b"), spans[1:], words, spans[0], [words])  # type: ignore[arg-type]
    return line.text if line else None


def test_another_headline_says_the_headings_news(desk: Desk) -> None:
    assert _line(desk, "Water stands in 90 houses after dyke breaks near Brenna") == (
        "Water stands in 90 houses after dyke breaks near Brenna."
    )


def test_without_one_a_short_sentence_does(desk: Desk) -> None:
    text = "Ninety houses of Lower Brenna stood in the water when the side dyke gave way."
    assert _line(desk, "Brass festival goes on", text) == text


@pytest.mark.parametrize("other", ["Brass festival in Hallin goes on in the rain", "Houses of Brenna painted blue"])
def test_what_tells_of_something_else_is_no_line_of_the_lede(other: str, desk: Desk) -> None:
    assert _line(desk, other) is None


def test_the_same_news_of_another_place_is_none(desk: Desk) -> None:
    other = "Side dyke breaks in Teln, 20 houses flooded there"
    assert _line(desk, other) is not None
    for name, headline, town, north in (("a", HEADING, "Lower Brenna", 45.0), ("b", other, "Teln", 47.0)):
        document = desk.documents[name]  # type: ignore[index]
        at = headline.index(town)
        place = Place(id=town, name=town, latitude=north, longitude=25.0, country="RO", kind="settlement")  # type: ignore[arg-type]
        held = desk.annotations[document.id]
        mention = PlaceMention(span=document.span(at, at + len(town), "title"), place=place)
        desk.annotations[document.id] = held.__class__(
            document_id=held.document_id, language="en", sentences=held.sentences, places=(mention,)
        )
    composition = Composition(desk.material(desk.story("s", list(desk.documents.values()))))
    spans = [span for each in desk.documents.values() if (span := headline_span(each, composition.style))]
    words = composition.style.content_words(HEADING)
    assert lede_line(composition, ("a", "b"), spans[1:], words, spans[0], [words]) is None  # type: ignore[arg-type]


ANNOUNCED = "Dyke near Brenna set to break, 90 families told to leave their homes"


def test_what_was_announced_before_it_came_is_no_line_under_a_heading_that_tells_it(desk: Desk) -> None:
    assert _line(desk, ANNOUNCED, published=NOON - timedelta(hours=3)) is None


def test_what_is_announced_afterwards_is_one(desk: Desk) -> None:
    assert _line(desk, ANNOUNCED, published=NOON + timedelta(hours=3)) is not None


def test_what_says_whose_word_it_is_comes_before_an_outlets_word(desk: Desk) -> None:
    heading = "Vardan envoy condemns ramming of ferry off Teln by boat of Karst"
    lines = ("Karst boat rams ferry off Teln", "Karst boat rams ferry off Teln at night, harbour guard says")
    documents = (
        desk.document("a", heading),
        *(desk.document(name, line, source="agency") for name, line in zip("bc", lines, strict=True)),
    )
    desk.document("d", "Karst denies that boat rams ferry off Teln")
    for told, line in ((documents, f"{lines[1]}."), (documents[:2], f"Agency: {lines[0]}.")):
        material = desk.material(desk.story("s", told))
        crisis = replace(material.crisis, sides=("Karst", "Varda"))
        composition = Composition(replace(material, crisis=crisis))
        spans = [span for each in told if (span := headline_span(each, composition.style))]
        words = composition.style.content_words(heading)
        ids = tuple(each.id for each in told)
        found = lede_line(composition, ids, spans[1:], words, spans[0], [words])
        assert found is not None
        assert found.text == line
