"""What a later report has overtaken."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dayline.compose import compose
from dayline.compose.desk import Desk as Composition
from dayline.compose.overtaken import is_outnumbered, is_past_hope, is_stale
from dayline.model.claims import Figure, FigureId
from dayline.model.entities import Place, PlaceMention, TimeExpression

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
    assert is_outnumbered(composition, headline) is outnumbered


@pytest.mark.parametrize(("count", "outnumbered"), [(12, True), (4, False)])
def test_several_are_no_dozen(count: int, outnumbered: bool, desk: Desk) -> None:
    headline = "Several killed as flood reaches Brenna"
    early = desk.document("a", headline)
    late = desk.document("b", f"Flood kills {count}", published=NOON + timedelta(hours=3))
    span = late.span(len("Flood kills "), len(f"Flood kills {count}"), "title")
    figure = Figure(id=FigureId("b"), span=span, low=count, high=count, unit="people", of="killed")
    desk.annotations[late.id] = replace(desk.annotations[late.id], figures=(figure,))
    composition = Composition(desk.material(desk.story("s", [early, late])))
    assert is_outnumbered(composition, early.span(0, len(headline), "title")) is outnumbered


@pytest.mark.parametrize(
    "told",
    [
        "The governor said he hoped the two counties would agree on the dyke.",
        "The two counties are planning to agree on the dyke, the governor said.",
    ],
)
def test_a_hope_is_past_once_a_heading_tells_what_came(told: str, desk: Desk) -> None:
    early = desk.document("a", "Counties meet on dyke", told, published=NOON - timedelta(hours=3))
    late = desk.document("b", "Counties agree on dyke")
    later = desk.document("c", "Counties to meet again on dyke")
    composition = Composition(desk.material(desk.story("s", [early, late, later])))
    hope = early.span(0, len(told))
    came, announced = (each.span(0, len(each.headline), "title") for each in (late, later))
    assert is_past_hope(composition, hope, came)
    assert not is_past_hope(composition, hope, announced)
    assert not is_past_hope(composition, came, hope)


def test_a_hope_in_quotation_marks_is_one(desk: Desk) -> None:
    told = "“I hope that the two counties agree,” the governor told reporters at the dyke."
    early = desk.document("a", "Counties meet on dyke", told, published=NOON - timedelta(hours=3))
    late = desk.document("b", "Counties agree on dyke")
    composition = Composition(desk.material(desk.story("s", [early, late])))
    assert is_past_hope(composition, early.span(0, len(told)), late.span(0, len(late.headline), "title"))


@pytest.mark.parametrize(("north", "outnumbered"), [(0.1, True), (2.0, False)])
def test_the_toll_of_a_town_may_be_that_of_its_quarter(north: float, outnumbered: bool, desk: Desk) -> None:
    told = (
        ("a", "Three killed in Brenna", "Brenna", 3.0, 45.0, 0),
        ("b", "Eight killed in Millside", "Millside", 8.0, 45.0 + north, 3),
    )
    for name, headline, place, count, latitude, later in told:
        document = desk.document(name, headline, published=NOON + timedelta(hours=later))
        at = headline.index(place)
        there = Place(id=place, name=place, kind="settlement", latitude=latitude, longitude=25.0, country="XX")
        span = document.span(0, len("Three"), "title")
        figure = Figure(
            id=FigureId(name), span=span, low=count, high=count, unit="people", of="killed", place=place
        )
        mention = PlaceMention(span=document.span(at, at + len(place), "title"), place=there)
        desk.annotations[document.id] = replace(desk.annotations[document.id], figures=(figure,), places=(mention,))
    documents = list(desk.documents.values())
    composition = Composition(desk.material(desk.story("s", documents)))
    assert is_outnumbered(composition, documents[0].span(0, len("Three killed in Brenna"), "title")) is outnumbered


@pytest.mark.parametrize(
    ("told", "written", "value", "stale"),
    [
        ("The ferry to Teln should be running on Thursday.", "Thursday", "2026-05-14", True),
        ("Three ferries are planned for Thursday, the mayor said.", "Thursday", "2026-05-14", True),
        ("The ferry to Teln will be running on Friday.", "Friday", "2026-05-15", False),
        ("The ferry to Teln is not to be running on Thursday.", "Thursday", "2026-05-14", False),
        ("The ferry to Teln will run again, the mayor said on Thursday.", "Thursday", "2026-05-14", False),
        ("The ferry to Teln stopped on Thursday.", "Thursday", "2026-05-14", False),
    ],
)
def test_what_was_to_be_today_is_stale(told: str, written: str, value: str, stale: bool, desk: Desk) -> None:
    document = desk.document("a", "Ferry to Teln", told)
    desk.dated(document, written, value)
    if "said" in told:
        statement = desk.says(document, told.partition(",")[0], "the mayor")
        at = told.index("said")
        cued = replace(statement, cue=(document.span(at, at + len("said")),))
        desk.annotations[document.id] = replace(desk.annotations[document.id], statements=(cued,))
    composition = Composition(desk.material(desk.story("s", [document])))
    assert is_stale(composition, document.span(0, len(told))) is stale


def test_no_line_tells_what_was_to_be_today(desk: Desk) -> None:
    headline = "Ferry to Teln to resume on Thursday"
    plan = desk.document("a", headline)
    at = headline.index("Thursday")
    day = TimeExpression(span=plan.span(at, at + len("Thursday"), "title"), type="DATE", value="2026-05-14")
    desk.annotations[plan.id] = replace(desk.annotations[plan.id], dates=(day,))
    other = desk.document("b", "Insurers count the damage in Hallin")
    digest = compose(desk.material(desk.story("s", [plan], score=0.1), desk.story("t", [other], score=0.1)))
    assert digest is not None
    assert [line.text for line in digest.also] == ["Insurers count the damage in Hallin."]


def test_no_headline_below_a_heading_announces_what_that_tells_as_done(desk: Desk) -> None:
    early = desk.document("a", "Counties to sign pact on dyke in Teln", published=NOON - timedelta(hours=3))
    late = desk.document("b", "Counties sign pact on dyke in Teln after night of talks")
    other = desk.document("c", "Herdsmen in Teln call pact on dyke signed by counties too late", source="agency")
    digest = compose(desk.material(desk.story("s", [late, early, other], score=9.0)))
    assert digest is not None
    (section,) = digest.sections
    assert {passage.citations[0].span.document_id for passage in section.passages} == {other.id}


@pytest.mark.parametrize(
    ("told", "stale"),
    [
        ("The governor has reached Brenna and is now heading to Teln.", True),
        ("Governor heading from Brenna to Teln as water rises", True),
        ("The governor is heading a board that plans the dyke.", False),
        ("“The governor is now on his way,” the mayor said.", False),
    ],
)
def test_what_was_on_its_way_is_stale(told: str, stale: bool, desk: Desk) -> None:
    document = desk.document("a", "Governor on the road", told)
    composition = Composition(desk.material(desk.story("s", [document])))
    assert is_stale(composition, document.span(0, len(told))) is stale
