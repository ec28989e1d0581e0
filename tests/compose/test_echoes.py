"""What a further line would only tell once more."""

from dataclasses import replace

import pytest

from dayline.compose import compose
from dayline.compose.desk import Desk as DayDesk
from dayline.compose.echoes import Echoes
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.model.claims import Figure, FigureId
from dayline.model.crisis import Term
from dayline.model.digest import Citation, Passage
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Place, PlaceMention
from dayline.model.story import RankedStory, ThreadId

from .conftest import CRISIS, Desk

DEAD = "Three people were killed when the flood wave reached the lower streets, police said on Thursday."


def _killed(desk: Desk, name: str, headline: str, *, count: float = 3, place: str = "") -> Document:
    document = desk.document(name, headline, DEAD)
    span = document.span(0, len("Three people"))
    figure = Figure(id=FigureId(name), span=span, low=count, high=count, unit="people", of="killed")
    held = replace(desk.annotations[document.id], figures=(figure,))
    if place:
        settlement = Place(id=place, name=place, kind="settlement", latitude=45.0, longitude=25.0, country="XX")
        at = document.headline.index(place)
        held = replace(held, places=(PlaceMention(span=document.span(at, at + len(place), "title"), place=settlement),))
    desk.annotations[document.id] = held
    return document


def _echoes(desk: Desk, *stories: RankedStory) -> Echoes:
    material = desk.material(*stories)
    digest = compose(material)
    assert digest is not None
    return Echoes(DayDesk(material), digest.sections)


@pytest.fixture
def toll(desk: Desk) -> RankedStory:
    first = _killed(desk, "a", "Flood wave kills three people in Brenna", place="Brenna")
    second = desk.document("b", "Flood wave in Brenna kills three, police say", DEAD, source="agency")
    return desk.story("toll", [first, second], score=9.0)


def test_the_words_of_a_section_make_no_line(desk: Desk, toll: RankedStory) -> None:
    echoes = _echoes(desk, toll)
    assert echoes.in_section(desk.documents[toll.documents[0]])
    assert not echoes.in_section(desk.document("c", "Rail line to Hallin stays closed"))


def test_the_toll_of_a_section_makes_no_line_unless_it_is_of_another_place(desk: Desk, toll: RankedStory) -> None:
    echoes = _echoes(desk, toll)
    assert echoes.in_section(_killed(desk, "same", "Three dead as water comes"))
    assert echoes.in_section(_killed(desk, "there", "Three dead as water comes to Brenna", place="Brenna"))
    assert not echoes.in_section(_killed(desk, "more", "Five dead as water comes", count=5))
    assert not echoes.in_section(_killed(desk, "away", "Three dead as bridge falls in Teln", place="Teln"))


def _line(desk: Desk, name: str) -> Passage:
    """Return the headline of a document as a line."""
    document = desk.documents[DocumentId(name)]
    span = document.span(0, len(document.headline), "title")
    citation = Citation(
        span=span,
        url=document.url,
        source_name=document.source_name,
        retrieved_at=document.fetched_at,
        sha256=document.sha256,
    )
    return Passage(text=f"{document.headline}.", kind="report", citations=(citation,))


def test_two_lines_of_a_thread_tell_two_events(desk: Desk) -> None:
    headlines = (
        "Protester interrupts television news",
        "Television protester fined",
        "Dairy farms along the river lose their herds",
        "School in Teln opens again",
        "Rail line to Hallin stays closed",
        "Pumps reach the lower mill",
        "Insurers count the damage",
    )
    stories = [
        desk.story(f"s{n}", [desk.document(f"d{n}", headline)], thread="one") for n, headline in enumerate(headlines)
    ]
    echoes = Echoes(DayDesk(desk.material(*stories)), ())
    thread, (first, again, other) = ThreadId("one"), (_line(desk, f"d{n}") for n in range(3))
    assert not echoes.is_told(thread, again)
    echoes.say(thread, first)
    assert echoes.is_told(thread, again)
    assert not echoes.is_told(ThreadId("another"), again)
    assert not echoes.is_told(thread, other)


def test_a_line_says_what_it_has_to_do_with_the_crisis_where_most_headlines_do(desk: Desk, style: Style) -> None:
    crisis = replace(CRISIS, terms=(Term(names=("Varda",), kind="place", weight=1.0),))
    stories = [desk.story("a", [desk.document("a", "Varda dam holds")]), desk.story("b", [desk.document("b", "Rains")])]
    subjects = Subjects(replace(desk.material(*stories), crisis=crisis), style)
    assert subjects.says_of_what("Soldiers come to Varda")
    assert not subjects.says_of_what("Bank raises its rate")
    few = Subjects(replace(desk.material(stories[1]), crisis=crisis), style)
    assert few.says_of_what("Bank raises its rate")


def _counting(desk: Desk, name: str, headline: str, number: str, count: float, of: str = "evacuated") -> Document:
    document = desk.document(name, headline, DEAD)
    at = headline.index(number)
    span = document.span(at, at + len(number), "title")
    figure = Figure(id=FigureId(name), span=span, low=count, high=count, unit="people", of=of)
    desk.annotations[document.id] = replace(desk.annotations[document.id], figures=(figure,))
    return document


def test_what_a_section_counts_makes_no_line_in_a_rounder_number(desk: Desk) -> None:
    first = _counting(desk, "a", "Almost 7,300 people leave Brenna by boat", "7,300", 7300)
    echoes = _echoes(desk, desk.story("out", [first], score=9.0))
    assert echoes.in_section(_counting(desk, "b", "Boats take 7,295 people out of the valley", "7,295", 7295))
    assert not echoes.in_section(_counting(desk, "c", "Boats take 7,900 people out of the valley", "7,900", 7900))
    assert not echoes.in_section(_counting(desk, "d", "Hall feeds 7,295 people in the valley", "7,295", 7295, "fed"))


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Lenz ends visit after Zhang summit", True),
        ("Lenz arrested after Zhang summit", False),
        ("Lenz ends visit to valley", False),
    ],
)
def test_the_same_people_who_do_the_same_make_no_line(headline: str, told: bool, desk: Desk) -> None:
    first = desk.document("a", "Lenz ends his meetings with Zhang in Hallin", DEAD)
    desk.document("b", headline)
    echoes = _echoes(desk, desk.story("pact", [first], score=9.0))
    assert echoes.is_told(ThreadId("another"), _line(desk, "b")) is told


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("UK, Germany scramble fighters to ward off planes", True),
        ("British and German fighters intercepted planes", True),
        ("UK, Germany sell their old fighters", False),
        ("Norway scrambles helicopters to ward off planes", False),
    ],
)
def test_an_act_of_the_same_states_in_other_words_makes_no_line(headline: str, told: bool, desk: Desk) -> None:
    first = desk.document("a", "RAF and German fighters intercept planes over the dyke", DEAD)
    desk.document("b", headline)
    echoes = _echoes(desk, desk.story("air", [first], score=9.0))
    assert echoes.is_told(ThreadId("another"), _line(desk, "b")) is told


def test_the_same_act_in_another_town_makes_a_line(desk: Desk) -> None:
    first = desk.document("a", "Police arrest three looters at the old mill in Brenna", DEAD)
    desk.document("b", "Three looters arrested at mill in Teln, police say")
    for name, place, latitude in (("a", "Brenna", 45.0), ("b", "Teln", 47.0)):
        document = desk.documents[DocumentId(name)]
        there = Place(id=place, name=place, kind="settlement", latitude=latitude, longitude=25.0, country="XX")
        at = document.headline.index(place)
        mention = PlaceMention(span=document.span(at, at + len(place), "title"), place=there)
        desk.annotations[document.id] = replace(desk.annotations[document.id], places=(mention,))
    echoes = _echoes(desk, desk.story("mill", [first], score=9.0))
    assert not echoes.is_told(ThreadId("another"), _line(desk, "b"))
    desk.annotations[DocumentId("b")] = replace(desk.annotations[DocumentId("b")], places=())
    assert echoes.is_told(ThreadId("another"), _line(desk, "b"))


@pytest.mark.parametrize(
    ("town", "since", "told"), [("Brenna", None, True), ("Teln", None, False), ("Brenna", "2026-05-09", False)]
)
def test_rival_tolls_of_a_town_make_one_line(town: str, since: str | None, told: bool, desk: Desk) -> None:
    for name, headline, place, begun in (
        ("a", "Ten killed as wave hits Brenna", "Brenna", None),
        ("b", f"Coroner counts eight dead near mill in {town}", town, since),
    ):
        document = _killed(desk, name, headline, place=place)
        written = "Ten" if name == "a" else "eight"
        at = headline.index(written)
        span = document.span(at, at + len(written), "title")
        figure = Figure(
            id=FigureId(name), span=span, low=8, high=8, unit="people", of="killed", place=place, since=begun
        )
        desk.annotations[document.id] = replace(desk.annotations[document.id], figures=(figure,))
    material = desk.material(desk.story("s", list(desk.documents.values())))
    echoes = Echoes(DayDesk(material), ())
    echoes.say(ThreadId("one"), _line(desk, "a"))
    assert echoes.is_told(ThreadId("another"), _line(desk, "b")) is told
