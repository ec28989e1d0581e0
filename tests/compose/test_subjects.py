"""What a sentence has to do with its heading."""

from dataclasses import replace

import pytest

from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.model.document import Span
from dayline.model.entities import Place, PlaceId, PlaceKind, PlaceMention

from .conftest import Desk


def _place(
    name: str, latitude: float, kind: PlaceKind = "settlement", country: str = "KD", region: str = "01"
) -> Place:
    return Place(
        id=PlaceId(name), name=name, kind=kind, latitude=latitude, longitude=20.0, country=country, region=region
    )


PLACES = (
    _place("Teln", 46.0),
    _place("Mill Hill", 46.1),
    _place("Orlin", 48.0),
    _place("Varda region", 46.5, "region"),
    _place("Porto Sal", 30.0, country="PS", region="07"),
)


def _sentence(desk: Desk, name: str, text: str, headline: str = "Report") -> Span:
    """Add a document of one sentence, with the made-up places named in it and in its headline."""
    document = desk.document(name, headline, text)
    found = [
        PlaceMention(span=document.span(at, at + len(place.name), field), place=place)
        for field, words in (("title", headline), ("text", text))
        for place in PLACES
        if (at := words.find(place.name)) >= 0
    ]
    desk.annotations[document.id] = replace(desk.annotations[document.id], places=tuple(found))
    return document.span(0, len(text))


@pytest.mark.parametrize(
    ("text", "headline", "elsewhere"),
    [
        ("The water reached the station of Orlin at noon.", "Report", True),
        ("The water reached the station of Teln at noon.", "Report", False),
        ("The water reached Mill Hill at noon.", "Report", False),  # eleven kilometres away
        ("The water rose all over Varda region.", "Report", False),  # Teln lies in it
        ("The water reached the station at noon.", "Report", False),
        ("The government of Porto Sal sent pumps.", "Report", False),  # what another country does about it
        ("Orlin sent pumps at noon.", "Orlin helps Teln", False),
    ],
)
def test_a_sentence_on_another_town_is_elsewhere(
    desk: Desk, style: Style, text: str, headline: str, elsewhere: bool
) -> None:
    heading = _sentence(desk, "heading", "Water reaches Teln.")
    sentence = _sentence(desk, "sentence", text, headline)
    assert Subjects(desk.material(), style).is_elsewhere(heading, sentence) is elsewhere
