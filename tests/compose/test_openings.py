"""First sentences that say more than their own headline stand for it, where they are not much longer."""

from dataclasses import replace

import pytest

from dayline.compose.desk import Desk as Composing
from dayline.compose.openings import fuller_drafts
from dayline.model.entities import Place, PlaceId, PlaceMention

from .conftest import Desk

TITLE = "Ferry blocks a gate in the harbour of Teln"


def fuller(
    desk: Desk, title: str, lead: str, *, places: tuple[str, ...] = (), counts: tuple[str, ...] = ()
) -> list[str]:
    """Return the wordings of a report's first sentence that may stand for its headline."""
    document = desk.document("a", title, lead, source="agency")
    for written in counts:
        desk.counts(document, written, "missing", float(written))
    for name in places:
        at = lead.index(name)
        place = Place(id=PlaceId(name), name=name, kind="region", latitude=45.0, longitude=25.0)
        held = desk.annotations[document.id]
        found = PlaceMention(span=document.span(at, at + len(name)), place=place)
        desk.annotations[document.id] = replace(held, places=(*held.places, found))
    composing = Composing(desk.material(desk.story("s", [document])))
    return [draft.text for draft in fuller_drafts(composing, document.span(0, len(title), "title"))]


def test_a_sentence_that_says_where_stands_for_its_headline(desk: Desk) -> None:
    lead = "A ferry has blocked a gate in the harbour of Teln, Varda region."
    assert not fuller(desk, TITLE, lead)
    assert fuller(desk, TITLE, lead, places=("Varda region",))[:1] == [lead]


def test_a_sentence_that_says_how_many_stands_for_its_headline(desk: Desk) -> None:
    lead = "A ferry blocked a gate in the harbour of Teln with 40 people on board."
    assert fuller(desk, TITLE, lead, counts=("40",))[:1] == [lead]


@pytest.mark.parametrize(
    "lead",
    [
        "A ferry blocked a gate in the harbour of Teln.",
        "A boat closed off the Varda region, in the harbour of Teln.",
        "A ferry blocked a gate in a harbour of the Varda region.",
        "A ferry with a load of sand and gravel for the dykes of the Varda region and for the new bridge blocked a "
        "gate in the harbour of Teln.",
        "He saw a ferry that blocked a gate in the harbour of Teln, Varda region.",
    ],
)
def test_a_sentence_that_adds_nothing_leaves_something_out_or_is_long_does_not(lead: str, desk: Desk) -> None:
    places = ("Varda region",) if "Varda region" in lead else ()
    assert not fuller(desk, TITLE, lead, places=places)


def test_a_sentence_without_a_count_of_its_headline_does_not_stand_for_it(desk: Desk) -> None:
    lead = "A ferry blocked a gate in the harbour of Teln, Varda region, with people on board."
    assert fuller(desk, f"{TITLE} with people on board", lead, places=("Varda region",))
    assert not fuller(desk, f"{TITLE} with 40 people on board", lead, places=("Varda region",))
