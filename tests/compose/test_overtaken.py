"""What a later report has overtaken."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dayline.compose.desk import Desk as Composition
from dayline.compose.overtaken import is_outnumbered, is_past_hope
from dayline.model.claims import Figure, FigureId

from .conftest import NOON, Desk


@pytest.mark.parametrize(
    ("count", "hours", "place", "outnumbered"),
    [
        (9, 3, "Brenna", True),
        (9, 3, None, True),
        (9, -3, "Brenna", False),
        (9, 3, "Teln", False),
        (2, 3, "Brenna", False),
    ],
)
def test_a_headline_is_outnumbered_by_a_later_higher_toll_of_no_other_place(
    count: float, hours: int, place: str | None, outnumbered: bool, desk: Desk
) -> None:
    told = (
        ("a", "Flood kills 3 in Brenna", "3", 3.0, "Brenna", 0),
        ("b", f"Flood kills {count}", str(count), count, place, hours),
    )
    for name, headline, written, number, where, later in told:
        document = desk.document(name, headline, published=NOON + timedelta(hours=later))
        at = headline.index(written)
        span = document.span(at, at + len(written), "title")
        figure = Figure(
            id=FigureId(name), span=span, low=number, high=number, unit="people", of="killed", place=where
        )
        desk.annotations[document.id] = replace(desk.annotations[document.id], figures=(figure,))
    documents = list(desk.documents.values())
    composition = Composition(desk.material(desk.story("s", documents)))
    headline = documents[0].span(0, len(documents[0].headline), "title")
    assert is_outnumbered(composition, headline, [each.id for each in documents]) is outnumbered


def test_a_hope_is_past_once_a_heading_tells_what_came(desk: Desk) -> None:
    told = "The governor said he hoped the two counties would agree on the dyke."
    early = desk.document("a", "Counties meet on dyke", told, published=NOON - timedelta(hours=3))
    late = desk.document("b", "Counties agree on dyke")
    later = desk.document("c", "Counties to meet again on dyke")
    composition = Composition(desk.material(desk.story("s", [early, late, later])))
    hope = early.span(0, len(told))
    came, announced = (each.span(0, len(each.headline), "title") for each in (late, later))
    assert is_past_hope(composition, hope, came)
    assert not is_past_hope(composition, hope, announced)
    assert not is_past_hope(composition, came, hope)
